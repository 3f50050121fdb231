package bindings

// ApplicationInfo is what the interface needs before it shows anything.
type ApplicationInfo struct {
	Version    string `json:"version"`
	Shell      string `json:"shell"` // "desktop" or "browser"
	DataFolder string `json:"dataFolder"`
	SiteName   string `json:"siteName"`
	TimeZone   string `json:"timeZone"` // IANA name
	IsSample   bool   `json:"isSample"`

	UseOrganization  bool `json:"useOrganization"`
	UsePartnerPortal bool `json:"usePartnerPortal"`
	UseAllotments    bool `json:"useAllotments"`
	UseCohorts       bool `json:"useCohorts"`
	UseContracts     bool `json:"useContracts"`
}

// SavedFile says where a file went; Path is "" when the person cancelled.
type SavedFile struct {
	Path string `json:"path"`
}

// Application is the window's own part of the bridge.
type Application struct{ core *Core }

// Info returns what the interface needs before it shows anything.
func (a *Application) Info() (ApplicationInfo, error) { panic("x") }

// CopyText puts a text on the clipboard.
func (a *Application) CopyText(text string) error { panic("x") }

// OpenAddress opens one of the portal's own addresses in the system's browser.
func (a *Application) OpenAddress(address string) error { panic("x") }

// SaveText asks where to save a text file and writes it.
func (a *Application) SaveText(suggestedName string, text string) (SavedFile, error) { panic("x") }
