package bindings

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
	Opened           int64                 `json:"opened"`
	Registered       int64                 `json:"registered"`
	ModelUser        ModelUserChoice       `json:"modelUser"`    // ID 0 for none
	ModelProblem     string                `json:"modelProblem"` // why the Model User no longer holds, or ""
	LevelCounts      []int64               `json:"levelCounts"`  // active organizations at level 1, 2, 3, 4
}

// PortalSettings is the bridge behind the Partner Portal tab.
type PortalSettings struct{ core *Core }

// Get returns the settings.
func (p *PortalSettings) Get() (PartnerPortalState, error) { panic("x") }

// Save checks and saves them.
func (p *PortalSettings) Save(input PartnerPortalSettings) (PartnerPortalState, error) { panic("x") }

// CopyLink copies the registration link to the clipboard and counts it.
func (p *PortalSettings) CopyLink() (string, error) { panic("x") }
