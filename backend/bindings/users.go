package bindings

import (
	"context"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/users"
)

// UserQuery says which stretch of the list is wanted.
type UserQuery struct {
	Search         string `json:"search"`
	Type           string `json:"type"`   // "manager", "individual", ""
	Status         string `json:"status"` // "active", "pending" (no password yet), "suspended", "locked", ""
	OrganizationID int64  `json:"organizationId"`
	WithBelow      bool   `json:"withBelow"`
	Affiliated     bool   `json:"affiliated"` // the organization is one of an affiliation, not one that is managed
	AssessmentID   int64  `json:"assessmentId"`
	AccountRoleID  int64  `json:"accountRoleId"`
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
	Affiliation   string `json:"affiliation"`   // likewise
	Affiliations  int64  `json:"affiliations"`
	Assessments   int64  `json:"assessments"`
	TwoFactor     bool   `json:"twoFactor"`
	IsModelUser   bool   `json:"isModelUser"`
	LastSignInAt  string `json:"lastSignInAt"`
	CreatedAt     string `json:"createdAt"`
}

// UserPage is a stretch of the list. A Count of -1 means that Count of the same
// query tells it.
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

	Affiliations   []AffiliationInput `json:"affiliations"`   // null leaves them as they are
	AccountRoleIDs []int64            `json:"accountRoleIds"` // likewise
	Seen           int64              `json:"seen"`           // of what the form was filled with; 0 for a new one
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
	Affiliations    []AffiliationRow     `json:"affiliations"`
	AccountRoles    []AccountRoleRef     `json:"accountRoles"`
	IsSigner        bool                 `json:"isSigner"`
	LastSignInAt    string               `json:"lastSignInAt"`
	CreatedAt       string               `json:"createdAt"`
	UpdatedAt       string               `json:"updatedAt"`
	Seen            int64                `json:"seen"` // what a form sends back, so that nobody's change is lost
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
func (u *Users) List(query UserQuery) (UserPage, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return UserPage{}, err
	}
	wanted, err := query.service(ctx, b)
	if err != nil {
		return UserPage{}, err
	}
	portal, err := b.Settings.Portal(ctx)
	if err != nil {
		return UserPage{}, err
	}
	page, err := b.Users.List(ctx, everything, wanted)
	if err != nil {
		return UserPage{}, err
	}
	now := b.Store.Now()
	items := make([]UserRow, len(page.Items))
	for i, row := range page.Items {
		items[i] = UserRow{
			ID: row.ID, Email: row.Email, Login: row.Login, FirstName: row.FirstName, LastName: row.LastName, Type: row.Type,
			Status: string(row.Status(now)), Organization: row.Organization, Organizations: row.Organizations, Affiliation: row.Affiliation, Affiliations: row.Affiliations, Assessments: row.Assessments,
			TwoFactor: row.HasSecondFactor(), IsModelUser: row.ID == portal.ModelUserID,
			LastSignInAt: row.LastSignInAt.RFC3339(), CreatedAt: row.CreatedAt.RFC3339(),
		}
	}
	return UserPage{Items: items, Next: page.Next, Count: page.Count}, nil
}

// Count returns how many users match in all: exact up to 10,000, then 10,001.
func (u *Users) Count(query UserQuery) (int, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return 0, err
	}
	wanted, err := query.service(ctx, b)
	if err != nil {
		return 0, err
	}
	return b.Users.Count(ctx, everything, wanted)
}

func (q UserQuery) service(ctx context.Context, b *backend.Backend) (users.Query, error) {
	wanted := users.Query{
		Search: q.Search, Type: q.Type, Status: users.Status(q.Status), WithBelow: q.WithBelow,
		Affiliated: q.Affiliated, AssessmentID: q.AssessmentID, AccountRoleID: q.AccountRoleID, Sort: q.Sort, After: q.After, Limit: q.Limit, SkipCount: true,
	}
	if q.OrganizationID == 0 {
		return wanted, nil
	}
	organization, err := b.Organizations.Find(ctx, everything, q.OrganizationID)
	wanted.OrganizationPath = organization.Path
	return wanted, err
}

// Get returns one user.
func (u *Users) Get(id int64) (UserDetail, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return UserDetail{}, err
	}
	return userDetail(ctx, b, id)
}

// Create makes a user, who can't sign in before an activation.
func (u *Users) Create(input UserInput) (UserDetail, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return UserDetail{}, err
	}
	created, err := b.Users.Create(ctx, everything, input.service())
	if err != nil {
		return UserDetail{}, err
	}
	return userDetail(ctx, b, created.ID)
}

// Update changes one.
func (u *Users) Update(id int64, input UserInput) (UserDetail, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return UserDetail{}, err
	}
	if _, err := b.Users.Update(ctx, everything, id, input.service()); err != nil {
		return UserDetail{}, err
	}
	return userDetail(ctx, b, id)
}

// Copy returns the form for a new user like this one, with nothing of the person.
func (u *Users) Copy(id int64) (UserInput, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return UserInput{}, err
	}
	input, err := b.Users.Copy(ctx, id)
	return UserInput{
		Email: input.Email, Login: input.Login, FirstName: input.FirstName, LastName: input.LastName, Type: input.Type,
		OrganizationIDs: input.OrganizationIDs, AssessmentIDs: input.AssessmentIDs, Restrictions: input.Restrictions,
		Affiliations: []AffiliationInput{}, AccountRoleIDs: []int64{},
	}, err
}

func (in UserInput) service() users.Input {
	input := users.Input{
		Email: in.Email, Login: in.Login, FirstName: in.FirstName, LastName: in.LastName, Type: in.Type,
		OrganizationIDs: in.OrganizationIDs, AssessmentIDs: in.AssessmentIDs, Restrictions: in.Restrictions,
		AccountRoleIDs: in.AccountRoleIDs, Seen: seen(in.Seen),
	}
	if in.Affiliations != nil {
		input.Affiliations = each(in.Affiliations, func(one AffiliationInput) users.AffiliationInput { return users.AffiliationInput(one) })
	}
	return input
}

// Delete deletes a user for good.
func (u *Users) Delete(id int64) error {
	ctx, b, err := u.core.enter()
	if err != nil {
		return err
	}
	return b.Users.Delete(ctx, id)
}

// Suspend keeps a user out from the next request on.
func (u *Users) Suspend(id int64) (UserDetail, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return UserDetail{}, err
	}
	if _, err := b.Users.Suspend(ctx, everything, id); err != nil {
		return UserDetail{}, err
	}
	return userDetail(ctx, b, id)
}

// Restore lets a suspended user in again.
func (u *Users) Restore(id int64) (UserDetail, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return UserDetail{}, err
	}
	if _, err := b.Users.Restore(ctx, everything, id); err != nil {
		return UserDetail{}, err
	}
	return userDetail(ctx, b, id)
}

// Unlock ends a lockout.
func (u *Users) Unlock(id int64) (UserDetail, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return UserDetail{}, err
	}
	if _, err := b.Users.Unlock(ctx, id); err != nil {
		return UserDetail{}, err
	}
	return userDetail(ctx, b, id)
}

// ResetSecondFactor removes the second factor and its recovery codes.
func (u *Users) ResetSecondFactor(id int64) (UserDetail, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return UserDetail{}, err
	}
	if err := b.SignIn.ResetSecondFactor(ctx, id); err != nil {
		return UserDetail{}, err
	}
	return userDetail(ctx, b, id)
}

// SendActivation makes a new activation code and link, and a mail in the outbox.
func (u *Users) SendActivation(id int64) (ActivationLetter, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return ActivationLetter{}, err
	}
	letter, err := b.SignIn.SendActivation(ctx, id)
	if err != nil {
		return ActivationLetter{}, err
	}
	return ActivationLetter{
		Name: letter.User.Name(), Address: letter.Address, Username: letter.User.Username(), Code: letter.Code, Link: letter.Link,
		ExpiresAt: letter.ExpiresAt.RFC3339(), Mailed: letter.Mailed, Text: letter.Text,
	}, nil
}

// EndSessions signs the user out everywhere.
func (u *Users) EndSessions(id int64) (UserDetail, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return UserDetail{}, err
	}
	if err := b.SignIn.EndSessions(ctx, id, 0); err != nil {
		return UserDetail{}, err
	}
	return userDetail(ctx, b, id)
}

// Restrictions returns all access restrictions in the order of the form.
func (u *Users) Restrictions() ([]RestrictionInfo, error) {
	labels := access.RestrictionLabels()
	infos := make([]RestrictionInfo, len(labels))
	for i, label := range labels {
		infos[i] = RestrictionInfo{Name: string(label.Name), Label: label.Label, Help: label.Help}
	}
	return infos, nil
}

// ModelUserChoices returns at most 50 candidates whose name or email has the words.
func (u *Users) ModelUserChoices(search string) ([]ModelUserChoice, error) {
	ctx, b, err := u.core.enter()
	if err != nil {
		return nil, err
	}
	models, err := b.Users.ModelChoices(ctx, search)
	choices := make([]ModelUserChoice, len(models))
	for i, model := range models {
		choices[i] = modelUserChoice(model)
	}
	return choices, err
}

// userDetail gathers what stands around a user.
func userDetail(ctx context.Context, b *backend.Backend, id int64) (UserDetail, error) {
	u, err := b.Users.Find(ctx, everything, id)
	if err != nil {
		return UserDetail{}, err
	}
	input, err := b.Users.InputOf(ctx, u)
	if err != nil {
		return UserDetail{}, err
	}
	places, err := b.Organizations.ChoicesByID(ctx, input.OrganizationIDs)
	if err != nil {
		return UserDetail{}, err
	}
	given, err := assessmentRefs(ctx, b, input.AssessmentIDs)
	if err != nil {
		return UserDetail{}, err
	}
	portal, err := b.Settings.Portal(ctx)
	if err != nil {
		return UserDetail{}, err
	}
	until, err := b.SignIn.ActivationUntil(ctx, id)
	if err != nil {
		return UserDetail{}, err
	}
	sessions, err := b.SignIn.Sessions(ctx, id)
	if err != nil {
		return UserDetail{}, err
	}
	ties, err := affiliationRows(ctx, b, id)
	if err != nil {
		return UserDetail{}, err
	}
	roles, err := b.Users.AccountRolesOf(ctx, id)
	if err != nil {
		return UserDetail{}, err
	}
	now := b.Store.Now()
	detail := UserDetail{
		ID: u.ID, Email: u.Email, Login: u.Login, FirstName: u.FirstName, LastName: u.LastName, Type: u.Type,
		Status: string(u.Status(now)), IsSuspended: u.IsSuspended, IsLockedOut: u.LockedUntil.After(now.Time),
		TwoFactor: u.HasSecondFactor(), HasPassword: u.PasswordHash != "", ActivationUntil: until.RFC3339(), Sessions: int64(len(sessions)),
		IsModelUser: portal.ModelUserID == id, Organizations: organizationChoices(places), Assessments: given, Restrictions: input.Restrictions,
		Affiliations: ties, AccountRoles: each(roles, func(r users.AccountRole) AccountRoleRef { return AccountRoleRef{r.ID, r.Name} }), IsSigner: u.IsSigner(),
		LastSignInAt: u.LastSignInAt.RFC3339(), CreatedAt: u.CreatedAt.RFC3339(), UpdatedAt: u.UpdatedAt.RFC3339(), Seen: u.UpdatedAt.UnixMilli(),
	}
	if detail.IsLockedOut {
		detail.LockedUntil = u.LockedUntil.RFC3339()
	}
	return detail, nil
}
