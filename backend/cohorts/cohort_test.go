package cohorts_test

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/settings"
	"portico/backend/store"
	"portico/backend/testkit"
)

var admin = access.ForAdministrator()

// site is a site with cohorts on, one organization and one small assessment: a
// scored scale of 1 to 5, a choice, and a comment.
type site struct {
	*testkit.OpenSite
	t          *testing.T
	home       organizations.Organization
	assessment int64
	asked      int // how many were asked, for their addresses
}

const definition = `{"format": 1, "code": "TEAM", "name": "Team Check",
	"drivers": [{"id": "more", "name": "More"}], "completion": {"show_score": true},
	"sections": [
	 {"id": "one", "title": "One", "questions": [
	  {"id": "clear", "type": "scale", "text": "Clear?", "required": true, "scored": true, "minimum": 1, "maximum": 5},
	  {"id": "which", "type": "single_choice", "text": "Which?", "choices": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]},
	  {"id": "said", "type": "long_text", "text": "Said?"}]},
	 {"id": "two", "title": "Two", "show": {"driver": "more"}, "questions": [{"id": "extra", "type": "short_text", "text": "Extra?"}]}]}`

func openSite(t *testing.T) *site {
	t.Helper()
	s := &site{OpenSite: testkit.OpenRegistration(t), t: t}
	testkit.UseFeatures(t, s.Backend, func(g *settings.General) { g.UseCohorts = true })
	s.home = testkit.MustCreateOrganization(t, s.Backend, 0, "Home")
	imported, err := s.assessmentService().Import(t.Context(), []byte(definition))
	s.must(err)
	s.must(s.assessmentService().Publish(t.Context(), imported.AssessmentID))
	s.assessment = imported.AssessmentID
	return s
}

// assessmentService is the service that OpenSite's list of ids hides.
func (s *site) assessmentService() *assessments.Service { return s.Backend.Assessments }

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *site) cohort(change func(*cohorts.Input)) cohorts.Cohort {
	s.t.Helper()
	input := cohorts.Input{
		OrganizationID: s.home.ID, AssessmentID: s.assessment, Type: cohorts.Group, Name: "Crew",
		ClosesAt: store.At(s.Clock.Now().Add(30 * 24 * time.Hour)),
	}
	if change != nil {
		change(&input)
	}
	made, err := s.Cohorts.Create(s.t.Context(), admin, input)
	s.must(err)
	return made
}

// answer takes somebody in and lets them answer: the step on the scale, from
// 0, and the choice.
func (s *site) answer(c cohorts.Cohort, role, department string, step int, choice string) responses.Made {
	s.t.Helper()
	s.asked++
	made, err := s.Cohorts.Invite(s.t.Context(), admin, c.ID, cohorts.Participant{
		FirstName: "P", Email: fmt.Sprintf("p%d@x.example", s.asked), Role: role, Classifiers: responses.Classes{"Department": department},
	}, true)
	s.must(err)
	outcome, err := s.Responses.Save(s.t.Context(), testkit.TokenOf(made), "one", map[string][]string{"clear": {fmt.Sprint(step + 1)}, "which": {choice}, "said": {"By " + role + department}}, responses.Next)
	s.must(err)
	if !outcome.Completed {
		s.t.Fatalf("%+v", outcome)
	}
	return made
}

func (s *site) close(c cohorts.Cohort) {
	s.t.Helper()
	_, err := s.Cohorts.Close(s.t.Context(), admin, c.ID)
	s.must(err)
}

func (s *site) report(c cohorts.Cohort, view cohorts.View) cohorts.Report {
	s.t.Helper()
	report, err := s.Cohorts.Report(s.t.Context(), admin, c.ID, view)
	s.must(err)
	return report
}

// Shows COH-2: reports of 1, 2, minimum − 1 and minimum answers, worked out by
// hand.
func TestReportByHand_COH2(t *testing.T) {
	s := openSite(t)
	c := s.cohort(func(in *cohorts.Input) { in.Minimum = 4 })
	for i, step := range []int{0, 2, 4} {
		s.answer(c, "", "", step, "a")
		r := s.report(c, cohorts.View{})
		if r.Enough || r.Completed != i+1 || r.All.Total.Is() || len(r.All.Sections) > 0 {
			t.Fatalf("with %d of 4 the report shows %+v", i+1, r.All)
		}
	}
	s.answer(c, "", "", 4, "b")
	r := s.report(c, cohorts.View{})
	// Scores 0, 50, 100, 100.
	if total := r.All.Total; !r.Enough || total.Count != 4 || total.Mean != 62.5 || total.Lowest != 0 || total.Highest != 100 || total.Deviation < 47.87 || total.Deviation > 47.88 {
		t.Errorf("total: %+v", r.All.Total)
	}
	if r.All.Histogram != [cohorts.Buckets]int{1, 0, 1, 0, 2} {
		t.Errorf("histogram: %v", r.All.Histogram)
	}
	questions := r.All.Sections[0].Questions
	if got := fmt.Sprint(questions[0].Bars); got != "[{1 1 0.25} {2 0 0} {3 1 0.25} {4 0 0} {5 2 0.5}]" || questions[0].Numbers.Mean != 3.5 {
		t.Errorf("scale: %s %+v", got, questions[0].Numbers)
	}
	if got := fmt.Sprint(questions[1].Bars); got != "[{A 3 0.75} {B 1 0.25}]" || len(questions[2].Texts) != 4 {
		t.Errorf("choice: %s, texts %q", got, questions[2].Texts)
	}
}

// Shows COH-2: Self against the others, and Self exempt from the minimum.
func TestSelfAgainstOthers_COH2(t *testing.T) {
	s := openSite(t)
	around := func() cohorts.Cohort {
		return s.cohort(func(in *cohorts.Input) {
			in.Type, in.SubjectFirstName, in.SubjectEmail, in.Minimum, in.IsAnonymous = cohorts.Around, "Vera", "vera@x.example", 3, true
		})
	}
	few := around()
	s.answer(few, cohorts.Self, "", 4, "a")
	s.answer(few, "Peer", "", 0, "a")
	s.answer(few, "Peer", "", 1, "a")
	s.close(few)
	if r := s.report(few, cohorts.View{}); r.Self == nil || r.Self.Total.Mean != 100 || r.All.Total.Is() || r.Enough {
		t.Errorf("with two others: self %+v, others %+v", r.Self, r.All)
	}
	c := around()
	self := s.answer(c, cohorts.Self, "", 4, "a")
	if self.FirstName != "Vera" || self.IsAnonymous {
		t.Errorf("Self is %+v", self.Response)
	}
	peer := s.answer(c, "Peer", "", 0, "a")
	s.answer(c, "Peer", "", 1, "a")
	s.answer(c, "Peer", "", 2, "b")
	if _, err := s.Cohorts.Invite(t.Context(), admin, c.ID, cohorts.Participant{Role: cohorts.Self}, false); !fault.Is(err, fault.Conflict) {
		t.Errorf("Self twice: %v", err)
	}
	if _, err := s.Cohorts.Invite(t.Context(), admin, c.ID, cohorts.Participant{FirstName: "X"}, false); !fault.Is(err, fault.Invalid) {
		t.Errorf("somebody without a role: %v", err)
	}
	s.close(c)
	r := s.report(c, cohorts.View{SplitBy: cohorts.ByRole})
	if r.All.Total.Mean != 25 || r.All.Count != 3 || len(r.Split) != 1 || r.Split[0].Label != "Peer" || r.Split[0].Total.Mean != 25 {
		t.Errorf("with three others: %+v", r)
	}
	if _, err := s.Responses.Report(t.Context(), admin, peer.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a peer's own report: %v", err)
	}
	if _, err := s.Responses.Report(t.Context(), admin, self.ID); err != nil {
		t.Errorf("Self's own report: %v", err)
	}
}

// Shows COH-2: the views of one report never give a small group away together,
// and the lists don't show a single score either.
func TestSplitsOfAnAnonymousCohort_COH2(t *testing.T) {
	s := openSite(t)
	_, err := s.Responses.SaveClassifier(t.Context(), admin, s.home.ID, 0, "Department", []string{"Sales", "Service"})
	s.must(err)
	crew := func(service int) cohorts.Cohort {
		c := s.cohort(func(in *cohorts.Input) { in.IsAnonymous = true })
		for range 6 {
			s.answer(c, "", "Sales", 0, "a")
		}
		for range service {
			s.answer(c, "", "Service", 4, "b")
		}
		s.close(c)
		return c
	}
	c := crew(2)
	r := s.report(c, cohorts.View{SplitBy: "classifier:Department"})
	for _, part := range r.Split {
		if !part.Hidden || part.Total.Is() || len(part.Sections) > 0 {
			t.Errorf("%s is shown: with everybody it gives the two of Service", part.Label)
		}
	}
	narrowed := s.report(c, cohorts.View{FilterBy: "classifier:Department", FilterValue: "Sales"})
	if !narrowed.FilterHidden || narrowed.All.Total.Is() {
		t.Errorf("narrowed to Sales: %+v", narrowed.All)
	}
	list, err := s.Responses.List(t.Context(), admin, responses.Query{CohortID: c.ID, Sort: "-score"})
	s.must(err)
	for _, row := range list.Items {
		if row.Score != nil || len(row.SectionScores) > 0 {
			t.Fatalf("the list shows a score: %+v", row)
		}
	}
	for i := 1; i < len(list.Items); i++ {
		if list.Items[i-1].ID < list.Items[i].ID {
			t.Fatal("the list sorted by score is in another order than by time: it tells who scored what")
		}
	}
	c = crew(3)
	if r = s.report(c, cohorts.View{SplitBy: "classifier:Department"}); r.Split[0].Hidden || r.Split[1].Hidden || r.Split[1].Total.Mean != 100 {
		t.Errorf("with three of Service: %+v", r.Split)
	}
	if r.Split[0].Sections[0].Questions[2].Texts != nil {
		t.Error("a part shows what its people wrote")
	}
}

// Shows COH-2: two reports of an anonymous cohort can't be held against each
// other. There is none while people answer, and once there is one, nothing that
// a reader can do changes it.
func TestOneReportOnly_COH2(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	classifier, err := s.Responses.SaveClassifier(ctx, admin, s.home.ID, 0, "Department", []string{"Sales", "Service"})
	s.must(err)
	c := s.cohort(func(in *cohorts.Input) { in.IsAnonymous = true })
	var one responses.Made
	for i := range 8 {
		one = s.answer(c, "", []string{"Sales", "Service"}[i%2], i%5, "a")
		if r := s.report(c, cohorts.View{}); !r.Waiting || r.Enough || r.All.Total.Is() || len(r.All.Sections) > 0 || r.Refusal() == nil {
			t.Fatalf("open with %d answers it shows %+v", i+1, r.All)
		}
	}
	s.close(c)
	view := cohorts.View{SplitBy: "classifier:Department"}
	before := s.report(c, view)
	if before.Refusal() != nil || len(before.Split) != 2 || before.Split[0].Hidden {
		t.Fatalf("closed it shows %+v", before)
	}
	_, err = s.Responses.SaveClassifier(ctx, admin, s.home.ID, classifier.ID, "Other", []string{"Sales", "Service"})
	s.must(err)
	if after := s.report(c, view); !reflect.DeepEqual(before.Split, after.Split) {
		t.Errorf("renaming the classifier changes the report: %+v", after.Split)
	}
	s.must(s.Responses.DeleteClassifier(ctx, admin, s.home.ID, classifier.ID, true))
	if after := s.report(c, view); !reflect.DeepEqual(before.Split, after.Split) {
		t.Errorf("deleting the classifier changes the report: %+v", after.Split)
	}
	if err := s.Responses.Delete(ctx, admin, one.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("one answer can be taken out: %v", err)
	}
	same := cohorts.Input{Name: c.Name, Minimum: c.Minimum, ClosesAt: s.report(c, cohorts.View{}).ClosesAt}
	later, more := same, same
	later.ClosesAt, more.Minimum = s.Store.Now().Add(48*time.Hour), 4
	for name, input := range map[string]cohorts.Input{"closesAt": later, "minimum": more} {
		if _, err := s.Cohorts.Update(ctx, admin, c.ID, input); fault.As(err) == nil || fault.As(err).Fields[name] == "" {
			t.Errorf("%s can be changed: %v", name, err)
		}
	}
	same.Name = "Crew of spring"
	_, err = s.Cohorts.Update(ctx, admin, c.ID, same)
	s.must(err)
	s.must(s.Cohorts.Delete(ctx, admin, c.ID, true))
	if _, err := s.Responses.Find(ctx, admin, one.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("the response is still there: %v", err)
	}
}

// Shows COH-2: nobody but the respondent gets the link of one whose answers are
// shown together only, and what is behind it shows nothing once it is
// completed.
func TestLinksOfAnAnonymousCohort_COH2(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	c := s.cohort(func(in *cohorts.Input) { in.IsAnonymous = true })
	if _, err := s.Cohorts.Invite(ctx, admin, c.ID, cohorts.Participant{FirstName: "P"}, false); !fault.Is(err, fault.Forbidden) {
		t.Errorf("somebody is added by hand: %v", err)
	}
	made := s.answer(c, "", "", 3, "a")
	if _, err := s.Responses.LinkOf(ctx, admin, made.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the link is given away: %v", err)
	}
	sitting, err := s.Responses.Sit(ctx, testkit.TokenOf(made))
	s.must(err)
	if shows := sitting.Completion(); shows.ShowScore || shows.ShowFeedback || !sitting.Definition.Completion.ShowScore {
		t.Errorf("the thanks show %+v", shows)
	}
	if _, _, err := s.Responses.OwnReport(ctx, made.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("the report of one: %v", err)
	}
}

// Shows COH-3: deleting keeps the responses unless the person ticks otherwise,
// and anonymous answers stay anonymous.
func TestDelete_COH3(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	kept := s.cohort(func(in *cohorts.Input) { in.IsAnonymous = true })
	one := s.answer(kept, "", "", 3, "a")
	s.must(s.Cohorts.Delete(ctx, admin, kept.ID, false))
	r, err := s.Responses.Find(ctx, admin, one.ID)
	if err != nil || r.CohortID != nil || r.State != responses.Completed {
		t.Fatalf("%+v %v", r, err)
	}
	if _, err := s.Responses.Report(ctx, admin, one.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("its report can be read now: %v", err)
	}
	gone := s.cohort(nil)
	two := s.answer(gone, "", "", 3, "a")
	s.must(s.Cohorts.Delete(ctx, admin, gone.ID, true))
	if _, err := s.Responses.Find(ctx, admin, two.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("the response is still there: %v", err)
	}
}

// Shows COH-1: the closing date holds for everybody, and a later one gives
// those their time back whom it had ended.
func TestClosing_COH1(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	c := s.cohort(nil)
	waits, err := s.Cohorts.Invite(ctx, admin, c.ID, cohorts.Participant{Email: "waits@x.example"}, true)
	s.must(err)
	if _, err := s.Responses.Extend(ctx, admin, waits.ID, s.Store.Now().Add(100*24*time.Hour)); !fault.Is(err, fault.Conflict) {
		t.Errorf("one response outlives the cohort: %v", err)
	}
	_, err = s.Cohorts.Close(ctx, admin, c.ID)
	s.must(err)
	if _, err := s.Responses.Sit(ctx, testkit.TokenOf(waits)); !fault.Is(err, fault.Gone) {
		t.Errorf("the link after closing: %v", err)
	}
	if _, err := s.Cohorts.Invite(ctx, admin, c.ID, cohorts.Participant{Email: "late@x.example"}, true); !fault.Is(err, fault.Conflict) {
		t.Errorf("inviting after closing: %v", err)
	}
	_, err = s.Responses.ExpireDue(ctx)
	s.must(err)
	input := cohorts.Input{Name: "Crew", Minimum: 3, ClosesAt: s.Store.Now().Add(48 * time.Hour)}
	_, err = s.Cohorts.Update(ctx, admin, c.ID, input)
	s.must(err)
	if _, err := s.Responses.Sit(ctx, testkit.TokenOf(waits)); err != nil {
		t.Errorf("the link after the cohort was opened again: %v", err)
	}
}

// Shows COH-1: of many who come at once a cohort takes its maximum.
func TestMaximumUnderConcurrency_COH1(t *testing.T) {
	s := openSite(t)
	c := s.cohort(func(in *cohorts.Input) { in.Maximum, in.IsOpen = 5, true })
	overview, err := s.Cohorts.Overview(t.Context(), admin, c.ID)
	s.must(err)
	_, key, _ := strings.Cut(overview.Joining, "/join/")
	var in, refused atomic.Int32
	var wait sync.WaitGroup
	for i := range 30 {
		wait.Go(func() {
			var err error
			if i%2 == 0 {
				_, err = s.Cohorts.Join(t.Context(), key, cohorts.Participant{})
			} else {
				_, err = s.Cohorts.Invite(t.Context(), admin, c.ID, cohorts.Participant{Email: fmt.Sprintf("p%d@x.example", i)}, true)
			}
			switch {
			case err == nil:
				in.Add(1)
			case fault.Is(err, fault.Conflict), fault.Is(err, fault.Gone):
				refused.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if in.Load() != 5 || refused.Load() != 25 {
		t.Fatalf("%d came in, %d were refused", in.Load(), refused.Load())
	}
}

// Shows COH-1 and SEC-33: links of open cohorts, replaced, closed and forged
// ones.
func TestLinkOfAnOpenCohort_COH1(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	c := s.cohort(func(in *cohorts.Input) { in.IsOpen = true })
	keyOf := func() string {
		overview, err := s.Cohorts.Overview(ctx, admin, c.ID)
		s.must(err)
		_, key, _ := strings.Cut(overview.Joining, "/join/")
		return key
	}
	first := keyOf()
	if met, err := s.Cohorts.Open(ctx, first); err != nil || met.Assessment != "Team Check" {
		t.Fatalf("%+v %v", met, err)
	}
	_, err := s.Cohorts.ReplaceLink(ctx, admin, c.ID)
	s.must(err)
	for name, key := range map[string]string{"replaced": first, "forged": strings.Repeat("A", len(first)), "empty": "", "an organization's key": s.Organizations.Key(s.home)} {
		if _, err := s.Cohorts.Join(ctx, key, cohorts.Participant{}); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	second := keyOf()
	testkit.UseFeatures(t, s.Backend, func(g *settings.General) { g.UseCohorts = false })
	if _, err := s.Cohorts.Open(ctx, second); !fault.Is(err, fault.NotFound) {
		t.Errorf("with Use Cohorts off: %v", err)
	}
	if _, err := s.Cohorts.List(ctx, admin, cohorts.Query{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("SET-3 the list with Use Cohorts off: %v", err)
	}
	testkit.UseFeatures(t, s.Backend, func(g *settings.General) { g.UseCohorts = true })
	_, err = s.Organizations.Archive(ctx, s.home.ID)
	s.must(err)
	if _, err := s.Cohorts.Open(ctx, second); !fault.Is(err, fault.Gone) {
		t.Errorf("with the organization archived: %v", err)
	}
}

// Shows COH-1: who has not answered is reminded, by hand and by itself, and
// nobody twice a day.
func TestReminders_COH1(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	c := s.cohort(func(in *cohorts.Input) { in.RemindDays = 7 })
	_, err := s.Cohorts.Invite(ctx, admin, c.ID, cohorts.Participant{Email: "slow@x.example"}, true)
	s.must(err)
	s.answer(c, "", "", 1, "a")
	reminded, err := s.Cohorts.RemindAll(ctx, admin, c.ID)
	if err != nil || reminded.Sent != 0 || reminded.Skipped != 1 {
		t.Errorf("just after the invitation: %+v %v", reminded, err)
	}
	s.Clock.Advance(25 * time.Hour)
	if reminded, err = s.Cohorts.RemindAll(ctx, admin, c.ID); err != nil || reminded.Sent != 1 {
		t.Errorf("a day later: %+v %v", reminded, err)
	}
	if sent, err := s.Responses.RemindDue(ctx, 10); err != nil || sent != 0 {
		t.Errorf("before its day: %d %v", sent, err)
	}
	s.Clock.Advance(22 * 24 * time.Hour) // seven days before closing
	for want := 1; want >= 0; want-- {
		if sent, err := s.Responses.RemindDue(ctx, 10); err != nil || sent != want {
			t.Errorf("on its day: %d, want %d, %v", sent, want, err)
		}
	}
	var mails int
	s.must(s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM outbox WHERE kind = 'mail_reminder' AND to_email = 'slow@x.example'").Scan(&mails).Error)
	if mails != 2 {
		t.Errorf("%d reminders", mails)
	}
}

// Shows ASM-1: drivers that are set by cohort hold for its responses, and no
// other place sets them.
func TestDriversByCohort_ASM1(t *testing.T) {
	s := openSite(t)
	ctx := t.Context()
	s.must(s.Store.Write(ctx).Exec("UPDATE assessments SET drivers_by = 'cohort' WHERE id = ?", s.assessment).Error)
	on := true
	if err := s.Responses.SetDrivers(ctx, admin, s.home.ID, s.assessment, map[string]*bool{"more": &on}); !fault.Is(err, fault.Conflict) {
		t.Errorf("set by organization all the same: %v", err)
	}
	with := s.cohort(func(in *cohorts.Input) { in.Drivers = responses.Drivers{"more": true, "unknown": true} })
	without := s.cohort(nil)
	for want, c := range map[int]cohorts.Cohort{2: with, 1: without} {
		made, err := s.Cohorts.Invite(ctx, admin, c.ID, cohorts.Participant{Email: "a@x.example"}, true)
		s.must(err)
		sitting, err := s.Responses.Begin(ctx, testkit.TokenOf(made))
		if err != nil || len(sitting.Sections) != want {
			t.Errorf("%d sections, want %d, %v", len(sitting.Sections), want, err)
		}
	}
}
