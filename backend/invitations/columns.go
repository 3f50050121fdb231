package invitations

import (
	"strings"
	"unicode"

	"portico/backend/responses"
	"portico/backend/store"
)

// field is something that a column can hold.
type field string

const (
	fieldFirst         field = "first_name"
	fieldLast          field = "last_name"
	fieldName          field = "name"
	fieldEmail         field = "email"
	fieldRole          field = "role"
	fieldOrganization  field = "organization"
	fieldAssessorName  field = "assessor_name"
	fieldAssessorEmail field = "assessor_email"
)

// header is a field with the names that its column goes by; the first one
// stands in the template.
type header struct {
	field field
	names []string
}

func headers() []header {
	return []header{
		{fieldEmail, []string{"Email", "e-mail", "email address", "mail", "E-Mail-Adresse"}},
		{fieldFirst, []string{"First name", "given name", "forename", "first", "Vorname"}},
		{fieldLast, []string{"Last name", "surname", "family name", "last", "Nachname"}},
		{fieldName, []string{"Name", "full name", "respondent", "person"}},
		{fieldOrganization, []string{"Organization", "organisation", "company", "Organisation"}},
		{fieldRole, []string{"Role", "participant role", "Rolle"}},
		{fieldAssessorName, []string{"Default Assessor name", "assessor", "assessor name"}},
		{fieldAssessorEmail, []string{"Default Assessor email", "assessor email"}},
	}
}

// reasonHeader is the column that an error file has more. A file that was
// mended and comes back still has it.
const reasonHeader = "Reason"

// columns says what each column of a file holds.
type columns struct {
	fields      map[field]int
	classifiers map[string]int // by the classifier's name
	ignored     []string       // by which nothing is known, and those that come twice
	reason      int            // −1 without one
}

// readHeader finds out what the columns are. Classifiers are known by their
// names; of two for one thing the first counts.
func readHeader(cells []string, classifiers []responses.Classifier) columns {
	c := columns{fields: map[field]int{}, classifiers: map[string]int{}, reason: -1}
	for i, cell := range cells {
		switch key := letters(cell); {
		case key == "":
		case key == letters(reasonHeader):
			c.reason = i
		case c.claim(key, i), c.claimClassifier(key, i, classifiers):
		default:
			c.ignored = append(c.ignored, store.Clean(cell))
		}
	}
	return c
}

func (c *columns) claim(key string, at int) bool {
	for _, one := range headers() {
		for _, name := range one.names {
			if letters(name) != key {
				continue
			}
			if _, taken := c.fields[one.field]; taken {
				return false
			}
			c.fields[one.field] = at
			return true
		}
	}
	return false
}

func (c *columns) claimClassifier(key string, at int, classifiers []responses.Classifier) bool {
	for _, one := range classifiers {
		if letters(one.Name) == key {
			if _, taken := c.classifiers[one.Name]; taken {
				return false
			}
			c.classifiers[one.Name] = at
			return true
		}
	}
	return false
}

// isHeader reports whether a first row names columns: one of them is an email.
func (c columns) isHeader() bool {
	_, has := c.fields[fieldEmail]
	return has || len(c.fields) > 1
}

func (c columns) cell(cells []string, f field) string {
	if at, mapped := c.fields[f]; mapped && at < len(cells) {
		return store.Clean(cells[at])
	}
	return ""
}

// letters returns the letters and digits of a header, folded.
func letters(header string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, store.Fold(header))
}
