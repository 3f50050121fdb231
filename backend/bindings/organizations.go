package bindings

import (
	"context"

	"portico/backend"
	"portico/backend/organizations"
	"portico/backend/store"
	"portico/backend/users"
)

// OrganizationQuery says which stretch of the list is wanted. Empty fields
// don't filter.
type OrganizationQuery struct {
	Search    string `json:"search"`
	Status    string `json:"status"`    // "active", "archived", "" for both
	Level     int    `json:"level"`     // 1 to 5, 0 for all
	Allotment string `json:"allotment"` // "unlimited", "allocated", "purchased"
	LinkID    int64  `json:"linkId"`    // the registration link through which they registered, 0 for all
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
	Managers          int64  `json:"managers"` // given directly; 1,001 means "1,000+"
	Children          int64  `json:"children"` // directly below; 1,001 means "1,000+"
	CreatedAt         string `json:"createdAt"`
}

// OrganizationPage is a stretch of the list. Count is exact up to 10,000;
// 10,001 means "10,000+", and -1 that Count of the same query tells it.
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
	LinkProblem       string      `json:"linkProblem"`      // why nobody can register through it at present, or ""
	Managers          []PersonRef `json:"managers"`         // at most 20
	Children          int64       `json:"children"`
	Below             int64       `json:"below"` // all levels below; exact up to 10,000
	Responses         int64       `json:"responses"`
	RegisteredAt      string      `json:"registeredAt"` // "" when made by the administrator
	CreatedAt         string      `json:"createdAt"`
	UpdatedAt         string      `json:"updatedAt"`
	About             string      `json:"about"`   // own "About us", Markdown
	Privacy           string      `json:"privacy"` // own "Privacy policy", Markdown; "" for the site's
	Seen              int64       `json:"seen"`    // what a form sends back, so that nobody's change is lost
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
	Seen              int64    `json:"seen"` // of what the form was filled with; 0 for a new one
}

// BranchChange says how much an archiving or restoring took along.
type BranchChange struct {
	Organizations int64 `json:"organizations"`
	Managers      int64 `json:"managers"` // who can't sign in any more, or can again
	Closes        bool  `json:"closes"`   // self-registration closes for everybody: the Model User loses its last active organization
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
func (o *Organizations) List(query OrganizationQuery) (OrganizationPage, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return OrganizationPage{}, err
	}
	page, err := b.Organizations.List(ctx, everything, query.service())
	return organizationPage(page), err
}

// Count returns how many organizations match in all: exact up to 10,000, then
// 10,001.
func (o *Organizations) Count(query OrganizationQuery) (int, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return 0, err
	}
	return b.Organizations.Count(ctx, everything, query.service())
}

// Children returns a stretch of the organizations directly below parent (0 for
// the top), by name.
func (o *Organizations) Children(parentID int64, status string, after string) (OrganizationPage, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return OrganizationPage{}, err
	}
	page, err := b.Organizations.Children(ctx, everything, parentID, status, after, 100)
	return organizationPage(page), err
}

// Get returns one organization.
func (o *Organizations) Get(id int64) (OrganizationDetail, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return OrganizationDetail{}, err
	}
	found, err := b.Organizations.Find(ctx, everything, id)
	if err != nil {
		return OrganizationDetail{}, err
	}
	return organizationDetail(ctx, b, found)
}

// Create makes one.
func (o *Organizations) Create(input OrganizationInput) (OrganizationDetail, error) {
	ctx, b, err := o.core.enterOrganizations()
	if err != nil {
		return OrganizationDetail{}, err
	}
	created, err := b.Organizations.Create(ctx, input.service())
	if err != nil {
		return OrganizationDetail{}, err
	}
	return organizationDetail(ctx, b, created)
}

// Update changes one; a changed parent moves its branch.
func (o *Organizations) Update(id int64, input OrganizationInput) (OrganizationDetail, error) {
	ctx, b, err := o.core.enterOrganizations()
	if err != nil {
		return OrganizationDetail{}, err
	}
	updated, err := b.Organizations.Update(ctx, id, input.service())
	if err != nil {
		return OrganizationDetail{}, err
	}
	return organizationDetail(ctx, b, updated)
}

// ArchiveEffect says what archiving would take along.
func (o *Organizations) ArchiveEffect(id int64) (BranchChange, error) {
	ctx, b, err := o.core.enterOrganizations()
	if err != nil {
		return BranchChange{}, err
	}
	change, err := b.Organizations.ArchiveEffect(ctx, id)
	if err != nil {
		return BranchChange{}, err
	}
	closes, err := b.Registrations.ClosedByArchiving(ctx, []int64{id})
	return BranchChange{Organizations: change.Organizations, Managers: change.Managers, Closes: closes}, err
}

// Archive archives the branch.
func (o *Organizations) Archive(id int64) (BranchChange, error) {
	ctx, b, err := o.core.enterOrganizations()
	if err != nil {
		return BranchChange{}, err
	}
	change, err := b.Organizations.Archive(ctx, id)
	return BranchChange{Organizations: change.Organizations, Managers: change.Managers}, err
}

// Restore brings an archived branch back.
func (o *Organizations) Restore(id int64) (BranchChange, error) {
	ctx, b, err := o.core.enterOrganizations()
	if err != nil {
		return BranchChange{}, err
	}
	change, err := b.Organizations.Restore(ctx, id)
	return BranchChange{Organizations: change.Organizations, Managers: change.Managers}, err
}

// Delete deletes one for good; name must be its name, typed.
func (o *Organizations) Delete(id int64, name string) error {
	ctx, b, err := o.core.enterOrganizations()
	if err != nil {
		return err
	}
	return b.Organizations.Delete(ctx, id, name)
}

// ReplaceKey makes every earlier key of the organization useless.
func (o *Organizations) ReplaceKey(id int64) (OrganizationDetail, error) {
	ctx, b, err := o.core.enterOrganizations()
	if err != nil {
		return OrganizationDetail{}, err
	}
	replaced, err := b.Organizations.ReplaceKey(ctx, id)
	if err != nil {
		return OrganizationDetail{}, err
	}
	return organizationDetail(ctx, b, replaced)
}

// Choices returns at most 50 active organizations whose name has the words,
// for pickers. maximumLevel 0 means any level.
func (o *Organizations) Choices(search string, maximumLevel int) ([]OrganizationChoice, error) {
	ctx, b, err := o.core.enter()
	if err != nil {
		return nil, err
	}
	found, _, err := b.Organizations.Choices(ctx, organizations.ChoiceQuery{Search: search, MaxLevel: maximumLevel, Limit: 50})
	return organizationChoices(found), err
}

func (q OrganizationQuery) service() organizations.Query {
	return organizations.Query{
		Search: q.Search, Status: q.Status, Level: q.Level, Allotment: q.Allotment, LinkID: q.LinkID,
		Sort: q.Sort, After: q.After, Limit: q.Limit, SkipCount: true,
	}
}

func (in OrganizationInput) service() organizations.Input {
	return organizations.Input{
		Name: in.Name, ParentID: in.ParentID, ResponseAllotment: in.ResponseAllotment, BCCEmail: in.BCCEmail,
		AssessorName: in.AssessorName, AssessorEmail: in.AssessorEmail, Website: in.Website, City: in.City,
		EmailDomains: in.EmailDomains, Notes: in.Notes, Seen: seen(in.Seen),
	}
}

func organizationPage(page store.Page[organizations.Row]) OrganizationPage {
	items := make([]OrganizationRow, len(page.Items))
	for i, row := range page.Items {
		items[i] = OrganizationRow{
			ID: row.ID, Name: row.Name, ParentID: row.ParentID, ParentName: row.ParentName, Level: row.Level,
			ResponseAllotment: row.ResponseAllotment, Status: row.Status, Managers: row.Managers, Children: row.Children,
			CreatedAt: row.CreatedAt.RFC3339(),
		}
	}
	return OrganizationPage{Items: items, Next: page.Next, Count: page.Count}
}

func organizationChoices(found []organizations.Choice) []OrganizationChoice {
	choices := make([]OrganizationChoice, len(found))
	for i, choice := range found {
		choices[i] = OrganizationChoice{ID: choice.ID, Name: choice.Name, Trail: choice.Trail, Level: choice.Level}
	}
	return choices
}

// organizationDetail gathers what stands around an organization.
func organizationDetail(ctx context.Context, b *backend.Backend, o organizations.Organization) (OrganizationDetail, error) {
	detail := OrganizationDetail{
		ID: o.ID, Name: o.Name, ParentID: o.Parent(), Trail: []Crumb{}, Level: o.Level, Status: o.Status,
		ResponseAllotment: o.ResponseAllotment, BCCEmail: o.BCCEmail, AssessorName: o.AssessorName, AssessorEmail: o.AssessorEmail,
		Website: o.Website, City: o.City, EmailDomains: append([]string{}, o.EmailDomains...), Notes: o.Notes,
		CreatedAt: o.CreatedAt.RFC3339(), UpdatedAt: o.UpdatedAt.RFC3339(),
		About: o.About, Privacy: o.Privacy, Seen: o.UpdatedAt.UnixMilli(),
	}
	if key := b.Organizations.Key(o); key != "" {
		base, err := b.Settings.PublicBase(ctx)
		if err != nil {
			return detail, err
		}
		detail.Key, detail.RegistrationLink = "&org="+key, base+"/register?org="+key
		if detail.LinkProblem, err = b.Registrations.KeyProblem(ctx, o.ID); err != nil {
			return detail, err
		}
	}
	trail, err := b.Organizations.Trail(ctx, o)
	if err != nil {
		return detail, err
	}
	for _, above := range trail {
		detail.Trail = append(detail.Trail, Crumb{ID: above.ID, Name: above.Name})
	}
	managers, err := b.Users.List(ctx, everything, users.Query{Type: users.Manager, OrganizationPath: o.Path, Limit: 20, SkipCount: true})
	if err != nil {
		return detail, err
	}
	detail.Managers = make([]PersonRef, len(managers.Items))
	for i, row := range managers.Items {
		detail.Managers[i] = PersonRef{ID: row.ID, Name: row.Name(), Email: row.Email}
	}
	summary, err := b.Organizations.Summarize(ctx, o)
	if err != nil {
		return detail, err
	}
	detail.Children, detail.Below = summary.Children, summary.Below
	if detail.Responses, err = b.Responses.CountOf(ctx, o.ID); err != nil {
		return detail, err
	}
	registered, err := b.Registrations.ByOrganization(ctx, o.ID)
	detail.RegisteredAt = registered.RFC3339()
	return detail, err
}
