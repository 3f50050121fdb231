package bindings

import (
	"portico/backend/fault"
	"portico/backend/settings"
	"portico/backend/users"
)

// PartnerPortalSettings is Site Settings › Features › Partner Portal.
type PartnerPortalSettings struct {
	AllowExternalOrganizationCreation bool   `json:"allowExternalOrganizationCreation"`
	ModelUserID                       int64  `json:"modelUserId"`               // 0 for none
	DefaultResourceAllocation         string `json:"defaultResourceAllocation"` // "unlimited", "allocated", "purchased"
	AllowSelfManagement               bool   `json:"allowSelfManagement"`
	AllowUserManagement               bool   `json:"allowUserManagement"`
	AllowDrivers                      bool   `json:"allowDrivers"`
	AllowClassifiers                  bool   `json:"allowClassifiers"`
	AllowRoles                        bool   `json:"allowRoles"`
	RequireOrganizationLevel          int    `json:"requireOrganizationLevel"` // 0 for none, 1 to 4
	ListParents                       bool   `json:"listParents"`              // whether the page lists the organizations to choose from
}

// PartnerPortalState is the settings with what follows from them.
type PartnerPortalState struct {
	Settings         PartnerPortalSettings `json:"settings"`
	RegistrationLink string                `json:"registrationLink"` // "" while registration is off
	LinkProblem      string                `json:"linkProblem"`      // why nobody can register through it, or ""
	Opened           int64                 `json:"opened"`
	Registered       int64                 `json:"registered"`
	ModelUser        ModelUserChoice       `json:"modelUser"`    // ID 0 for none
	ModelProblem     string                `json:"modelProblem"` // why the Model User no longer holds, or ""
	LevelCounts      []int64               `json:"levelCounts"`  // active organizations at level 1, 2, 3, 4
}

// PortalSettings is the bridge behind the Partner Portal tab.
type PortalSettings struct{ core *Core }

// Get returns the settings.
func (p *PortalSettings) Get() (PartnerPortalState, error) {
	ctx, b, err := p.core.enter()
	if err != nil {
		return PartnerPortalState{}, err
	}
	status, err := b.Registrations.Status(ctx)
	if err != nil {
		return PartnerPortalState{}, err
	}
	state := PartnerPortalState{
		Settings: PartnerPortalSettings(status.Portal), Opened: status.Link.Opened, Registered: status.Link.Registered,
		ModelUser: modelUserChoice(status.Model), ModelProblem: status.ModelProblem, LevelCounts: status.LevelCounts[:],
	}
	if status.Portal.AllowExternalOrganizationCreation {
		base, err := b.Settings.PublicBase(ctx)
		if err != nil {
			return PartnerPortalState{}, err
		}
		state.RegistrationLink = base + "/register"
		if state.ModelProblem == "" {
			ends, err := b.Registrations.DeadEnds(ctx, []int64{0})
			if err != nil {
				return PartnerPortalState{}, err
			}
			state.LinkProblem = ends[0]
		}
	}
	return state, nil
}

// Save checks and saves them.
func (p *PortalSettings) Save(input PartnerPortalSettings) (PartnerPortalState, error) {
	ctx, b, err := p.core.enter()
	if err != nil {
		return PartnerPortalState{}, err
	}
	if err := b.Registrations.SaveSettings(ctx, settings.Portal(input)); err != nil {
		return PartnerPortalState{}, err
	}
	return p.Get()
}

// CopyLink copies the registration link to the clipboard and counts it.
func (p *PortalSettings) CopyLink() (string, error) {
	ctx, b, err := p.core.enter()
	if err != nil {
		return "", err
	}
	state, err := p.Get()
	if err != nil {
		return "", err
	}
	if state.RegistrationLink == "" {
		return "", fault.New(fault.Conflict, "There is no registration link while Allow External Organization Creation is off.")
	}
	if err := b.Registrations.CountCopy(ctx, 0); err != nil {
		return "", err
	}
	if p.core.host.Shell() == "browser" {
		return state.RegistrationLink, nil // the browser copies by itself
	}
	return state.RegistrationLink, p.core.host.CopyText(state.RegistrationLink)
}

func modelUserChoice(model users.Model) ModelUserChoice {
	choice := ModelUserChoice{Assessments: []string{}, Restrictions: []string{}}
	if model.User.ID == 0 {
		return choice
	}
	choice.ID, choice.Name, choice.Email, choice.Organization = model.User.ID, model.User.Name(), model.User.Email, model.Organization
	choice.Assessments = append(choice.Assessments, model.Assessments...)
	choice.Restrictions = append(choice.Restrictions, model.Restrictions...)
	return choice
}
