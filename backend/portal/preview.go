package portal

import (
	"context"
	"html/template"
	"net/http"
	"net/url"

	"portico/backend/access"
	"portico/backend/organizations"
	"portico/backend/signin"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/users"
)

// Preview returns the real page with a text that need not be saved, for an
// organization (0 for none) and a language (TXT-2). It stands by itself: the
// stylesheet is part of it, under the nonce __CSP_NONCE__, and nothing in it
// leads anywhere when it is shown in a sandboxed frame. A mail is shown as its
// recipient would read it.
func (p *Portal) Preview(ctx context.Context, kind sitetext.Kind, text sitetext.Text, organizationID int64, language string) (string, error) {
	if err := sitetext.Check(kind, text); err != nil {
		return "", err
	}
	v, organization, err := p.previewVisit(ctx, organizationID, language)
	if err != nil {
		return "", err
	}
	values := sitetext.Values{"site.name": v.general.SiteName}
	if organization.ID != 0 {
		values["organization.name"] = organization.Name
	}
	info, _ := sitetext.Describe(kind)
	if info.IsMail {
		return p.previewMail(v, kind, text, values)
	}
	body, err := p.Texts.RenderBody(kind, text.Body, values)
	if err != nil {
		return "", err
	}
	name, shown, err := p.previewPage(v, kind, body)
	if err != nil {
		return "", err
	}
	page, err := v.render(name, shown, p.stylesheet())
	return string(page), err
}

// PreviewBranding returns the registration page as it would look with a
// branding that need not be saved. png is its logo, nil for the one that
// branding names. The page stands by itself, as Preview's does.
func (p *Portal) PreviewBranding(ctx context.Context, organization organizations.Organization, branding organizations.Branding, png []byte) (string, error) {
	v, _, err := p.previewVisit(ctx, 0, "en")
	if err != nil {
		return "", err
	}
	if png == nil && branding.Logo.Hash != "" {
		if png, err = p.Organizations.LogoContent(ctx, branding.Logo.Hash); err != nil {
			return "", err
		}
	}
	shown := lookOf(branding)
	if png != nil {
		shown = shown.withPicture(png)
	}
	v.look = &shown
	text, err := p.Texts.Render(ctx, sitetext.Initiation, 0, "en", sitetext.Values{"site.name": v.general.SiteName})
	if err != nil {
		return "", err
	}
	name, made, err := p.previewPage(v, sitetext.Initiation, text)
	if err != nil {
		return "", err
	}
	made.Brand = organization.Name
	rendered, err := v.render(name, made, p.stylesheet())
	return string(rendered), err
}

// PreviewOwnText returns the page with an organization's own text that need
// not be saved, under a title of the portal's catalogue. It stands by itself,
// as Preview's does.
func (p *Portal) PreviewOwnText(ctx context.Context, organizationID int64, title, text string) (string, error) {
	v, organization, err := p.previewVisit(ctx, organizationID, "en")
	if err != nil {
		return "", err
	}
	branding, err := p.Organizations.BrandingOf(ctx, organization)
	if err != nil {
		return "", err
	}
	shown := lookOf(branding)
	if branding.Logo.Hash != "" {
		png, err := p.Organizations.LogoContent(ctx, branding.Logo.Hash)
		if err != nil {
			return "", err
		}
		shown = shown.withPicture(png)
	}
	v.look = &shown
	body, err := p.Texts.Markdown(text)
	if err != nil {
		return "", err
	}
	rendered, err := v.render("article", page{Title: v.words.text(title), Brand: organization.Name, Outside: true, Data: body}, p.stylesheet())
	return string(rendered), err
}

// previewPage returns the page on which a text stands.
func (p *Portal) previewPage(v *visit, kind sitetext.Kind, body template.HTML) (string, page, error) {
	title := v.words.text
	switch kind {
	case sitetext.Initiation:
		rules, err := p.Settings.Users(v.ctx())
		return "register", page{Title: title("register.title"), Outside: true, Data: registerData{Text: body, Minimum: rules.PasswordMinimum}}, err
	case sitetext.SignIn:
		return "login", page{Title: title("login.title"), Outside: true, Data: loginData{body}}, nil
	case sitetext.FirstTime:
		return "home", page{Title: title("home.title"), Lead: title("home.lead", "name", v.visitor.User.FirstName), Section: "home",
			Data: homeData{FirstTime: body, Assessments: 3}}, nil
	case sitetext.Help:
		return "article", page{Title: title("nav.help"), Narrow: true, Section: "help", Data: body}, nil
	case sitetext.Privacy:
		return "article", page{Title: title("privacy"), Outside: true, Data: body}, nil
	case sitetext.RegistrationDone:
		return "text", page{Title: title("register.done.title"), Outside: true, Data: textData{Text: body, Button: "login.button", To: "/login"}}, nil
	case sitetext.RegistrationPending:
		return "text", page{Title: title("register.pending.title"), Outside: true, Data: textData{Text: body}}, nil
	case sitetext.RegistrationClosed:
		return "text", page{Title: title("register.closed.title"), Outside: true, Data: textData{Text: body}}, nil
	}
	sample, _ := sitetext.Describe(kind)
	for _, placeholder := range sample.Placeholders {
		if placeholder.Name == "assessment.name" {
			return "text", page{Title: placeholder.Sample, Outside: true, Data: textData{Text: body}}, nil
		}
	}
	return "text", page{Title: sample.Label, Outside: true, Data: textData{Text: body}}, nil
}

type mailPreview struct{ Subject, Body string }

func (p *Portal) previewMail(v *visit, kind sitetext.Kind, text sitetext.Text, values sitetext.Values) (string, error) {
	subject, body, err := sitetext.SampleMail(kind, text, values)
	if err != nil {
		return "", err
	}
	rendered, err := v.render("mail_preview", page{Title: subject, Outside: true, Data: mailPreview{subject, body}}, p.stylesheet())
	return string(rendered), err
}

// previewVisit stands in for the visit of a manager of an organization.
func (p *Portal) previewVisit(ctx context.Context, organizationID int64, language string) (*visit, organizations.Organization, error) {
	request := (&http.Request{Method: http.MethodGet, URL: &url.URL{Path: "/"}, Header: http.Header{"Accept-Language": {language}}}).WithContext(ctx)
	v := p.newVisit(nil, request)
	if err := v.load(); err != nil {
		return nil, organizations.Organization{}, err
	}
	organization := organizations.Organization{Name: "Halden AS", Path: "/0/", Level: 1}
	if organizationID != 0 {
		var err error
		if organization, err = p.Organizations.Find(ctx, access.ForAdministrator(), organizationID); err != nil {
			return nil, organization, err
		}
	}
	v.present = true
	v.visitor = signin.Visitor{
		User:    users.User{FirstName: "Inger", LastName: "Dahl", Email: "inger.dahl@halden.example", Type: users.Manager, PasswordSetAt: store.At(p.Clock.Now())},
		Session: signin.Session{Stage: signin.Full},
		Scope:   access.ForManager(0, []access.Place{{ID: organization.ID, Path: organization.Path, Level: organization.Level, Name: organization.Name}}, nil, nil),
	}
	return v, organization, nil
}
