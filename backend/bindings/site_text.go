package bindings

import (
	"portico/backend/sitetext"
)

// TextInfo is one text of the site.
type TextInfo struct {
	Kind      string `json:"kind"`
	Label     string `json:"label"`
	Group     string `json:"group"`
	Help      string `json:"help"`
	IsDefault bool   `json:"isDefault"`
	IsEmpty   bool   `json:"isEmpty"`
	UpdatedAt string `json:"updatedAt"`
}

// TextPlaceholder is a placeholder that may stand in a text.
type TextPlaceholder struct {
	Name string `json:"name"` // "{{site.name}}"
	Help string `json:"help"`
}

// TextDetail is a text to edit.
type TextDetail struct {
	Kind           string            `json:"kind"`
	Label          string            `json:"label"`
	Group          string            `json:"group"`
	Help           string            `json:"help"`
	IsMail         bool              `json:"isMail"` // has a subject
	Subject        string            `json:"subject"`
	Body           string            `json:"body"` // Markdown
	DefaultSubject string            `json:"defaultSubject"`
	DefaultBody    string            `json:"defaultBody"`
	IsDefault      bool              `json:"isDefault"`
	Placeholders   []TextPlaceholder `json:"placeholders"`
}

// SiteText is the bridge behind the Site Text tab.
type SiteText struct{ core *Core }

// List returns all texts.
func (s *SiteText) List() ([]TextInfo, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return nil, err
	}
	entries, err := b.Texts.List(ctx)
	if err != nil {
		return nil, err
	}
	infos := make([]TextInfo, len(entries))
	for i, entry := range entries {
		infos[i] = TextInfo{
			Kind: string(entry.Info.Kind), Label: entry.Info.Label, Group: entry.Info.Group, Help: entry.Info.Help,
			IsDefault: entry.IsDefault, IsEmpty: entry.Text.Body == "", UpdatedAt: entry.UpdatedAt.RFC3339(),
		}
	}
	return infos, nil
}

// Get returns one to edit.
func (s *SiteText) Get(kind string) (TextDetail, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return TextDetail{}, err
	}
	entry, err := b.Texts.Get(ctx, sitetext.Kind(kind), sitetext.Place{})
	if err != nil {
		return TextDetail{}, err
	}
	detail := TextDetail{
		Kind: string(entry.Info.Kind), Label: entry.Info.Label, Group: entry.Info.Group, Help: entry.Info.Help, IsMail: entry.Info.IsMail,
		Subject: entry.Text.Subject, Body: entry.Text.Body, DefaultSubject: entry.Default.Subject, DefaultBody: entry.Default.Body,
		IsDefault: entry.IsDefault, Placeholders: []TextPlaceholder{},
	}
	for _, placeholder := range entry.Info.Placeholders {
		detail.Placeholders = append(detail.Placeholders, TextPlaceholder{Name: placeholder.Written(), Help: placeholder.Help})
	}
	return detail, nil
}

// Save saves one. An unknown placeholder comes back as a fault with its line
// in the field "body" or "subject".
func (s *SiteText) Save(kind string, subject string, body string) (TextDetail, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return TextDetail{}, err
	}
	if err := b.Texts.Save(ctx, sitetext.Kind(kind), sitetext.Place{}, sitetext.Text{Subject: subject, Body: body}); err != nil {
		return TextDetail{}, err
	}
	return s.Get(kind)
}

// RestoreDefault brings the default back.
func (s *SiteText) RestoreDefault(kind string) (TextDetail, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return TextDetail{}, err
	}
	if err := b.Texts.Restore(ctx, sitetext.Kind(kind), sitetext.Place{}); err != nil {
		return TextDetail{}, err
	}
	return s.Get(kind)
}

// Preview returns the real page with the text, as one HTML document for a
// sandboxed frame; organizationID 0 for none.
func (s *SiteText) Preview(kind string, subject string, body string, organizationID int64, language string) (string, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return "", err
	}
	return b.Portal.Preview(ctx, sitetext.Kind(kind), sitetext.Text{Subject: subject, Body: body}, organizationID, language)
}
