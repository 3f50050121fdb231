package transfer

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/access"
	"portico/backend/store"
	"portico/backend/users"
)

// userRow is a row of the file on its way to a user.
type userRow struct {
	record
	item   *users.IntakeItem
	reason string
}

func (r *userRow) refuse(format string, values ...any) {
	if r.reason == "" {
		r.reason = fmt.Sprintf(format, values...)
	}
}

// userPlan says for every row which user it is about and what they shall have.
type userPlan struct {
	service     *Service
	table       *table
	bulk        *users.Intake
	rows        []*userRow
	known       map[string]*users.Known // users of the site by folded Email or Login
	claimed     map[string]int          // identifiers of the file, and the line that has each
	places      *references
	assessments map[string]int64  // by folded code, and by folded name
	restricted  map[string]string // restriction by the letters of its label or name
}

func (s *Service) planUsers(ctx context.Context, t *table) (plan, error) {
	p := &userPlan{service: s, table: t, claimed: map[string]int{}, assessments: map[string]int64{}, restricted: map[string]string{}}
	var err error
	if p.bulk, err = s.Users.BeginIntake(ctx); err != nil {
		return nil, err
	}
	for _, label := range access.RestrictionLabels() {
		p.restricted[letters(label.Label)], p.restricted[letters(string(label.Name))] = string(label.Name), string(label.Name)
	}
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
	if err := p.load(ctx); err != nil {
		return nil, err
	}
	for i, record := range t.records {
		if err := t.checked(ctx, i); err != nil {
			return nil, err
		}
		row := &userRow{record: record}
		p.rows = append(p.rows, row)
		if err := p.fill(ctx, row); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// load reads the users and organizations that the file mentions, with a few
// queries for all of them.
func (p *userPlan) load(ctx context.Context) error {
	identifiers, places := map[string]struct{}{}, map[string]struct{}{}
	for _, record := range p.table.records {
		for _, field := range []string{fieldEmail, fieldLogin} {
			if key := store.Fold(p.table.cell(record, field)); key != "" {
				identifiers[key] = struct{}{}
			}
		}
		for _, place := range list(p.table.cell(record, fieldOrganizations)) {
			places[store.Clean(place)] = struct{}{}
		}
	}
	var err error
	if p.known, err = p.service.Users.ByIdentifiers(ctx, keys(identifiers)); err != nil {
		return err
	}
	p.places, err = newReferences(ctx, p.service.Organizations, keys(places))
	return err
}

// fill finds out whom a row is about and what it says of them.
func (p *userPlan) fill(ctx context.Context, row *userRow) error {
	item := &users.IntakeItem{Input: users.Input{Type: users.Manager, OrganizationIDs: []int64{}, AssessmentIDs: []int64{}, Restrictions: []string{}}}
	row.item = item
	p.meet(row)
	if err := p.overlay(ctx, row); err != nil || row.reason != "" {
		return err
	}
	if err := p.bulk.Refuse(item); err != nil {
		row.refuse("%s", inLabels(Users, userBridge, err))
	}
	if row.reason == "" {
		p.claim(row)
	}
	return nil
}

// claim notes the Email and Login of a row that goes in, so that no later row
// takes them. One that is refused claims nothing.
func (p *userPlan) claim(row *userRow) {
	keys := []string{store.Fold(row.item.Input.Email), store.Fold(row.item.Input.Login)}
	if before := row.item.Before; before != nil {
		keys = append(keys, before.EmailKey, before.LoginKey)
	}
	for _, key := range keys {
		if key != "" {
			p.claimed[key] = row.line
		}
	}
}

// meet ties a row to the user who has its Email or its Login.
func (p *userPlan) meet(row *userRow) {
	email, login := store.Fold(p.table.cell(row.record, fieldEmail)), store.Fold(p.table.cell(row.record, fieldLogin))
	for label, key := range map[string]string{"Email": email, "Login": login} {
		if key == "" {
			continue
		}
		if line, taken := p.claimed[key]; taken {
			row.refuse("%s: Line %d has this one already.", label, line)
		}
	}
	known := p.known[email]
	if known == nil {
		known = p.known[login]
	} else if other := p.known[login]; other != nil && other != known {
		row.refuse("Email and Login belong to two users, %s and %s.", known.Name(), other.Name())
	}
	if known == nil {
		return
	}
	if p.table.request.Mode == Insert {
		row.refuse("%s is there already. Choose “Insert and update” to change them.", known.Name())
	}
	row.item.Before, row.item.BeforeInput, row.item.Input, row.item.IsSuspended = &known.User, known.Input, known.Input, known.IsSuspended
	// Two rows must not be about one user, by the Email and by the Login.
	for _, key := range []string{known.EmailKey, known.LoginKey} {
		if line, taken := p.claimed[key]; key != "" && taken {
			row.refuse("Line %d is about %s already.", line, known.Name())
		}
	}
}

func (p *userPlan) overlay(ctx context.Context, row *userRow) error {
	in, cell := &row.item.Input, func(field string) string { return p.table.cell(row.record, field) }
	for field, to := range map[string]*string{fieldEmail: &in.Email, fieldLogin: &in.Login, fieldFirstName: &in.FirstName, fieldLastName: &in.LastName} {
		if p.table.has(field) {
			*to = cell(field)
		}
	}
	switch letters(cell(fieldType)) {
	case "":
	case "manager", "assessmentmanager":
		in.Type = users.Manager
	case "individual":
		in.Type = users.Individual
	default:
		row.refuse("Type: Use Assessment Manager or Individual.")
	}
	switch letters(cell(fieldSuspended)) {
	case "":
	case "yes", "true", "1", "x", "suspended":
		row.item.IsSuspended = true
	case "no", "false", "0", "active":
		row.item.IsSuspended = false
	default:
		row.refuse("Suspended: Use Yes or No.")
	}
	if p.table.has(fieldRestrictions) {
		in.Restrictions = []string{}
		for _, said := range list(strings.ReplaceAll(cell(fieldRestrictions), ",", ";")) {
			name, known := p.restricted[letters(said)]
			if !known {
				row.refuse("Access restrictions: There is no restriction “%s”.", said)
			}
			in.Restrictions = append(in.Restrictions, name)
		}
	}
	if p.table.has(fieldAssessments) {
		in.AssessmentIDs = []int64{}
		for _, said := range list(cell(fieldAssessments)) {
			id, known := p.assessments[store.Fold(said)]
			if !known {
				row.refuse("Assessments: There is no assessment with the code “%s”.", said)
			}
			in.AssessmentIDs = append(in.AssessmentIDs, id)
		}
	}
	if !p.table.has(fieldOrganizations) {
		return nil
	}
	in.OrganizationIDs = []int64{}
	for _, said := range list(cell(fieldOrganizations)) {
		id, reason, err := p.places.find(ctx, store.Clean(said))
		if err != nil {
			return err
		}
		if reason != "" {
			row.refuse("Organizations: %s", reason)
		}
		in.OrganizationIDs = append(in.OrganizationIDs, id)
	}
	return nil
}

// userBridge are the names that faults have for the fields.
var userBridge = map[string]string{
	"email": fieldEmail, "login": fieldLogin, "firstName": fieldFirstName, "lastName": fieldLastName, "type": fieldType,
	"organizationIds": fieldOrganizations, "assessmentIds": fieldAssessments, "restrictions": fieldRestrictions,
}

// isInvited reports whether a row's user gets an activation mail.
func (p *userPlan) isInvited(row *userRow) bool {
	return p.table.request.SendActivation && row.reason == "" && row.item.Before == nil && !row.item.IsSuspended && row.item.Input.Email != ""
}

func (p *userPlan) report() Report {
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
		if p.isInvited(row) {
			report.Activations++
		}
	}
	return report
}

func (p *userPlan) apply(ctx context.Context, progress Progress) error {
	var items []*users.IntakeItem
	invited := 0
	for _, row := range p.rows {
		if row.reason == "" && row.item.Changes() {
			items = append(items, row.item)
		}
		if p.isInvited(row) {
			invited++
		}
	}
	if err := p.bulk.Apply(ctx, items, func(written int) { progress.Done(int64(written)) }); err != nil || invited == 0 {
		return err
	}
	progress.Phase("Writing activation mails")
	progress.Total(int64(invited))
	sent := int64(0)
	for _, row := range p.rows {
		if !p.isInvited(row) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := p.service.SignIn.SendActivation(ctx, row.item.ID); err != nil {
			return err
		}
		sent++
		progress.Done(sent)
	}
	return nil
}
