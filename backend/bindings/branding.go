package bindings

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"os"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/figures"
	"portico/backend/organizations"
	"portico/backend/portal"
)

// BrandingInput is what the Branding form sends. Colours are "#0f6b73", or ""
// for none of its own; LogoToken is a file that was chosen, "" to keep the logo.
type BrandingInput struct {
	PrimaryColour string `json:"primaryColour"`
	AccentColour  string `json:"accentColour"`
	LogoToken     string `json:"logoToken"`
	RemoveLogo    bool   `json:"removeLogo"`
}

// BrandingDetail is an organization's look: its own, and what is in force.
type BrandingDetail struct {
	PrimaryColour string `json:"primaryColour"`
	AccentColour  string `json:"accentColour"`
	Logo          string `json:"logo"` // data: address of its own, "" for none
	LogoWidth     int    `json:"logoWidth"`
	LogoHeight    int    `json:"logoHeight"`
	InheritedFrom string `json:"inheritedFrom"` // the organization above whose look is in force where it has none; "" for none
}

// BrandingPreview is the registration page with a look that need not be saved.
type BrandingPreview struct {
	Page   string          `json:"page"`   // HTML that stands by itself
	Checks []ContrastCheck `json:"checks"` // of the primary colour, on light and on dark pages
}

// ContrastCheck says whether a colour can be read on a ground, and what the
// pages use where it can't.
type ContrastCheck struct {
	Ground   string  `json:"ground"`   // "light" or "dark"
	Contrast float64 `json:"contrast"` // of the colour as it was chosen, 1 to 21
	Enough   bool    `json:"enough"`   // it is used as it is (WCAG 2.2 AA asks for 4.5)
	Used     string  `json:"used"`     // the colour that the pages use
}

// Branding returns an organization's look.
func (o *Organizations) Branding(id int64) (BrandingDetail, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return BrandingDetail{}, err
	}
	return brandingDetail(ctx, b, id)
}

// SaveBranding changes an organization's look.
func (o *Organizations) SaveBranding(id int64, input BrandingInput) (BrandingDetail, error) {
	ctx, b, err := o.core.enterOrganizations()
	if err != nil {
		return BrandingDetail{}, err
	}
	picture, err := o.core.readPicture(input.LogoToken)
	if err != nil {
		return BrandingDetail{}, err
	}
	if _, err := b.Organizations.SaveBranding(ctx, everything, id, organizations.BrandingInput{
		PrimaryColour: input.PrimaryColour, AccentColour: input.AccentColour, Picture: picture, RemoveLogo: input.RemoveLogo,
	}); err != nil {
		return BrandingDetail{}, err
	}
	return brandingDetail(ctx, b, id)
}

// PreviewBranding returns the registration page as it would look.
func (o *Organizations) PreviewBranding(id int64, input BrandingInput) (BrandingPreview, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return BrandingPreview{}, err
	}
	found, err := b.Organizations.Find(ctx, everything, id)
	if err != nil {
		return BrandingPreview{}, err
	}
	shown, err := b.Organizations.BrandingOf(ctx, found)
	if err != nil {
		return BrandingPreview{}, err
	}
	if input.PrimaryColour != "" {
		shown.PrimaryColour, shown.AccentColour = input.PrimaryColour, input.AccentColour
	}
	var png []byte
	switch {
	case input.RemoveLogo:
		shown.Logo = organizations.Logo{}
	case input.LogoToken != "":
		data, err := o.core.readPicture(input.LogoToken)
		if err != nil {
			return BrandingPreview{}, err
		}
		picture, err := figures.ReadPicture(data)
		if err != nil {
			return BrandingPreview{}, refusedLogo(err)
		}
		png, shown.Logo = picture.PNG, organizations.Logo{Hash: "preview", Width: picture.Width, Height: picture.Height}
	}
	preview := BrandingPreview{Checks: []ContrastCheck{}}
	if preview.Page, err = b.Portal.PreviewBranding(ctx, found, shown, png); err != nil {
		return BrandingPreview{}, err
	}
	if primary, ok := figures.ParseColour(shown.PrimaryColour); ok {
		for _, ground := range b.Portal.Grounds() {
			used := portal.Readable(primary, ground.Colour)
			preview.Checks = append(preview.Checks, ContrastCheck{ground.Name, figures.Contrast(primary, ground.Colour), used == primary, used.String()})
		}
	}
	return preview, nil
}

// readPicture returns the bytes of a chosen file, nil for none. It reads no
// more than a picture may have.
func (c *Core) readPicture(token string) ([]byte, error) {
	if token == "" {
		return nil, nil
	}
	path, _, err := c.chosen(token)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, refusedLogo(fault.New(fault.Invalid, "This file can't be read any more. Choose it again."))
	}
	data, err := io.ReadAll(io.LimitReader(file, figures.MaxPictureBytes+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("read picture: %w", err)
	}
	if len(data) == 0 {
		return nil, refusedLogo(fault.New(fault.Invalid, "This file is empty. Choose another."))
	}
	return data, nil
}

// refusedLogo puts a refusal beside the field.
func refusedLogo(err error) error {
	refused := fault.As(err)
	if refused == nil {
		return err
	}
	return &fault.Error{Code: fault.Invalid, Message: refused.Message, Fields: map[string]string{"logo": refused.Message}}
}

func brandingDetail(ctx context.Context, b *backend.Backend, id int64) (BrandingDetail, error) {
	o, err := b.Organizations.Find(ctx, everything, id)
	if err != nil {
		return BrandingDetail{}, err
	}
	own, err := b.Organizations.OwnBranding(ctx, id)
	if err != nil {
		return BrandingDetail{}, err
	}
	detail := BrandingDetail{PrimaryColour: own.PrimaryColour, AccentColour: own.AccentColour, LogoWidth: own.Logo.Width, LogoHeight: own.Logo.Height}
	if own.Logo.Hash != "" {
		png, err := b.Organizations.LogoContent(ctx, own.Logo.Hash)
		if err != nil {
			return BrandingDetail{}, err
		}
		detail.Logo = "data:image/png;base64," + base64.StdEncoding.EncodeToString(png)
	}
	above, err := b.Organizations.Trail(ctx, o)
	if err != nil {
		return BrandingDetail{}, err
	}
	for _, one := range above {
		branding, err := b.Organizations.OwnBranding(ctx, one.ID)
		if err != nil {
			return BrandingDetail{}, err
		}
		if branding.PrimaryColour != "" || branding.Logo.Hash != "" {
			detail.InheritedFrom = one.Name // the nearest comes last
		}
	}
	return detail, nil
}
