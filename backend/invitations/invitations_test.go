package invitations_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode/utf16"

	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/invitations"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/settings"
	"portico/backend/sheets"
	"portico/backend/testkit"
)

var admin = access.ForAdministrator()

type site struct {
	*testkit.OpenSite
	t    *testing.T
	home organizations.Organization
}

func openSite(t *testing.T) *site {
	t.Helper()
	s := &site{OpenSite: testkit.OpenRegistration(t), t: t}
	testkit.UseFeatures(t, s.Backend, func(g *settings.General) { g.UseCohorts = true })
	s.home = testkit.MustCreateOrganization(t, s.Backend, 0, "Home")
	_, err := s.Responses.SaveClassifier(t.Context(), admin, s.home.ID, 0, "Department", []string{"Sales", "Service"})
	s.must(err)
	return s
}

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *site) file(name string, data []byte) string {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), name)
	s.must(os.WriteFile(path, data, 0o600))
	return path
}

func (s *site) check(scope access.Scope, change func(*invitations.Request)) (invitations.Outcome, error) {
	request := invitations.Request{OrganizationID: s.home.ID, AssessmentID: s.OpenSite.Assessments[0], ByMail: true, Name: "list.csv"}
	change(&request)
	return s.Invitations.Check(s.t.Context(), scope, request)
}

func (s *site) csv(data string) invitations.Outcome {
	s.t.Helper()
	outcome, err := s.check(admin, func(r *invitations.Request) { r.Path = s.file("list.csv", []byte(data)) })
	s.must(err)
	return outcome
}

func (s *site) count(sql string, args ...any) int {
	s.t.Helper()
	var n int
	s.must(s.Store.Read(s.t.Context()).Raw(sql, args...).Scan(&n).Error)
	return n
}

// Shows RSP-3: a column that is not read is named, a misspelt one and one that
// comes twice alike; of two the first counts.
func TestColumnsThatAreNotRead_RSP3(t *testing.T) {
	s := openSite(t)
	outcome := s.csv("Email,Emial,First name,email,Department,department,Comment\nok@x.example,a,Aino,b@x.example,Sales,Service,c\n")
	if got := strings.Join(outcome.Ignored, "|"); got != "Emial|email|department|Comment" || outcome.Waiting != 1 {
		t.Errorf("not read: %s; %+v", got, outcome.Problems)
	}
	if outcome := s.csv("Email,First name,Department\nok@x.example,Aino,Sales\n"); len(outcome.Ignored) != 0 {
		t.Errorf("not read: %v", outcome.Ignored)
	}
}

// Shows RSP-3: what is wrong with a row is said with its line.
func TestEveryWrongRow_RSP3(t *testing.T) {
	s := openSite(t)
	testkit.MustCreateOrganization(t, s.Backend, s.home.ID, "Branch")
	testkit.MustCreateOrganization(t, s.Backend, 0, "Twin")
	testkit.MustCreateOrganization(t, s.Backend, s.home.ID, "Twin")
	long := strings.Repeat("n", 101)
	outcome := s.csv("E-Mail;First name;Last name;Organization;Role;department;Default Assessor email;Comment\n" +
		"ok@x.example;Aino;Virtanen;;;sales;;fine\n" +
		"below@x.example;Bo;Ek;Branch;;;;\n" +
		";Nobody;;;;;;\n" +
		"not an address;;;;;;;\n" +
		"OK@X.example;;;;;;;\n" +
		"a@x.example;;;Atlantis;;;;\n" +
		"b@x.example;;;Twin;;;;\n" +
		"c@x.example;;;Home › Twin;;;;\n" +
		"d@x.example;;;;Peer;;;\n" +
		"e@x.example;;;;;Kitchen;;\n" +
		"f@x.example;" + long + ";;;;;;\n" +
		"g@x.example;;;;;;nobody@;\n")
	if outcome.Total != 12 || outcome.Waiting != 3 || outcome.Wrong != 9 {
		t.Fatalf("%d rows, %d can go, %d wrong", outcome.Total, outcome.Waiting, outcome.Wrong)
	}
	want := map[int]string{4: "Email: Enter", 5: "Email: Use one address", 6: "Line 2 has this email", 7: "There is no organization “Atlantis”", 8: "2 organizations are called “Twin”",
		10: "Only people in a cohort", 11: "“Kitchen” is none of its values", 12: "First name: Use at most 100", 13: "Default Assessor email"}
	for _, row := range outcome.Problems {
		if !strings.Contains(row.Problem, want[row.Line]) || want[row.Line] == "" {
			t.Errorf("line %d: %q, want %q", row.Line, row.Problem, want[row.Line])
		}
	}
	var out bytes.Buffer
	s.must(s.Invitations.ErrorFile(t.Context(), admin, outcome.ID, &out, sheets.CSV))
	if lines := strings.Split(strings.TrimSpace(out.String()), "\r\n"); len(lines) != 10 || !strings.HasSuffix(lines[0], ",Reason") {
		t.Errorf("the error file: %q", lines)
	}
	// It comes back mended, with its Reason column.
	mended := strings.NewReplacer("not an address", "mended@x.example").Replace(out.String())
	again := s.csv(mended)
	if again.Waiting != 2 { // the mended one, and OK@X, which is in this list once
		t.Errorf("mended: %d can go: %+v", again.Waiting, again.Problems)
	}
}

// Shows RSP-3: 10,000 rows, 300 of them wrong, the others go out; a second
// upload of the list writes to nobody again.
func TestTenThousand_RSP3(t *testing.T) {
	if testing.Short() || testkit.Race {
		t.Skip("takes long under the race detector")
	}
	s := openSite(t)
	var file strings.Builder
	file.WriteString("email,name\n")
	for i := range 10_000 {
		switch {
		case i%100 == 1:
			fmt.Fprintf(&file, "person%d,Nobody %d\n", i, i)
		case i%100 == 2:
			fmt.Fprintf(&file, ",Nobody %d\n", i)
		case i%100 == 3:
			fmt.Fprintf(&file, "p%d@x.example,Twice %d\n", i-3, i)
		default:
			fmt.Fprintf(&file, "p%d@x.example,Person %d\n", i, i)
		}
	}
	outcome := s.csv(file.String())
	if outcome.Total != 10_000 || outcome.Wrong != 300 || outcome.Waiting != 9_700 || len(outcome.Problems) != invitations.MaxProblems {
		t.Fatalf("%+v", outcome)
	}
	_, err := s.Invitations.Send(t.Context(), admin, outcome.ID)
	s.must(err)
	s.must(s.Invitations.Work(t.Context()))
	done, err := s.Invitations.Find(t.Context(), admin, outcome.ID)
	if err != nil || done.State != invitations.Done || done.Sent != 9_700 || done.Failed != 0 || done.Progress() != 100 {
		t.Fatalf("%+v %v", done, err)
	}
	if n := s.count("SELECT COUNT(*) FROM outbox WHERE kind = 'mail_invitation'"); n != 9_700 {
		t.Errorf("%d mails", n)
	}
	if twice := s.csv(file.String()); twice.Waiting != 0 {
		t.Errorf("uploaded again, %d would be written to again", twice.Waiting)
	}
}

// Shows SEC-38: files that are no list get a clear answer.
func TestOddFiles_RSP3_SEC38(t *testing.T) {
	s := openSite(t)
	var bomb bytes.Buffer
	packed := zip.NewWriter(&bomb)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"} {
		part, err := packed.Create(name)
		s.must(err)
		zeros := make([]byte, 1<<20)
		for range 80 {
			_, err = part.Write(zeros)
			s.must(err)
		}
	}
	s.must(packed.Close())
	wide := utf16.Encode([]rune("\uFEFFemail,first name\nå@x.example,Åse\n"))
	var utf16le []byte
	for _, unit := range wide {
		utf16le = append(utf16le, byte(unit), byte(unit>>8))
	}
	for name, one := range map[string]struct {
		data []byte
		want string // a piece of the refusal; "" when it is read
	}{
		"a PDF":            {[]byte("%PDF-1.7\n…"), "not a table"},
		"empty":            {nil, "empty"},
		"only a header":    {[]byte("email,name\n"), "no rows below"},
		"no header":        {[]byte("1,2,3\n4,5,6\n"), "does not name the columns"},
		"a zip bomb":       {bomb.Bytes(), ""},
		"UTF-16":           {utf16le, ""},
		"Windows-1252":     {[]byte("email,first name\na@x.example,\xc5se\n"), ""},
		"NUL bytes":        {[]byte("email,name\na@x.example,a\x00b\n"), "NUL"},
		"an endless quote": {[]byte("email,name\n\"a@x.example,b\n" + strings.Repeat("x,y\n", 100)), ""},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := s.check(admin, func(r *invitations.Request) { r.Path = s.file("list.csv", one.data) })
			said := fault.As(err)
			switch {
			case name == "a zip bomb" || name == "an endless quote":
				if said == nil && err != nil {
					t.Errorf("%v", err)
				}
				if name == "a zip bomb" && (said == nil || said.Fields["file"] == "") {
					t.Errorf("it is taken: %v", err)
				}
			case one.want == "" && err != nil:
				t.Errorf("refused: %v %v", err, said)
			case one.want != "" && (said == nil || !strings.Contains(said.Fields["file"], one.want)):
				t.Errorf("%v, want %q", said, one.want)
			}
		})
	}
	// A cell that looks like a formula stays a text, also on its way back.
	outcome := s.csv("email,first name\n=HYPERLINK(\"x\"),=1+1\n")
	var out bytes.Buffer
	s.must(s.Invitations.ErrorFile(t.Context(), admin, outcome.ID, &out, sheets.CSV))
	if strings.Contains(out.String(), "\n=") || !strings.Contains(out.String(), "'=HYPERLINK") {
		t.Errorf("the error file holds a formula: %q", out.String())
	}
}

// Shows RSP-3 and SEC-26: a list goes on after a restart where it stopped,
// stops at a click, and when its owner may not any more.
func TestStopAndGoOn_RSP3_SEC26(t *testing.T) {
	s := openSite(t)
	u := testkit.MustCreateManager(t, s.Backend, "boss@x.example", []int64{s.home.ID}, s.OpenSite.Assessments[:1])
	scope, _, err := s.Users.ScopeOf(t.Context(), u.ID)
	s.must(err)
	people := func(prefix string) string {
		var text strings.Builder
		for i := range 60 {
			fmt.Fprintf(&text, "%s%d@x.example\n", prefix, i)
		}
		return text.String()
	}
	begin := func(prefix string) invitations.Outcome {
		outcome, err := s.check(scope, func(r *invitations.Request) { r.Text = people(prefix) })
		s.must(err)
		outcome, err = s.Invitations.Send(t.Context(), scope, outcome.ID)
		s.must(err)
		return outcome
	}
	find := func(id int64) invitations.Outcome {
		outcome, err := s.Invitations.Find(t.Context(), scope, id)
		s.must(err)
		return outcome
	}

	first := begin("a")
	if _, err := s.Invitations.Send(t.Context(), scope, first.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("the second click: %v", err)
	}
	ctx, end := context.WithCancel(t.Context())
	end()
	_ = s.Invitations.Work(ctx) // a program that ends at once
	if o := find(first.ID); o.State != invitations.Running || o.Sent+o.Waiting != 60 {
		t.Fatalf("%+v", o)
	}
	s.must(s.Invitations.Work(t.Context()))
	if o := find(first.ID); o.State != invitations.Done || o.Sent != 60 {
		t.Fatalf("%+v", o)
	}
	if n := s.count("SELECT COUNT(*) FROM responses WHERE invited_by_id = ?", u.ID); n != 60 {
		t.Errorf("%d responses in the manager's name", n)
	}

	second := begin("b")
	_, err = s.Invitations.Cancel(t.Context(), scope, second.ID)
	s.must(err)
	s.must(s.Invitations.Work(t.Context()))
	if o := find(second.ID); o.State != invitations.Cancelled || o.Sent != 0 {
		t.Errorf("stopped: %+v", o)
	}

	third := begin("c")
	_, err = s.Users.Suspend(t.Context(), admin, u.ID)
	s.must(err)
	s.must(s.Invitations.Work(t.Context()))
	if o := find(third.ID); o.State != invitations.Cancelled || o.Sent != 0 {
		t.Errorf("after the owner was suspended: %+v", o)
	}
}

// Shows USR-3 and SEC-33: who may, and whose list it is.
func TestWhoMay_USR3_SEC33(t *testing.T) {
	s := openSite(t)
	other := testkit.MustCreateOrganization(t, s.Backend, 0, "Other")
	place := access.Place{ID: s.home.ID, Path: s.home.Path, Level: 1, Name: "Home"}
	manager := func(id int64, restrictions ...access.Restriction) access.Scope {
		set := access.Restrictions{}
		for _, one := range restrictions {
			set[one] = true
		}
		return access.ForManager(id, []access.Place{place}, s.OpenSite.Assessments[:1], set)
	}
	me := testkit.MustCreateManager(t, s.Backend, "me@x.example", []int64{s.home.ID}, s.OpenSite.Assessments[:1])
	you := testkit.MustCreateManager(t, s.Backend, "you@x.example", []int64{s.home.ID}, s.OpenSite.Assessments[:1])
	list := func(r *invitations.Request) { r.Text = "one@x.example" }
	mine, err := s.check(manager(me.ID), list)
	s.must(err)
	for name, test := range map[string]struct {
		err  error
		code fault.Code
	}{
		"no bulk upload":           {second(s.check(manager(me.ID, access.NoBulkUpload), list)), fault.Forbidden},
		"no inviting":              {second(s.check(manager(me.ID, access.NoInviting), list)), fault.Forbidden},
		"no adding":                {second(s.check(manager(me.ID, access.NoAdding), func(r *invitations.Request) { list(r); r.ByMail = false })), fault.Forbidden},
		"another organization":     {second(s.check(manager(me.ID), func(r *invitations.Request) { list(r); r.OrganizationID = other.ID })), fault.Invalid},
		"another assessment":       {second(s.check(manager(me.ID), func(r *invitations.Request) { list(r); r.AssessmentID = s.OpenSite.Assessments[1] })), fault.Invalid},
		"another's list":           {second(s.Invitations.Find(t.Context(), manager(you.ID), mine.ID)), fault.NotFound},
		"sending another's":        {second(s.Invitations.Send(t.Context(), manager(you.ID), mine.ID)), fault.NotFound},
		"another's error file":     {s.Invitations.ErrorFile(t.Context(), manager(you.ID), mine.ID, &bytes.Buffer{}, sheets.CSV), fault.NotFound},
		"the administrator's view": {second(s.Invitations.Find(t.Context(), admin, mine.ID)), fault.NotFound},
	} {
		if !fault.Is(test.err, test.code) {
			t.Errorf("%s: %v, want %s", name, test.err, test.code)
		}
	}
	outside, err := s.check(manager(me.ID), func(r *invitations.Request) {
		r.Path = s.file("l.csv", []byte("email,organization\na@x.example,Other\n"))
	})
	if err != nil || outside.Waiting != 0 || !strings.Contains(outside.Problems[0].Problem, "There is no organization") {
		t.Errorf("a row names another's organization: %+v %v", outside, err)
	}
}

// Shows SEC-35 and ALT-2: a list that goes out while others invite by hand, into
// a cohort and by its link takes no more than what is left, and the rows that
// came too late say why.
func TestListOnAnAllotment_SEC35_ALT2(t *testing.T) {
	s := openSite(t)
	ctx, assessment := t.Context(), s.OpenSite.Assessments[0]
	testkit.UseFeatures(t, s.Backend, func(g *settings.General) { g.UseAllotments = true })
	_, err := s.Organizations.Update(ctx, s.home.ID, organizations.Input{Name: "Home", ResponseAllotment: settings.Allocated})
	s.must(err)
	_, err = s.Allotments.Create(ctx, allotments.Input{OrganizationID: s.home.ID, AssessmentID: assessment, Amount: 10})
	s.must(err)
	var text strings.Builder
	for i := range 40 {
		fmt.Fprintf(&text, "list%d@x.example\n", i)
	}
	outcome, err := s.check(admin, func(r *invitations.Request) { r.Text = text.String() })
	s.must(err)
	_, err = s.Invitations.Send(ctx, admin, outcome.ID)
	s.must(err)
	cohort, err := s.Cohorts.Create(ctx, admin, cohorts.Input{
		OrganizationID: s.home.ID, AssessmentID: assessment, Type: cohorts.Group, Name: "Crew", IsOpen: true, Minimum: 3, ClosesAt: s.Store.Now().Add(48 * time.Hour),
	})
	s.must(err)
	overview, err := s.Cohorts.Overview(ctx, admin, cohort.ID)
	s.must(err)
	_, link, _ := strings.Cut(overview.Joining, "/join/")
	ways := []func(email string) error{
		func(email string) error {
			return second(s.Responses.Invite(ctx, admin, responses.Input{OrganizationID: s.home.ID, AssessmentID: assessment, Email: email}))
		},
		func(email string) error {
			return second(s.Cohorts.Invite(ctx, admin, cohort.ID, cohorts.Participant{Email: email}, true))
		},
		func(string) error { return second(s.Cohorts.Join(ctx, link, cohorts.Participant{})) },
	}
	var otherwise atomic.Int32
	var running sync.WaitGroup
	running.Go(func() {
		if err := s.Invitations.Work(ctx); err != nil {
			t.Error(err)
		}
	})
	for i := range 60 {
		running.Go(func() {
			switch err := ways[i%len(ways)](fmt.Sprintf("one%d@x.example", i)); {
			case err == nil:
				otherwise.Add(1)
			case !fault.Is(err, fault.Exhausted):
				t.Errorf("way %d: %v", i%len(ways), err)
			}
		})
	}
	running.Wait()
	done, err := s.Invitations.Find(ctx, admin, outcome.ID)
	s.must(err)
	if done.Sent+int(otherwise.Load()) != 10 || done.Sent+done.Failed != 40 || done.State != invitations.Done {
		t.Errorf("%d by the list, %d otherwise, %d failed", done.Sent, otherwise.Load(), done.Failed)
	}
	if n := s.count("SELECT count(*) FROM responses"); n != 10 {
		t.Errorf("there are %d responses", n)
	}
	for _, row := range done.Problems {
		if !strings.Contains(row.Problem, "No responses are left") {
			t.Errorf("line %d: %q", row.Line, row.Problem)
		}
	}
}

func second[T any](_ T, err error) error { return err }

// Shows COH-1: a list for a cohort, with roles and the maximum.
func TestIntoACohort_COH1(t *testing.T) {
	s := openSite(t)
	c, err := s.Cohorts.Create(t.Context(), admin, cohorts.Input{OrganizationID: s.home.ID, AssessmentID: s.OpenSite.Assessments[0], Type: cohorts.Around, Name: "Around Vera",
		SubjectFirstName: "Vera", SubjectEmail: "vera@x.example", ClosesAt: s.Store.Now().Add(1e15), Minimum: 1, Maximum: 2})
	s.must(err)
	outcome, err := s.check(admin, func(r *invitations.Request) {
		r.Path, r.CohortID = s.file("l.csv", []byte("email,role,department\na@x.example,peer,Sales\nb@x.example,,\nc@x.example,Boss,\nd@x.example,Manager,\ne@x.example,Peer,\n")), c.ID
	})
	s.must(err)
	if outcome.Waiting != 3 || outcome.Wrong != 2 {
		t.Fatalf("%+v", outcome)
	}
	_, err = s.Invitations.Send(t.Context(), admin, outcome.ID)
	s.must(err)
	s.must(s.Invitations.Work(t.Context()))
	done, err := s.Invitations.Find(t.Context(), admin, outcome.ID)
	if err != nil || done.Sent != 2 || done.Failed != 1 || !strings.Contains(done.Problems[2].Problem, "full") {
		t.Errorf("%+v %v", done, err)
	}
	list, err := s.Responses.List(t.Context(), admin, responses.Query{CohortID: c.ID, Sort: "created"})
	s.must(err)
	if len(list.Items) != 2 || list.Items[0].Role != "Peer" || list.Items[0].Classifiers["Department"] != "Sales" {
		t.Errorf("%+v", list.Items)
	}
}
