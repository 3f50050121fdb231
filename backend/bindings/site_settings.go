package bindings

import (
	"portico/backend/settings"
)

// GeneralSettings is Site Settings › Features › General.
type GeneralSettings struct {
	SiteName         string `json:"siteName"`
	TimeZone         string `json:"timeZone"` // IANA name
	UseOrganization  bool   `json:"useOrganization"`
	UsePartnerPortal bool   `json:"usePartnerPortal"`
	UseAllotments    bool   `json:"useAllotments"`
	UseCohorts       bool   `json:"useCohorts"`
	UseContracts     bool   `json:"useContracts"`
}

// UserSettings is Site Settings › Users.
type UserSettings struct {
	TwoFactor                       string `json:"twoFactor"`                       // "off", "managers", "everybody"
	PasswordMinimum                 int    `json:"passwordMinimum"`                 // characters without a second factor, 15 to 128
	PasswordMinimumWithSecondFactor int    `json:"passwordMinimumWithSecondFactor"` // 8 to 128
	SessionIdleMinutes              int    `json:"sessionIdleMinutes"`              // 5 to 1,440
	SessionAbsoluteHours            int    `json:"sessionAbsoluteHours"`            // 1 to 720
	LockoutThreshold                int    `json:"lockoutThreshold"`                // failures, 3 to 100
}

// SiteSettings is the bridge behind General and Users.
type SiteSettings struct{ core *Core }

// General returns the general settings.
func (s *SiteSettings) General() (GeneralSettings, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return GeneralSettings{}, err
	}
	general, err := b.Settings.General(ctx)
	return GeneralSettings(general), err
}

// SaveGeneral saves them.
func (s *SiteSettings) SaveGeneral(input GeneralSettings) (GeneralSettings, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return GeneralSettings{}, err
	}
	if err := b.Settings.SaveGeneral(ctx, settings.General(input)); err != nil {
		return GeneralSettings{}, err
	}
	return s.General()
}

// TimeZones returns the IANA names to choose from.
func (s *SiteSettings) TimeZones() ([]string, error) {
	return timeZones(), nil
}

// Users returns the settings about signing in.
func (s *SiteSettings) Users() (UserSettings, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return UserSettings{}, err
	}
	users, err := b.Settings.Users(ctx)
	return UserSettings(users), err
}

// SaveUsers saves them.
func (s *SiteSettings) SaveUsers(input UserSettings) (UserSettings, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return UserSettings{}, err
	}
	if err := b.Settings.SaveUsers(ctx, settings.Users(input)); err != nil {
		return UserSettings{}, err
	}
	return s.Users()
}
