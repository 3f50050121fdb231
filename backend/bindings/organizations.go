package bindings

// OrganizationQuery says which stretch of the list is wanted. Empty fields
// don't filter.
type OrganizationQuery struct {
	Search    string `json:"search"`
	Status    string `json:"status"`    // "active", "archived", "" for both
	Level     int    `json:"level"`     // 1 to 5, 0 for all
	Allotment string `json:"allotment"` // "unlimited", "allocated", "purchased"
	Sort      string `json:"sort"`      // "name" (default), "-name", "created", "-created", "level", "-level"
	After     string `json:"after"`     // cursor from the page before
	Limit     int    `json:"limit"`
}

// OrganizationRow is one line of a list or tree.
type OrganizationRow struct {
	ID                int64  `json:"id"`
	Name              string `json:"name"`
	ParentID          int64  `json:"parentId"` // 0 at level 1
	ParentName        string `json:"parentName"`
	Level             int    `json:"level"`
	ResponseAllotment string `json:"responseAllotment"`
	Status            string `json:"status"`
	Managers          int64  `json:"managers"` // given directly
	Children          int64  `json:"children"` // directly below
	CreatedAt         string `json:"createdAt"`
}

// OrganizationPage is a stretch of the list. Count is exact up to 10,000;
// 10,001 means "10,000+".
type OrganizationPage struct {
	Items []OrganizationRow `json:"items"`
	Next  string            `json:"next"`
	Count int               `json:"count"`
}

// Crumb is one step of the way from the top of the tree.
type Crumb struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// PersonRef is a user's name where only that is needed.
type PersonRef struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
}

// OrganizationDetail is an organization with everything around it.
type OrganizationDetail struct {
	ID                int64       `json:"id"`
	Name              string      `json:"name"`
	ParentID          int64       `json:"parentId"`
	Trail             []Crumb     `json:"trail"` // ancestors from the top, without itself
	Level             int         `json:"level"`
	Status            string      `json:"status"`
	ResponseAllotment string      `json:"responseAllotment"`
	BCCEmail          string      `json:"bccEmail"`
	AssessorName      string      `json:"assessorName"`
	AssessorEmail     string      `json:"assessorEmail"`
	Website           string      `json:"website"`
	City              string      `json:"city"`
	EmailDomains      []string    `json:"emailDomains"`
	Notes             string      `json:"notes"`
	Key               string      `json:"key"`              // "&org=…"; "" at level 5 or archived
	RegistrationLink  string      `json:"registrationLink"` // the whole address; "" likewise
	Managers          []PersonRef `json:"managers"`         // at most 20
	Children          int64       `json:"children"`
	Below             int64       `json:"below"` // all levels below; exact up to 10,000
	Responses         int64       `json:"responses"`
	RegisteredAt      string      `json:"registeredAt"` // "" when made by the administrator
	CreatedAt         string      `json:"createdAt"`
	UpdatedAt         string      `json:"updatedAt"`
}

// OrganizationInput is what the form sends.
type OrganizationInput struct {
	Name              string   `json:"name"`
	ParentID          int64    `json:"parentId"` // 0 for level 1
	ResponseAllotment string   `json:"responseAllotment"`
	BCCEmail          string   `json:"bccEmail"`
	AssessorName      string   `json:"assessorName"`
	AssessorEmail     string   `json:"assessorEmail"`
	Website           string   `json:"website"`
	City              string   `json:"city"`
	EmailDomains      []string `json:"emailDomains"`
	Notes             string   `json:"notes"`
}

// BranchChange says how much an archiving or restoring took along.
type BranchChange struct {
	Organizations int64 `json:"organizations"`
	Managers      int64 `json:"managers"` // who can't sign in any more, or can again
}

// OrganizationChoice is an organization in a picker.
type OrganizationChoice struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Trail string `json:"trail"` // "Nordic Alliance › Sweden"
	Level int    `json:"level"`
}

// Organizations is the bridge behind the Organizations screen.
type Organizations struct{ core *Core }

// List returns a stretch of the flat list.
func (o *Organizations) List(query OrganizationQuery) (OrganizationPage, error) { panic("x") }

// Children returns a stretch of the organizations directly below parent (0 for
// the top), by name.
func (o *Organizations) Children(parentID int64, status string, after string) (OrganizationPage, error) {
	panic("x")
}

// Get returns one organization.
func (o *Organizations) Get(id int64) (OrganizationDetail, error) { panic("x") }

// Create makes one.
func (o *Organizations) Create(input OrganizationInput) (OrganizationDetail, error) { panic("x") }

// Update changes one; a changed parent moves its branch.
func (o *Organizations) Update(id int64, input OrganizationInput) (OrganizationDetail, error) {
	panic("x")
}

// ArchiveEffect says what archiving would take along.
func (o *Organizations) ArchiveEffect(id int64) (BranchChange, error) { panic("x") }

// Archive archives the branch.
func (o *Organizations) Archive(id int64) (BranchChange, error) { panic("x") }

// Restore brings an archived branch back.
func (o *Organizations) Restore(id int64) (BranchChange, error) { panic("x") }

// Delete deletes one for good; name must be its name, typed.
func (o *Organizations) Delete(id int64, name string) error { panic("x") }

// ReplaceKey makes every earlier key of the organization useless.
func (o *Organizations) ReplaceKey(id int64) (OrganizationDetail, error) { panic("x") }

// Choices returns at most 50 active organizations whose name has the words,
// for pickers. maximumLevel 0 means any level.
func (o *Organizations) Choices(search string, maximumLevel int) ([]OrganizationChoice, error) {
	panic("x")
}
