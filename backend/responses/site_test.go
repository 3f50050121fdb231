package responses_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/sitetext"
	"portico/backend/store"
)

var admin = access.ForAdministrator()

// manualClock is a clock that a test moves by hand.
type manualClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *manualClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *manualClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// site is a real site in a temporary folder with everything below responses.
type site struct {
	*testing.T
	clock         *manualClock
	store         *store.Store
	log           *audit.Log
	settings      *settings.Service
	organizations *organizations.Service
	assessments   *assessments.Service
	outbox        *mail.Outbox
	allotments    *allotments.Service
	responses     *responses.Service
}

func openSite(t *testing.T) *site {
	t.Helper()
	clock := &manualClock{now: time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)}
	db, err := store.Open(t.Context(), store.Options{Folder: t.TempDir(), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	s := &site{T: t, clock: clock, store: db, log: audit.New(db)}
	key := secrets.NewKey()
	s.settings = settings.New(db, s.log, "")
	s.assessments = assessments.New(db, s.log)
	draw := func(_ context.Context, id int64) ([]byte, error) { return []byte(fmt.Sprintf("%%PDF of %d", id)), nil }
	s.outbox = mail.New(mail.Parts{Store: db, Log: s.log, Key: key, Settings: s.settings, Makers: mail.Makers{responses.ReportFile: draw, responses.OwnReportFile: draw}})
	s.organizations, err = organizations.New(db, s.log, key, "test", organizations.Dependents{
		Moved:  func(ctx context.Context, move organizations.Move) error { return s.responses.Moved(ctx, move) },
		InUse:  func(ctx context.Context, id int64) ([]string, error) { return s.responses.InUse(ctx, id) },
		Forget: func(ctx context.Context, id int64) error { return s.responses.Forget(ctx, id) },
	})
	if err != nil {
		t.Fatal(err)
	}
	texts := sitetext.New(db, s.log)
	s.allotments = allotments.New(allotments.Parts{
		Store: db, Log: s.log, Settings: s.settings, Organizations: s.organizations, Assessments: s.assessments, Texts: texts, Outbox: s.outbox,
		Settle: func(ctx context.Context) error { _, err := s.responses.ExpireDue(ctx); return err },
	})
	s.responses = responses.New(responses.Parts{
		Store: db, Log: s.log, Key: key, Settings: s.settings, Organizations: s.organizations,
		Assessments: s.assessments, Texts: texts, Outbox: s.outbox, Allotments: s.allotments,
	})
	// The manager of the tests.
	s.must(db.Write(t.Context()).Exec("INSERT INTO users (id, type, created_at, updated_at) VALUES (7, 'manager', 0, 0)").Error)
	return s
}

func (s *site) must(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s *site) organization(name string, parent int64) organizations.Organization {
	s.Helper()
	o, err := s.organizations.Create(s.Context(), organizations.Input{
		Name: name, ParentID: parent, AssessorName: "Ada Assessor", AssessorEmail: "ada@example.com", BCCEmail: "copies@example.com"})
	s.must(err)
	return o
}

// assessment publishes a small one: a scored scale 1 to 5 (required), a scored
// choice on a second page, and a text that the driver "comments" shows.
func (s *site) assessment(code string) int64 {
	s.Helper()
	imported, err := s.assessments.Import(s.Context(), []byte(fmt.Sprintf(`{
	  "format": 1, "code": %q, "name": "Check %s",
	  "drivers": [{"id": "comments", "name": "Comments"}],
	  "sections": [
	    {"id": "one", "title": "One", "questions": [
	      {"id": "clear", "type": "scale", "text": "Clear?", "required": true, "scored": true, "weight": 3, "minimum": 1, "maximum": 5},
	      {"id": "when", "type": "date", "text": "When?"}]},
	    {"id": "two", "title": "Two", "questions": [
	      {"id": "which", "type": "single_choice", "text": "Which?", "required": true, "scored": true, "choices": [
	        {"id": "a", "text": "A", "points": 0}, {"id": "b", "text": "B", "points": 4}]},
	      {"id": "comment", "type": "long_text", "text": "Comment", "show": {"driver": "comments"}}]}
	  ]}`, code, code)))
	s.must(err)
	s.must(s.assessments.Publish(s.Context(), imported.AssessmentID))
	return imported.AssessmentID
}

func manager(o organizations.Organization, assessmentIDs []int64, restrictions ...access.Restriction) access.Scope {
	set := access.Restrictions{}
	for _, restriction := range restrictions {
		set[restriction] = true
	}
	return access.ForManager(7, []access.Place{{ID: o.ID, Path: o.Path, Level: o.Level, Name: o.Name}}, assessmentIDs, set)
}

func (s *site) invite(scope access.Scope, organizationID, assessmentID int64, name string) (responses.Made, string) {
	s.Helper()
	made, err := s.responses.Invite(s.Context(), scope, responses.Input{
		OrganizationID: organizationID, AssessmentID: assessmentID, FirstName: name, LastName: "Test", Email: strings.ToLower(name) + "@example.com"})
	s.must(err)
	_, token, found := strings.Cut(made.Link, "/r/")
	if !found {
		s.Fatalf("the link is %q", made.Link)
	}
	return made, token
}

// save saves a section and fails on an error.
func (s *site) save(token, section string, step responses.Step, values map[string][]string) responses.Outcome {
	s.Helper()
	outcome, err := s.responses.Save(s.Context(), token, section, values, step)
	s.must(err)
	return outcome
}

// finish answers everything: 3 of 4 with weight 3, and 4 of 4.
func (s *site) finish(token string) {
	s.Helper()
	s.save(token, "one", responses.Next, map[string][]string{"clear": {"4"}})
	if outcome := s.save(token, "two", responses.Next, map[string][]string{"which": {"b"}}); !outcome.Completed {
		s.Fatalf("not completed: %+v", outcome)
	}
}

func (s *site) names(scope access.Scope, query responses.Query) string {
	s.Helper()
	page, err := s.responses.List(s.Context(), scope, query)
	s.must(err)
	var names []string
	for _, row := range page.Items {
		names = append(names, row.FirstName)
	}
	return strings.Join(names, " ")
}
