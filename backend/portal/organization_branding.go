package portal

import (
	"fmt"
	"io"
	"net/url"
	"os"

	"portico/backend/fault"
	"portico/backend/figures"
	"portico/backend/organizations"
)

type brandingData struct {
	ofOrganization
	HasLogo   bool
	Logo      look // its own logo
	Previewed bool
	Notes     []string // what the pages make of a colour that can't be read
}

// editBranding shows an organization's logo and colours (ORG-6, MGR-6).
func (p *Portal) editBranding(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	own, err := p.Organizations.OwnBranding(v.ctx(), o.ID)
	if err != nil {
		return err
	}
	values := url.Values{"primary": {own.PrimaryColour}, "accent": {own.AccentColour}}
	if own.PrimaryColour != "" {
		values.Set("own", "on")
	}
	return v.showBranding(o, values, nil, nil)
}

// showBranding shows the form; with preview the page itself wears the colours.
func (v *visit) showBranding(o organizations.Organization, values url.Values, refused error, preview *organizations.Branding) error {
	about, err := v.about(o)
	if err != nil {
		return err
	}
	own, err := v.portal.Organizations.OwnBranding(v.ctx(), o.ID)
	if err != nil {
		return err
	}
	data := brandingData{ofOrganization: about, HasLogo: own.Logo.Hash != "", Logo: lookOf(organizations.Branding{Logo: own.Logo}), Previewed: preview != nil}
	if preview != nil {
		shown := lookOf(*preview)
		v.look = &shown
		data.Notes = v.colourNotes(*preview)
	}
	for name, usual := range map[string]string{"primary": "#0f6b73", "accent": "#e0a659"} {
		if values.Get(name) == "" {
			values.Set(name, usual) // a colour field always has one
		}
	}
	return v.showSettings("branding", values, rename(refused, map[string]string{"primaryColour": "primary", "accentColour": "accent"}), data)
}

// colourNotes says where a colour is moved so that it can be read.
func (v *visit) colourNotes(branding organizations.Branding) []string {
	primary, ok := figures.ParseColour(branding.PrimaryColour)
	if !ok {
		return nil
	}
	var notes []string
	for _, ground := range v.portal.Grounds() {
		contrast := v.decimal(fmt.Sprintf("%.1f", figures.Contrast(primary, ground.Colour)))
		key := "branding.enough."
		if used := Readable(primary, ground.Colour); used != primary {
			key = "branding.moved."
		}
		notes = append(notes, v.T(key+ground.Name, "contrast", contrast))
	}
	return notes
}

// saveBranding saves logo and colours or, by the other button, shows the page
// in them without saving.
func (p *Portal) saveBranding(v *visit) error {
	o, err := v.chosen()
	if err != nil {
		return err
	}
	in := organizations.BrandingInput{RemoveLogo: v.value("remove_logo") != ""}
	if v.value("own") != "" {
		in.PrimaryColour, in.AccentColour = v.value("primary"), v.value("accent")
	}
	if v.value("do") == "preview" {
		shown, err := p.Organizations.BrandingOf(v.ctx(), o)
		if err != nil {
			return err
		}
		if in.PrimaryColour != "" {
			shown.PrimaryColour, shown.AccentColour = in.PrimaryColour, in.AccentColour
		}
		return v.showBranding(o, v.R.PostForm, nil, &shown)
	}
	path, _, done, err := v.upload("logo")
	defer done()
	if err != nil {
		return v.showBranding(o, v.R.PostForm, err, nil)
	}
	if path != "" {
		if in.Picture, err = readAtMost(path, figures.MaxPictureBytes+1); err != nil {
			return err
		}
	}
	_, err = p.Organizations.SaveBranding(v.ctx(), v.scope(), o.ID, in)
	if fault.Is(err, fault.Invalid) {
		return v.showBranding(o, v.R.PostForm, err, nil)
	}
	if err != nil {
		return err
	}
	return v.redirect(v.settingsAddress("/profile/branding", o, "saved"))
}

// readAtMost reads the beginning of a file.
func readAtMost(path string, most int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read upload: %w", err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(io.LimitReader(file, most))
	if err != nil {
		return nil, fmt.Errorf("read upload: %w", err)
	}
	return data, nil
}
