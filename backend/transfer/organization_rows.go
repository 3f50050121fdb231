package transfer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/store"
)

// organizationRow is a row of the file on its way to an organization.
type organizationRow struct {
	record
	input      organizations.Input // of the mapped fields, cleaned
	externalID string
	porticoID  int64
	status     string // "" where nothing is said
	parent     string // as the file names it
	parentID   int64  // as Portico numbers it
	above      *organizationRow
	item       *organizations.BulkItem
	stays      *organizations.BulkItem // the parent that its organization has now
	matched    bool
	reason     string // why it is not imported
	root       string // the reason of the row that is to blame
}

func (r *organizationRow) refuse(format string, values ...any) {
	if r.reason == "" {
		r.reason = fmt.Sprintf(format, values...)
		r.root = r.reason
	}
}

// maxExternalID is the greatest length of an external id, in characters.
const maxExternalID = 200

// parseOrganization reads what a row says by itself, whoever it is about.
func (t *table) parseOrganization(r record) *organizationRow {
	row := &organizationRow{record: r}
	row.externalID = store.Clean(t.cell(r, fieldExternalID))
	row.parent = store.Clean(t.cell(r, fieldParent))
	row.porticoID = row.number(t.cell(r, fieldPorticoID), "Portico id")
	row.parentID = row.number(t.cell(r, fieldParentPorticoID), "Parent's Portico id")
	if len([]rune(row.externalID)) > maxExternalID {
		row.refuse("External id: Use at most %d characters.", maxExternalID)
	}
	switch status := letters(t.cell(r, fieldStatus)); status {
	case "":
	case organizations.Active, organizations.Archived:
		row.status = status
	default:
		row.refuse("Status: Use Active or Archived.")
	}
	row.input = organizations.Input{
		Name: t.cell(r, fieldName), City: t.cell(r, fieldCity), Website: t.cell(r, fieldWebsite),
		BCCEmail: t.cell(r, fieldBCC), AssessorName: t.cell(r, fieldAssessorName), AssessorEmail: t.cell(r, fieldAssessorEmail),
		EmailDomains: slices.Concat(split(t.cell(r, fieldDomains))...), Notes: t.cell(r, fieldNotes),
	}
	said := t.cell(r, fieldAllotment)
	row.input.ResponseAllotment = allotment(said)
	if said != "" && row.input.ResponseAllotment == "" {
		row.refuse("Response Allotment: Use Unlimited, Allocated or Can Be Purchased.")
	}
	named := row.input.Name != ""
	if !named {
		row.input.Name = "-" // whether a name is needed shows when the row has met its organization
	}
	if err := row.input.Validate(); err != nil {
		row.refuse("%s", inLabels(Organizations, organizationBridge, err))
	}
	if !named {
		row.input.Name = ""
	}
	if said == "" {
		row.input.ResponseAllotment = ""
	}
	return row
}

func (r *organizationRow) number(cell, label string) int64 {
	if cell == "" {
		return 0
	}
	number, err := strconv.ParseInt(strings.TrimPrefix(cell, "#"), 10, 64)
	if err != nil || number <= 0 {
		r.refuse("%s: Use a number such as 17.", label)
		return 0
	}
	return number
}

// split cuts domains at commas too, which no domain has.
func split(cell string) [][]string {
	var all [][]string
	for _, part := range list(cell) {
		all = append(all, strings.Split(part, ","))
	}
	return all
}

// allotment reads a mode by its name on screen or in the database.
func allotment(cell string) string {
	switch letters(cell) {
	case "unlimited":
		return settings.Unlimited
	case "allocated":
		return settings.Allocated
	case "purchased", "canbepurchased":
		return settings.Purchased
	}
	return ""
}

// allotmentLabel is the name of a mode on screen.
func allotmentLabel(mode string) string {
	switch mode {
	case settings.Allocated:
		return "Allocated"
	case settings.Purchased:
		return "Can Be Purchased"
	}
	return "Unlimited"
}

// organizationBridge are the names that faults have for the fields.
var organizationBridge = map[string]string{
	"name": fieldName, "city": fieldCity, "website": fieldWebsite, "responseAllotment": fieldAllotment, "bccEmail": fieldBCC,
	"assessorName": fieldAssessorName, "assessorEmail": fieldAssessorEmail, "emailDomains": fieldDomains, "notes": fieldNotes,
}

// inLabels writes a fault's fields as one sentence or more, in the order of
// the template, each with its label.
func inLabels(kind Kind, bridge map[string]string, err error) string {
	f := fault.As(err)
	if f == nil || len(f.Fields) == 0 {
		if f != nil {
			return f.Message
		}
		return "Something is wrong with this row."
	}
	var parts []string
	for _, field := range Fields(kind) {
		for name, message := range f.Fields {
			if bridge[name] == field.Name {
				parts = append(parts, field.Label+": "+message)
			}
		}
	}
	if len(parts) == 0 {
		return f.Message
	}
	return strings.Join(parts, " ")
}

// overlay sets on an organization what the row says: mapped fields, empty ones
// too; a status or an allotment that is empty says nothing.
func (t *table) overlay(row *organizationRow) {
	o := &row.item.After
	set := func(field string, to *string, value string) {
		if t.has(field) {
			*to = value
		}
	}
	if row.input.Name != "" {
		o.Name = row.input.Name
	}
	if row.externalID != "" {
		o.ExternalID = row.externalID
	}
	if row.input.ResponseAllotment != "" {
		o.ResponseAllotment = row.input.ResponseAllotment
	}
	if row.status != "" {
		o.Status = row.status
	}
	set(fieldCity, &o.City, row.input.City)
	set(fieldWebsite, &o.Website, row.input.Website)
	set(fieldBCC, &o.BCCEmail, row.input.BCCEmail)
	set(fieldAssessorName, &o.AssessorName, row.input.AssessorName)
	set(fieldAssessorEmail, &o.AssessorEmail, row.input.AssessorEmail)
	set(fieldNotes, &o.Notes, row.input.Notes)
	if t.has(fieldDomains) {
		o.EmailDomains = row.input.EmailDomains
	}
}
