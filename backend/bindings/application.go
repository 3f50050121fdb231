package bindings

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"portico/backend/fault"
)

// ApplicationInfo is what the interface needs before it shows anything.
type ApplicationInfo struct {
	Version    string `json:"version"`
	Shell      string `json:"shell"` // "desktop" or "browser"
	DataFolder string `json:"dataFolder"`
	SiteName   string `json:"siteName"`
	TimeZone   string `json:"timeZone"` // IANA name
	IsSample   bool   `json:"isSample"` // everything on the site is invented
	IsNew      bool   `json:"isNew"`    // the site is empty, and nobody has chosen yet how it begins

	UseOrganization  bool `json:"useOrganization"`
	UsePartnerPortal bool `json:"usePartnerPortal"`
	UseAllotments    bool `json:"useAllotments"`
	UseCohorts       bool `json:"useCohorts"`
	UseContracts     bool `json:"useContracts"`
}

// Application is the window's own part of the bridge.
type Application struct{ core *Core }

// Info returns what the interface needs before it shows anything.
func (a *Application) Info() (ApplicationInfo, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return ApplicationInfo{}, err
	}
	general, err := b.Settings.General(ctx)
	if err != nil {
		return ApplicationInfo{}, err
	}
	isNew, err := b.IsNew(ctx)
	if err != nil {
		return ApplicationInfo{}, err
	}
	return ApplicationInfo{
		Version: b.Version, Shell: a.core.host.Shell(), DataFolder: b.Store.Folder(), SiteName: general.SiteName, TimeZone: general.TimeZone,
		IsSample: b.IsSample(), IsNew: isNew, UseOrganization: general.UseOrganization, UsePartnerPortal: general.UsePartnerPortal,
		UseAllotments: general.UseAllotments, UseCohorts: general.UseCohorts, UseContracts: general.UseContracts,
	}, nil
}

// SetUnsaved tells the window whether changes would be lost if it closed now.
func (a *Application) SetUnsaved(unsaved bool) error {
	a.core.unsaved.Store(unsaved)
	return nil
}

// CopyText puts a text on the clipboard.
func (a *Application) CopyText(text string) error { return a.core.host.CopyText(text) }

// OpenAddress opens one of the portal's own addresses in the system's browser.
// Any other address is refused.
func (a *Application) OpenAddress(address string) error {
	ctx, b, err := a.core.enter()
	if err != nil {
		return err
	}
	base, err := b.Settings.PublicBase(ctx)
	if err != nil {
		return err
	}
	if address != base && !strings.HasPrefix(address, base+"/") {
		return fault.New(fault.Forbidden, "Only the portal's own addresses are opened from here.")
	}
	return a.core.host.OpenAddress(address)
}

// SaveText asks where to save a text file and writes it.
func (a *Application) SaveText(suggestedName string, text string) (SavedFile, error) {
	return a.core.host.SaveFile(suggestedName, writeBytes([]byte(text)))
}

// ChooseFile asks for a file to be read. kinds are the endings that fit, such
// as ".csv".
func (a *Application) ChooseFile(title string, kinds []string) (ChosenFile, error) {
	path, err := a.core.host.ChooseFile(title, kinds)
	if err != nil || path == "" {
		return ChosenFile{}, err
	}
	return a.core.choose(path, filepath.Base(path))
}

// Preference is how the administrator likes one thing of the interface to be.
type Preference struct {
	Name  string `json:"name"`
	Value string `json:"value"` // JSON
}

// Preferences returns what the administrator likes the interface to be.
func (a *Application) Preferences() ([]Preference, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return nil, err
	}
	kept, err := b.Settings.Preferences(ctx)
	preferences := []Preference{}
	for _, name := range slices.Sorted(maps.Keys(kept)) {
		preferences = append(preferences, Preference{name, string(kept[name])})
	}
	return preferences, err
}

// SavePreference remembers one of them.
func (a *Application) SavePreference(preference Preference) error {
	ctx, b, err := a.core.enter()
	if err != nil {
		return err
	}
	return b.Settings.SavePreference(ctx, preference.Name, json.RawMessage(preference.Value))
}
