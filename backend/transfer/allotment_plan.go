package transfer

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/store"
)

// allotmentRow is a row of the file on its way to an allotment.
type allotmentRow struct {
	record
	item   allotments.Item
	reason string
}

func (r *allotmentRow) refuse(format string, values ...any) {
	if r.reason == "" {
		r.reason = fmt.Sprintf(format, values...)
	}
}

type allotmentPlace struct{ organization, assessment int64 }

// allotmentPlan says for every row which allotment it is about and what it
// shall be.
type allotmentPlan struct {
	service     *Service
	table       *table
	rows        []*allotmentRow
	known       map[allotmentPlace]allotments.Allotment
	claimed     map[allotmentPlace]int // the line that is about each
	assessments map[string]int64       // by folded code, and by folded name
}

func (s *Service) planAllotments(ctx context.Context, t *table) (plan, error) {
	p := &allotmentPlan{service: s, table: t, known: map[allotmentPlace]allotments.Allotment{}, claimed: map[allotmentPlace]int{}, assessments: map[string]int64{}}
	given, err := s.Assessments.List(ctx, access.ForAdministrator())
	if err != nil {
		return nil, err
	}
	for _, one := range given {
		p.assessments[store.Fold(one.Name)] = one.ID
	}
	for _, one := range given {
		p.assessments[store.Fold(one.Code)] = one.ID // a code goes before another's name
	}
	if err := p.place(ctx); err != nil {
		return nil, err
	}
	for i, row := range p.rows {
		if err := t.checked(ctx, i); err != nil {
			return nil, err
		}
		p.fill(row)
	}
	return p, nil
}

// place finds the organizations that the rows name, and what they have.
func (p *allotmentPlan) place(ctx context.Context) error {
	texts := map[string]struct{}{}
	for _, record := range p.table.records {
		texts[store.Clean(p.table.cell(record, fieldOrganization))] = struct{}{}
	}
	places, err := newReferences(ctx, p.service.Organizations, keys(texts))
	if err != nil {
		return err
	}
	ids := map[int64]struct{}{}
	for _, record := range p.table.records {
		row := &allotmentRow{record: record}
		p.rows = append(p.rows, row)
		said := store.Clean(p.table.cell(record, fieldOrganization))
		if said == "" {
			row.refuse("Organization: Say whose allotment this is.")
			continue
		}
		id, reason, err := places.find(ctx, said)
		if err != nil {
			return err
		}
		if reason != "" {
			row.refuse("Organization: %s", reason)
			continue
		}
		row.item.OrganizationID = id
		ids[id] = struct{}{}
	}
	found, err := p.service.Allotments.ByOrganizations(ctx, keys(ids))
	for _, a := range found {
		p.known[allotmentPlace{a.OrganizationID, a.AssessmentID}] = a
	}
	return err
}

func (p *allotmentPlan) fill(row *allotmentRow) {
	cell := func(field string) string { return p.table.cell(row.record, field) }
	said := cell(fieldAssessment)
	id, known := p.assessments[store.Fold(said)]
	switch {
	case said == "":
		row.refuse("Assessment: Say which assessment this is for.")
	case !known:
		row.refuse("Assessment: There is no assessment with the code “%s”.", said)
	}
	row.item.AssessmentID = id
	if row.reason != "" {
		return
	}
	at := allotmentPlace{row.item.OrganizationID, id}
	if line, taken := p.claimed[at]; taken {
		row.refuse("Line %d is about this allotment already.", line)
		return
	}
	p.claimed[at] = row.line
	if before, there := p.known[at]; there {
		if p.table.request.Mode == Insert {
			row.refuse("This organization has an allotment for this assessment already. Choose “Insert and update” to change it.")
		}
		row.item.Before, row.item.Allocated, row.item.IsShared, row.item.WarnBelow = &before, before.Allocated, before.IsShared, before.WarnBelow
	} else if cell(fieldAllocated) == "" {
		row.refuse("Allocated: Enter a number of responses.")
	}
	p.overlay(row, cell)
	if err := row.item.Validate(); err != nil {
		row.refuse("%s", inLabels(Allotments, map[string]string{"allocated": fieldAllocated, "warnBelow": fieldWarnBelow}, err))
	}
}

func (p *allotmentPlan) overlay(row *allotmentRow, cell func(string) string) {
	for _, one := range []struct {
		field string
		to    *int64
	}{{fieldAllocated, &row.item.Allocated}, {fieldWarnBelow, &row.item.WarnBelow}} {
		said := strings.NewReplacer(" ", "", ",", "", "\u00a0", "").Replace(cell(one.field))
		if said == "" {
			continue
		}
		number, err := strconv.ParseInt(said, 10, 64)
		if err != nil {
			label, _ := fieldOf(Allotments, one.field)
			row.refuse("%s: “%s” is no whole number.", label.Label, cell(one.field))
			continue
		}
		*one.to = number
	}
	switch letters(cell(fieldShared)) {
	case "":
	case "yes", "true", "1", "x", "shared":
		row.item.IsShared = true
	case "no", "false", "0":
		row.item.IsShared = false
	default:
		row.refuse("Shared with organizations below: Use Yes or No.")
	}
}

func (p *allotmentPlan) report() Report {
	report := Report{Rows: len(p.rows), SHA256: p.table.sha256, Errors: []RowError{}}
	for _, row := range p.rows {
		switch {
		case row.reason != "":
			report.Errors = append(report.Errors, RowError{row.line, row.reason})
		case row.item.Before == nil:
			report.Inserted++
		case row.item.Changes():
			report.Updated++
		default:
			report.Unchanged++
		}
	}
	return report
}

func (p *allotmentPlan) apply(ctx context.Context, progress Progress) error {
	var items []allotments.Item
	for _, row := range p.rows {
		if row.reason == "" && row.item.Changes() {
			items = append(items, row.item)
		}
	}
	return p.service.Allotments.Apply(ctx, items, func(written int) { progress.Done(int64(written)) })
}
