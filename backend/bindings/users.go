package bindings

// UserQuery says which stretch of the list is wanted.
type UserQuery struct {
	Search         string `json:"search"`
	Type           string `json:"type"`   // "manager", "individual", ""
	Status         string `json:"status"` // "active", "pending" (no password yet), "suspended", "locked", ""
	OrganizationID int64  `json:"organizationId"`
	WithBelow      bool   `json:"withBelow"`
	AssessmentID   int64  `json:"assessmentId"`
	Sort           string `json:"sort"` // "name" (default), "-name", "created", "-created"
	After          string `json:"after"`
	Limit          int    `json:"limit"`
}

// UserRow is one line of the list.
type UserRow struct {
	ID            int64  `json:"id"`
	Email         string `json:"email"`
	Login         string `json:"login"`
	FirstName     string `json:"firstName"`
	LastName      string `json:"lastName"`
	Type          string `json:"type"`
	Status        string `json:"status"`        // "active", "pending", "suspended", "locked"
	Organization  string `json:"organization"`  // the first one's name
	Organizations int64  `json:"organizations"` // how many
	Assessments   int64  `json:"assessments"`
	TwoFactor     bool   `json:"twoFactor"`
	IsModelUser   bool   `json:"isModelUser"`
	LastSignInAt  string `json:"lastSignInAt"`
	CreatedAt     string `json:"createdAt"`
}

// UserPage is a stretch of the list.
type UserPage struct {
	Items []UserRow `json:"items"`
	Next  string    `json:"next"`
	Count int       `json:"count"`
}

// UserInput is what the form sends.
type UserInput struct {
	Email           string   `json:"email"`
	Login           string   `json:"login"`
	FirstName       string   `json:"firstName"`
	LastName        string   `json:"lastName"`
	Type            string   `json:"type"`
	OrganizationIDs []int64  `json:"organizationIds"` // the first is the user's first organization
	AssessmentIDs   []int64  `json:"assessmentIds"`
	Restrictions    []string `json:"restrictions"`
}

// UserDetail is a user with everything around them.
type UserDetail struct {
	ID              int64                `json:"id"`
	Email           string               `json:"email"`
	Login           string               `json:"login"`
	FirstName       string               `json:"firstName"`
	LastName        string               `json:"lastName"`
	Type            string               `json:"type"`
	Status          string               `json:"status"`
	IsSuspended     bool                 `json:"isSuspended"`
	IsLockedOut     bool                 `json:"isLockedOut"`
	LockedUntil     string               `json:"lockedUntil"`
	TwoFactor       bool                 `json:"twoFactor"`
	HasPassword     bool                 `json:"hasPassword"`
	ActivationUntil string               `json:"activationUntil"` // "" when no activation is open
	Sessions        int64                `json:"sessions"`
	IsModelUser     bool                 `json:"isModelUser"`
	Organizations   []OrganizationChoice `json:"organizations"`
	Assessments     []AssessmentRef      `json:"assessments"`
	Restrictions    []string             `json:"restrictions"`
	LastSignInAt    string               `json:"lastSignInAt"`
	CreatedAt       string               `json:"createdAt"`
	UpdatedAt       string               `json:"updatedAt"`
}

// AssessmentRef is an assessment's name where only that is needed.
type AssessmentRef struct {
	ID   int64  `json:"id"`
	Code string `json:"code"`
	Name string `json:"name"`
}

// RestrictionInfo is an access restriction with the words of its tick box.
type RestrictionInfo struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Help  string `json:"help"`
}

// ActivationLetter is what a new user needs to sign in for the first time. It
// is shown once.
type ActivationLetter struct {
	Name      string `json:"name"`
	Address   string `json:"address"`  // where to sign in
	Username  string `json:"username"` // Email or Login
	Code      string `json:"code"`
	Link      string `json:"link"`
	ExpiresAt string `json:"expiresAt"`
	Mailed    bool   `json:"mailed"` // a mail lies in the outbox
	Text      string `json:"text"`   // the whole letter, ready to copy
}

// ModelUserChoice is a candidate for the Model User, and what a new partner
// would get.
type ModelUserChoice struct {
	ID           int64    `json:"id"`
	Name         string   `json:"name"`
	Email        string   `json:"email"`
	Organization string   `json:"organization"`
	Assessments  []string `json:"assessments"`
	Restrictions []string `json:"restrictions"` // labels
}

// Users is the bridge behind User Management.
type Users struct{ core *Core }

// List returns a stretch of the list.
func (u *Users) List(query UserQuery) (UserPage, error) { panic("x") }

// Get returns one user.
func (u *Users) Get(id int64) (UserDetail, error) { panic("x") }

// Create makes a user, who can't sign in before an activation.
func (u *Users) Create(input UserInput) (UserDetail, error) { panic("x") }

// Update changes one.
func (u *Users) Update(id int64, input UserInput) (UserDetail, error) { panic("x") }

// Copy returns the form for a new user like this one, with nothing of the person.
func (u *Users) Copy(id int64) (UserInput, error) { panic("x") }

// Delete deletes a user for good.
func (u *Users) Delete(id int64) error { panic("x") }

// Suspend keeps a user out from the next request on.
func (u *Users) Suspend(id int64) (UserDetail, error) { panic("x") }

// Restore lets a suspended user in again.
func (u *Users) Restore(id int64) (UserDetail, error) { panic("x") }

// Unlock ends a lockout.
func (u *Users) Unlock(id int64) (UserDetail, error) { panic("x") }

// ResetSecondFactor removes the second factor and its recovery codes.
func (u *Users) ResetSecondFactor(id int64) (UserDetail, error) { panic("x") }

// SendActivation makes a new activation code and link, and a mail in the outbox.
func (u *Users) SendActivation(id int64) (ActivationLetter, error) { panic("x") }

// EndSessions signs the user out everywhere.
func (u *Users) EndSessions(id int64) (UserDetail, error) { panic("x") }

// Restrictions returns all access restrictions in the order of the form.
func (u *Users) Restrictions() ([]RestrictionInfo, error) { panic("x") }

// ModelUserChoices returns at most 50 candidates whose name or email has the words.
func (u *Users) ModelUserChoices(search string) ([]ModelUserChoice, error) { panic("x") }
