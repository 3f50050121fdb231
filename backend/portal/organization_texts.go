package portal

import (
	"html/template"
	"net/url"

	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/sitetext"
)

type textsData struct {
	ofOrganization
	Items []ownText
}

type ownText struct {
	Label string
	Help  string
	To    string
	IsOwn bool
}

// listTexts shows the texts that an organization can have of its own (MGR-6).
func (p *Portal) listTexts(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	about, err := v.about(o)
	if err != nil {
		return err
	}
	data := textsData{ofOrganization: about}
	for _, kind := range sitetext.OwnKinds() {
		entry, err := p.Texts.Own(v.ctx(), v.scope(), o, kind, "")
		if err != nil {
			return err
		}
		data.Items = append(data.Items, ownText{v.T("text." + string(kind)), v.T("text." + string(kind) + ".help"), v.settingsAddress("/profile/texts/"+string(kind), o, ""), !entry.IsDefault})
	}
	return v.showSettings("texts", nil, nil, data)
}

type textEditor struct {
	ofOrganization
	Kind         sitetext.Kind
	IsMail       bool
	IsOwn        bool
	Placeholders []sitetext.Placeholder
	Languages    []option
	Preview      template.HTML // of a page's text
	Mail         *mailPreview
	Back         string
}

// editText shows one text of an organization with a preview.
func (p *Portal) editText(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	entry, err := p.Texts.Own(v.ctx(), v.scope(), o, sitetext.Kind(v.R.PathValue("kind")), v.textLanguage())
	if err != nil {
		return err
	}
	return v.showText(o, entry, url.Values{"subject": {entry.Text.Subject}, "body": {entry.Text.Body}}, nil)
}

// textLanguage is the language that a text is edited in; "" for all.
func (v *visit) textLanguage() string {
	asked := v.query("language")
	if v.R.PostForm != nil && v.value("language") != "" {
		asked = v.value("language")
	}
	for _, name := range languages() {
		if name == asked {
			return name
		}
	}
	return ""
}

func (v *visit) showText(o organizations.Organization, entry sitetext.Entry, values url.Values, refused error) error {
	about, err := v.about(o)
	if err != nil {
		return err
	}
	kind, language := entry.Info.Kind, v.textLanguage()
	values.Set("language", language)
	data := textEditor{ofOrganization: about, Kind: kind, IsMail: entry.Info.IsMail, IsOwn: !entry.IsDefault, Placeholders: entry.Info.Placeholders, Back: v.settingsAddress("/profile/texts", o, "")}
	data.Languages = []option{{Value: "", Label: v.T("text.all_languages")}}
	for _, name := range languages() {
		data.Languages = append(data.Languages, option{Value: name, Label: v.portal.words[name].text("language")})
	}
	text := sitetext.Text{Subject: values.Get("subject"), Body: values.Get("body")}
	if sitetext.Check(kind, text) == nil {
		shown := sitetext.Values{"site.name": v.general.SiteName, "organization.name": o.Name}
		if entry.Info.IsMail {
			subject, body, err := sitetext.SampleMail(kind, text, shown)
			if err != nil {
				return err
			}
			data.Mail = &mailPreview{subject, body}
		} else if data.Preview, err = v.portal.Texts.RenderBody(kind, text.Body, shown); err != nil {
			return err
		}
	}
	f, err := v.newForm(values, refused)
	if err != nil {
		return err
	}
	f.Action = "/organization/profile/texts/" + string(kind)
	code := 200
	if refused != nil {
		code = status(fault.As(refused).Code)
	}
	return v.show(code, "organization_text", page{Title: v.T("text." + string(kind)), Lead: v.T("text." + string(kind) + ".help"), Section: "texts", Narrow: true, Form: f, Notice: v.done(), Data: data})
}

// saveText saves a text of an organization, shows it without saving, or takes
// it away, by the button.
func (p *Portal) saveText(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	kind, language := sitetext.Kind(v.R.PathValue("kind")), v.textLanguage()
	entry, err := p.Texts.Own(v.ctx(), v.scope(), o, kind, language)
	if err != nil {
		return err
	}
	text := sitetext.Text{Subject: v.value("subject"), Body: v.R.PostForm.Get("body")}
	switch v.value("do") {
	case "preview":
		return v.showText(o, entry, v.R.PostForm, sitetext.Check(kind, text))
	case "restore":
		err = p.Texts.RestoreOwn(v.ctx(), v.scope(), o, kind, language)
	default:
		err = p.Texts.SaveOwn(v.ctx(), v.scope(), o, kind, language, text)
	}
	if fault.Is(err, fault.Invalid) {
		return v.showText(o, entry, v.R.PostForm, err)
	}
	if err != nil {
		return err
	}
	return v.redirect(v.settingsAddress("/profile/texts", o, "saved"))
}
