package bindings

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
func (s *SiteText) List() ([]TextInfo, error) { panic("x") }

// Get returns one to edit.
func (s *SiteText) Get(kind string) (TextDetail, error) { panic("x") }

// Save saves one. An unknown placeholder comes back as a fault with its line
// in the field "body" or "subject".
func (s *SiteText) Save(kind string, subject string, body string) (TextDetail, error) { panic("x") }

// RestoreDefault brings the default back.
func (s *SiteText) RestoreDefault(kind string) (TextDetail, error) { panic("x") }

// Preview returns the real page with the text, as one HTML document for a
// sandboxed frame; organizationID 0 for none.
func (s *SiteText) Preview(kind string, subject string, body string, organizationID int64, language string) (string, error) {
	panic("x")
}
