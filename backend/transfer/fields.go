package transfer

import (
	"strings"
	"unicode"

	"portico/backend/store"
)

// Field is something that a column of a table can hold.
type Field struct {
	Name  string
	Label string // the header of its column in templates and exports
	Help  string
	// NeedNew is set when a row that makes something new must have it.
	NeedNew bool
	// InTemplate is set when the template has a column for it.
	InTemplate bool
	others     []string // other headers under which it is known
}

// The fields of organizations.
const (
	fieldPorticoID       = "portico_id"
	fieldExternalID      = "external_id"
	fieldName            = "name"
	fieldParent          = "parent"
	fieldParentPorticoID = "parent_portico_id"
	fieldCity            = "city"
	fieldWebsite         = "website"
	fieldAllotment       = "response_allotment"
	fieldBCC             = "bcc_email"
	fieldAssessorName    = "assessor_name"
	fieldAssessorEmail   = "assessor_email"
	fieldDomains         = "email_domains"
	fieldNotes           = "notes"
	fieldStatus          = "status"
)

// The fields of users.
const (
	fieldEmail         = "email"
	fieldLogin         = "login"
	fieldFirstName     = "first_name"
	fieldLastName      = "last_name"
	fieldType          = "type"
	fieldOrganizations = "organizations"
	fieldAssessments   = "assessments"
	fieldRestrictions  = "restrictions"
	fieldSuspended     = "suspended"
)

// The fields of allotments.
const (
	fieldOrganization = "organization"
	fieldAssessment   = "assessment"
	fieldAllocated    = "allocated"
	fieldShared       = "shared"
	fieldWarnBelow    = "warn_below"
)

// Fields returns what the columns of a table of this kind can hold, in the
// order of a template.
func Fields(kind Kind) []Field {
	switch kind {
	case Users:
		return userFields()
	case Allotments:
		return allotmentFields()
	}
	return organizationFields()
}

func organizationFields() []Field {
	return []Field{
		{Name: fieldPorticoID, Label: "Portico id", Help: "The number that Portico gave it. Exports have it; leave it out for new organizations."},
		{Name: fieldExternalID, Label: "External id", Help: "What your other system calls it. A later import finds the organization again by it.", InTemplate: true,
			others: []string{"id", "external", "external reference", "reference", "ref", "key", "code", "organization id", "organisation id", "partner id", "customer number", "number", "no"}},
		{Name: fieldName, Label: "Name", NeedNew: true, InTemplate: true,
			others: []string{"organization", "organisation", "organization name", "organisation name", "partner", "partner name", "company", "company name", "title"}},
		{Name: fieldParentPorticoID, Label: "Parent's Portico id", Help: "The number that Portico gave the organization above.", others: []string{"parent portico id"}},
		{Name: fieldParent, Label: "Parent", Help: "External id, Portico id or path of names (Nordic Alliance › Sweden) of the organization above. Empty for level 1.", InTemplate: true,
			others: []string{"parent id", "parent external id", "parent name", "parent path", "path", "parent organization", "parent organisation", "under", "belongs to"}},
		{Name: fieldCity, Label: "City", Help: "Tells apart two organizations of one name.", InTemplate: true, others: []string{"town", "place"}},
		{Name: fieldWebsite, Label: "Website", InTemplate: true, others: []string{"url", "web", "homepage", "home page", "web address", "site"}},
		{Name: fieldAllotment, Label: "Response Allotment", Help: "Unlimited, Allocated or Can Be Purchased.", InTemplate: true, others: []string{"allotment", "resource allocation", "default resource allocation", "allocation"}},
		{Name: fieldBCC, Label: "BCC Email Address", InTemplate: true, others: []string{"bcc", "bcc email"}},
		{Name: fieldAssessorName, Label: "Default Assessor name", InTemplate: true, others: []string{"default assessor", "assessor", "assessor name"}},
		{Name: fieldAssessorEmail, Label: "Default Assessor email", InTemplate: true, others: []string{"assessor email", "default assessor email address"}},
		{Name: fieldDomains, Label: "Email domains", Help: "Several are separated by a semicolon.", InTemplate: true, others: []string{"email domain", "domains", "domain"}},
		{Name: fieldNotes, Label: "Notes", InTemplate: true, others: []string{"note", "comment", "comments", "remark", "remarks", "description"}},
		{Name: fieldStatus, Label: "Status", Help: "Active or Archived.", InTemplate: true, others: []string{"state"}},
	}
}

func userFields() []Field {
	return []Field{
		{Name: fieldEmail, Label: "Email", Help: "A later import finds the user again by it. Required for an Assessment Manager.", InTemplate: true, others: []string{"e mail", "email address", "mail", "username", "user name"}},
		{Name: fieldLogin, Label: "Login", Help: "A second name to sign in with.", InTemplate: true, others: []string{"login name", "user id", "account"}},
		{Name: fieldFirstName, Label: "First name", NeedNew: true, InTemplate: true, others: []string{"given name", "forename", "first"}},
		{Name: fieldLastName, Label: "Last name", NeedNew: true, InTemplate: true, others: []string{"surname", "family name", "last"}},
		{Name: fieldType, Label: "Type", Help: "Assessment Manager or Individual. Assessment Manager where it is empty.", InTemplate: true, others: []string{"user type", "kind"}},
		{Name: fieldOrganizations, Label: "Organizations", Help: "External ids, Portico ids or paths of names, separated by semicolons.", InTemplate: true, others: []string{"organization", "organisation", "organisations", "partner", "partners", "company"}},
		{Name: fieldAssessments, Label: "Assessments", Help: "Codes, separated by semicolons.", InTemplate: true, others: []string{"assessment", "assessment codes", "codes"}},
		{Name: fieldRestrictions, Label: "Access restrictions", Help: "As on the user's form, separated by semicolons: Hide reports; No inviting.", InTemplate: true, others: []string{"restrictions", "restriction"}},
		{Name: fieldSuspended, Label: "Suspended", Help: "Yes or no.", InTemplate: true, others: []string{"is suspended"}},
	}
}

func allotmentFields() []Field {
	return []Field{
		{Name: fieldOrganization, Label: "Organization", Help: "External id, Portico id or path of names (Nordic Alliance › Sweden).", NeedNew: true, InTemplate: true,
			others: []string{"organisation", "organization name", "organisation name", "partner", "company", "external id", "portico id", "organization id"}},
		{Name: fieldAssessment, Label: "Assessment", Help: "Its code.", NeedNew: true, InTemplate: true, others: []string{"assessment code", "code"}},
		{Name: fieldAllocated, Label: "Allocated", Help: "How many responses in all, not how many more.", NeedNew: true, InTemplate: true, others: []string{"allotment", "responses", "amount", "number"}},
		{Name: fieldShared, Label: "Shared with organizations below", Help: "Yes or no.", InTemplate: true, others: []string{"shared", "is shared"}},
		{Name: fieldWarnBelow, Label: "Warn under", Help: "Warns when fewer are available; 0 never does.", InTemplate: true, others: []string{"warn below", "warning", "low level", "warn"}},
	}
}

func fieldOf(kind Kind, name string) (Field, bool) {
	for _, field := range Fields(kind) {
		if field.Name == name {
			return field, true
		}
	}
	return Field{}, false
}

// Guess returns for each header the field that it seems to hold, or "". No
// field is guessed twice: the header that names it best has it.
func Guess(kind Kind, headers []string) []string {
	guessed := make([]string, len(headers))
	taken := map[string]bool{}
	claim := func(matches func(field Field, header string) bool) {
		for _, field := range Fields(kind) {
			for i, header := range headers {
				if guessed[i] == "" && !taken[field.Name] && header != "" && matches(field, header) {
					guessed[i], taken[field.Name] = field.Name, true
				}
			}
		}
	}
	claim(func(field Field, header string) bool {
		return letters(header) == letters(field.Label) || letters(header) == letters(field.Name)
	})
	claim(func(field Field, header string) bool {
		for _, other := range field.others {
			if letters(header) == letters(other) {
				return true
			}
		}
		return false
	})
	return guessed
}

// letters returns the letters and digits of a header, folded: "Parent_ID" and
// "parent id" are one.
func letters(header string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, store.Fold(header))
}
