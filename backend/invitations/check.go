package invitations

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/sheets"
	"portico/backend/store"
)

// Check reads a file or a pasted list, checks every row and keeps it, to be
// sent by Send. Nobody is invited yet.
//
// It returns an Invalid fault for the fields organizationId, assessmentId,
// expires and file (a file that is no table, is empty, too large or damaged,
// in words), and a Forbidden one with No bulk upload, No inviting or No adding
// responses.
func (s *Service) Check(ctx context.Context, scope access.Scope, request Request) (Outcome, error) {
	if err := refuse(scope, request.ByMail); err != nil {
		return Outcome{}, err
	}
	c, err := s.newCheck(ctx, scope, request)
	if err != nil {
		return Outcome{}, err
	}
	if err := c.read(ctx); err != nil {
		return Outcome{}, err
	}
	if err := c.lookUpInvited(ctx); err != nil {
		return Outcome{}, err
	}
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Write(ctx).Create(&c.bulk).Error; err != nil {
			return fmt.Errorf("keep list of invitations: %w", err)
		}
		for i := range c.rows {
			c.rows[i].BulkID = c.bulk.ID
		}
		if err := s.Store.Write(ctx).CreateInBatches(c.rows, 200).Error; err != nil {
			return fmt.Errorf("keep rows of list: %w", err)
		}
		return s.Log.Record(ctx, audit.Change{Action: "invitations.check", Subject: c.bulk.subject(), After: map[string]any{
			"file": c.bulk.FileName, "sha256": c.bulk.SHA256, "rows": len(c.rows), "organization_id": c.bulk.OrganizationID, "assessment_id": c.bulk.AssessmentID,
		}})
	})
	if err != nil {
		return Outcome{}, err
	}
	return s.outcome(ctx, c.bulk)
}

// check is a list while it is checked.
type check struct {
	service *Service
	scope   access.Scope
	request Request
	bulk    Bulk
	cohort  *cohorts.Overview
	home    organizations.Organization
	columns columns
	rows    []Row
	places  map[string]place // organizations by what the file calls them
	classes map[int64]map[string]responses.Classifier
	seen    map[string]int // folded email to the line that has it
}

func (s *Service) newCheck(ctx context.Context, scope access.Scope, request Request) (*check, error) {
	c := &check{service: s, scope: scope, request: request, places: map[string]place{}, classes: map[int64]map[string]responses.Classifier{}, seen: map[string]int{}}
	fields := &fault.Fields{}
	now := s.Store.Now()
	if request.ExpiresAt.IsZero() {
		request.ExpiresAt = now.Add(responses.DefaultTime)
	}
	if request.CohortID != 0 {
		overview, err := s.Cohorts.Overview(ctx, scope, request.CohortID)
		if err != nil {
			return nil, err
		}
		c.cohort = &overview
		request.OrganizationID, request.AssessmentID, request.ExpiresAt = overview.OrganizationID, overview.AssessmentID, overview.ClosesAt
		if overview.Closed {
			return nil, fault.New(fault.Conflict, "This cohort is closed. Give it a later closing day first.")
		}
	}
	var err error
	if c.home, err = s.Organizations.Find(ctx, scope, request.OrganizationID); fault.Is(err, fault.NotFound) {
		fields.Add("organizationId", "Choose an organization from the list.")
	} else if err != nil {
		return nil, err
	} else if !c.home.IsActive() {
		fields.Add("organizationId", "This organization is archived. Choose another.")
	}
	switch _, _, err := s.Assessments.Current(ctx, scope, request.AssessmentID); {
	case fault.Is(err, fault.NotFound):
		fields.Add("assessmentId", "Choose an assessment from the list.")
	case fault.Is(err, fault.Conflict):
		fields.Add("assessmentId", fault.As(err).Message)
	case err != nil:
		return nil, err
	}
	fields.Require(request.ExpiresAt.After(now.Time), "expires", "Choose a day that is not over.")
	fields.Require(!request.ExpiresAt.After(now.Add(responses.LongestTime).Time), "expires", "Choose a day within the next two years.")
	fields.Require(request.RemindDays >= 0 && request.RemindDays <= responses.MaxRemindDays, "remind", "Use a number from 0 to 60.")
	fields.Require(request.Path != "" || strings.TrimSpace(request.Text) != "", "file", "Choose a file, or paste a list.")
	if err := fields.Err(); err != nil {
		return nil, err
	}
	c.bulk = Bulk{
		OrganizationID: request.OrganizationID, AssessmentID: request.AssessmentID, ByMail: request.ByMail, Language: request.Language,
		ExpiresAt: request.ExpiresAt, RemindDays: request.RemindDays, FileName: request.Name, State: Checked, CreatedAt: now,
	}
	if request.CohortID != 0 {
		c.bulk.CohortID = &request.CohortID
	}
	if by := scope.UserID(); by != 0 {
		c.bulk.UserID = &by
	}
	c.request = request
	return c, nil
}

// read reads the rows and checks each.
func (c *check) read(ctx context.Context) error {
	if c.request.Path == "" {
		return c.readText(ctx)
	}
	file, err := sheets.Open(ctx, c.request.Path, c.service.limits)
	if err != nil {
		return ofFile(err)
	}
	c.bulk.SHA256 = file.SHA256
	known, err := c.service.Responses.ClassifiersFor(ctx, c.home)
	if err != nil {
		return err
	}
	sheet := ""
	if len(file.Sheets) > 0 {
		sheet = file.Sheets[0]
	}
	first := true
	for row, err := range file.Rows(ctx, sheet) {
		if err != nil {
			return ofFile(err)
		}
		if first {
			first = false
			if c.columns = readHeader(row.Cells, known); !c.columns.isHeader() {
				return ofFile(fault.New(fault.Invalid, "The first row does not name the columns. It needs at least Email; the template has them all."))
			}
			c.bulk.Header = c.shorten(row.Cells)
			continue
		}
		cells := c.shorten(row.Cells)
		person, reason, err := c.person(ctx, row.Cells)
		if err != nil {
			return err
		}
		c.keep(row.Line, cells, person, reason)
	}
	if len(c.rows) == 0 {
		return ofFile(fault.New(fault.Invalid, "This file has no rows below the names of its columns."))
	}
	return nil
}

// shorten drops the column with the reasons of an earlier try.
func (c *check) shorten(cells []string) store.Strings {
	kept := store.Strings{}
	for i, cell := range cells {
		if i != c.columns.reason {
			kept = append(kept, strings.Clone(cell))
		}
	}
	return kept
}

// ofFile makes a refusal one of the field "file".
func ofFile(err error) error {
	if f := fault.As(err); f != nil && f.Code == fault.Invalid && len(f.Fields) == 0 {
		return &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"file": f.Message}}
	}
	return err
}

func (c *check) readText(ctx context.Context) error {
	c.bulk.Header, c.bulk.FileName = store.Strings{"Email", "First name", "Last name"}, "Pasted list"
	c.columns = columns{reason: -1}
	people := responses.ReadPeople(c.request.Text)
	if len(people) > MaxRows {
		return ofFile(fault.New(fault.Invalid, "This list has more than 20,000 lines. Send it in parts."))
	}
	for _, typed := range people {
		person := Person{FirstName: typed.FirstName, LastName: typed.LastName, Email: typed.Email}
		reason, err := c.fault(ctx, &person, c.home)
		if err != nil {
			return err
		}
		c.keep(typed.Line, store.Strings{typed.Email, typed.FirstName, typed.LastName}, person, reason)
	}
	if len(c.rows) == 0 {
		return ofFile(fault.New(fault.Invalid, "Enter at least one person."))
	}
	return nil
}

// keep adds a row; the second one with an email is wrong.
func (c *check) keep(line int, cells store.Strings, person Person, reason string) {
	if key := store.Fold(person.Email); key != "" && reason == "" {
		if earlier, twice := c.seen[key]; twice {
			reason = fmt.Sprintf("Line %d has this email already.", earlier)
		} else {
			c.seen[key] = line
		}
	}
	row := Row{Line: line, Cells: cells, Person: person, State: Waiting, Problem: reason}
	if reason != "" {
		row.State = Wrong
	}
	c.rows = append(c.rows, row)
}

// person reads a row of a file.
func (c *check) person(ctx context.Context, cells []string) (Person, string, error) {
	cell := func(f field) string { return c.columns.cell(cells, f) }
	person := Person{
		FirstName: cell(fieldFirst), LastName: cell(fieldLast), Email: cell(fieldEmail), Role: cell(fieldRole),
		AssessorName: cell(fieldAssessorName), AssessorEmail: cell(fieldAssessorEmail), Classifiers: responses.Classes{},
	}
	if name := cell(fieldName); name != "" && person.FirstName == "" && person.LastName == "" {
		person.FirstName, person.LastName = cutLast(name)
	}
	for classifier, at := range c.columns.classifiers {
		if at < len(cells) && store.Clean(cells[at]) != "" {
			person.Classifiers[classifier] = store.Clean(cells[at])
		}
	}
	home := c.home
	if said := cell(fieldOrganization); said != "" {
		found, err := c.place(ctx, said)
		if err != nil {
			return person, "", err
		}
		if found.reason != "" {
			return person, found.reason, nil
		}
		home, person.OrganizationID = found.organization, found.organization.ID
		if c.cohort != nil && home.ID != c.home.ID {
			return person, "Organization: This cohort belongs to " + c.home.Name + ".", nil
		}
	}
	reason, err := c.fault(ctx, &person, home)
	return person, reason, err
}

// cutLast takes the last word of a name as the last name.
func cutLast(name string) (first, last string) {
	at := strings.LastIndex(name, " ")
	if at < 0 {
		return name, ""
	}
	return name[:at], name[at+1:]
}

// lookUpInvited marks those as wrong who were invited to the same before and
// can still answer: uploading a list twice must not write to anybody twice.
func (c *check) lookUpInvited(ctx context.Context) error {
	condition, args := "cohort_id IS NULL", []any{}
	if c.bulk.CohortID != nil {
		condition, args = "cohort_id = ?", []any{*c.bulk.CohortID}
	}
	var open []struct {
		Email          string
		OrganizationID int64
	}
	err := c.service.Store.Read(ctx).Raw("SELECT email, organization_id FROM responses WHERE assessment_id = ? AND state IN ('invited', 'in_progress') AND expires_at > ? AND email <> '' AND "+condition,
		append([]any{c.bulk.AssessmentID, c.service.Store.Now()}, args...)...).Scan(&open).Error
	if err != nil {
		return fmt.Errorf("look for invited: %w", err)
	}
	type key struct {
		email string
		home  int64
	}
	invited := map[key]bool{}
	for _, one := range open {
		invited[key{store.Fold(one.Email), one.OrganizationID}] = true
	}
	for i := range c.rows {
		row := &c.rows[i]
		home := row.Person.OrganizationID
		if home == 0 {
			home = c.bulk.OrganizationID
		}
		if row.State == Waiting && row.Person.Email != "" && invited[key{store.Fold(row.Person.Email), home}] {
			row.State, row.Problem = Wrong, "Email: "+invitedAlready
		}
	}
	return nil
}
