package responses_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/settings"
)

// useAllotments switches the feature and gives an organization a mode.
func (s *site) useAllotments(on bool) {
	s.Helper()
	general, err := s.settings.General(s.Context())
	s.must(err)
	general.UseAllotments = on
	s.must(s.settings.SaveGeneral(s.Context(), general))
}

func (s *site) organizationIn(mode, name string, parent int64) organizations.Organization {
	s.Helper()
	o, err := s.organizations.Create(s.Context(), organizations.Input{Name: name, ParentID: parent, ResponseAllotment: mode, AssessorName: "Ada Assessor", AssessorEmail: "ada@example.com"})
	s.must(err)
	return o
}

func (s *site) allot(o organizations.Organization, assessment, amount int64, change ...func(*allotments.Input)) allotments.Allotment {
	s.Helper()
	input := allotments.Input{OrganizationID: o.ID, AssessmentID: assessment, Amount: amount}
	for _, one := range change {
		one(&input)
	}
	a, err := s.allotments.Create(s.Context(), input)
	s.must(err)
	return a
}

func shared(in *allotments.Input) { in.IsShared = true }

// figures returns an allotment as "allocated used held available".
func (s *site) figures(id int64) string {
	s.Helper()
	row, err := s.allotments.Find(s.Context(), admin, id)
	s.must(err)
	return fmt.Sprint(row.Allocated, row.Used, row.Held, row.Available())
}

func (s *site) wantFigures(id int64, want string) {
	s.Helper()
	if got := s.figures(id); got != want {
		s.Errorf("the figures are %s, want %s", got, want)
	}
}

func (s *site) add(o organizations.Organization, assessment int64) (responses.Made, error) {
	s.Helper()
	return s.responses.Add(s.Context(), admin, responses.Input{OrganizationID: o.ID, AssessmentID: assessment, FirstName: "Aino"})
}

// TestParallelDraws_SEC35 makes 100 responses at once, by hand and by mail, on
// an allotment of 10.
// Shows SEC-35.
func TestParallelDraws_SEC35(t *testing.T) {
	s := openSite(t)
	s.useAllotments(true)
	o, assessment := s.organizationIn(settings.Allocated, "Halden", 0), s.assessment("A")
	a := s.allot(o, assessment, 10)
	var made, refused atomic.Int32
	var running sync.WaitGroup
	for i := range 100 {
		running.Go(func() {
			create := s.responses.Add
			if i%2 == 0 {
				create = s.responses.Invite
			}
			_, err := create(t.Context(), admin, responses.Input{OrganizationID: o.ID, AssessmentID: assessment, FirstName: "R", Email: fmt.Sprintf("r%d@example.com", i)})
			switch {
			case err == nil:
				made.Add(1)
			case fault.Is(err, fault.Exhausted):
				refused.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	running.Wait()
	if made.Load() != 10 || refused.Load() != 90 {
		t.Errorf("%d were made and %d refused", made.Load(), refused.Load())
	}
	s.wantFigures(a.ID, "10 0 10 0")
	page, err := s.responses.List(t.Context(), admin, responses.Query{})
	if err != nil || page.Count != 10 {
		t.Errorf("%d responses, %v", page.Count, err)
	}
	mails, err := s.outbox.List(t.Context(), admin, mail.Query{})
	if err != nil || mails.Count > 10 {
		t.Errorf("%d invitations, %v", mails.Count, err)
	}
}

// TestTopDownBesideDraws_ALT1 draws 60 times and tops down by one 60 times, at
// once, on an allotment of 50.
// Shows ALT-1.
func TestTopDownBesideDraws_ALT1(t *testing.T) {
	s := openSite(t)
	s.useAllotments(true)
	o, assessment := s.organizationIn(settings.Allocated, "Halden", 0), s.assessment("A")
	a := s.allot(o, assessment, 50)
	var drawn, taken atomic.Int64
	var running sync.WaitGroup
	for range 60 {
		running.Go(func() {
			if _, err := s.add(o, assessment); err == nil {
				drawn.Add(1)
			} else if !fault.Is(err, fault.Exhausted) {
				t.Error(err)
			}
		})
		running.Go(func() {
			if _, err := s.allotments.Take(t.Context(), a.ID, 1, ""); err == nil {
				taken.Add(1)
			} else if !fault.Is(err, fault.Invalid) {
				t.Error(err)
			}
		})
	}
	running.Wait()
	if drawn.Load()+taken.Load() != 50 {
		t.Errorf("%d were drawn and %d taken of 50", drawn.Load(), taken.Load())
	}
	s.wantFigures(a.ID, fmt.Sprint(50-taken.Load(), 0, drawn.Load(), 0))
}

// TestNothingUnthinkableIsStored_ALT1 shows that the database itself refuses
// what must never be.
// Shows ALT-1.
func TestNothingUnthinkableIsStored_ALT1(t *testing.T) {
	s := openSite(t)
	s.useAllotments(true)
	a := s.allot(s.organization("Halden", 0), s.assessment("A"), 3)
	for _, set := range []string{"allocated = -1", "used = -1", "held = -1", "held = 4", "used = 2, held = 2", "is_shared = 2", "warn_below = -1", "allocated = 1000000001"} {
		if err := s.store.Write(t.Context()).Exec("UPDATE allotments SET "+set+" WHERE id = ?", a.ID).Error; err == nil {
			t.Errorf("%s was stored", set)
		}
	}
}

// Shows ALT-1.
func TestWhatAResponseDoes_ALT1(t *testing.T) {
	s := openSite(t)
	s.useAllotments(true)
	o, assessment := s.organizationIn(settings.Allocated, "Halden", 0), s.assessment("A")
	a := s.allot(o, assessment, 2)
	first, token := s.invite(admin, o.ID, assessment, "Aino")
	s.wantFigures(a.ID, "2 0 1 1")
	s.finish(token)
	s.wantFigures(a.ID, "2 1 0 1")
	second, _ := s.invite(admin, o.ID, assessment, "Bo")
	s.wantFigures(a.ID, "2 1 1 0")

	t.Run("a completed one gives nothing back when it is deleted", func(*testing.T) {
		s.must(s.responses.Delete(t.Context(), admin, first.ID))
		s.wantFigures(a.ID, "2 1 1 0")
	})
	t.Run("cancelling gives back", func(*testing.T) {
		_, err := s.responses.Cancel(t.Context(), admin, second.ID)
		s.must(err)
		s.wantFigures(a.ID, "2 1 0 1")
		s.must(s.responses.Delete(t.Context(), admin, second.ID))
		s.wantFigures(a.ID, "2 1 0 1")
	})
	third, _ := s.invite(admin, o.ID, assessment, "Cleo")
	t.Run("one whose time is over counts as given back before it is written down", func(*testing.T) {
		s.clock.advance(31 * 24 * time.Hour)
		s.wantFigures(a.ID, "2 1 0 1")
		fourth, _ := s.invite(admin, o.ID, assessment, "Dag") // no ExpireDue between
		s.wantFigures(a.ID, "2 1 1 0")
		_, err := s.responses.Extend(t.Context(), admin, third.ID, s.store.Now().Add(time.Hour))
		if !fault.Is(err, fault.Exhausted) {
			t.Errorf("extending an expired one with none left: %v", err)
		}
		s.must(s.responses.Delete(t.Context(), admin, fourth.ID))
		_, err = s.responses.Extend(t.Context(), admin, third.ID, s.store.Now().Add(time.Hour))
		s.must(err)
		s.wantFigures(a.ID, "2 1 1 0")
	})
	t.Run("expiry gives back", func(*testing.T) {
		s.clock.advance(2 * time.Hour)
		_, err := s.responses.ExpireDue(t.Context())
		s.must(err)
		s.wantFigures(a.ID, "2 1 0 1")
	})
}

// Shows ALT-2.
func TestWhereADrawComesFrom_ALT2(t *testing.T) {
	s := openSite(t)
	s.useAllotments(true)
	assessment, other := s.assessment("A"), s.assessment("B")
	top := s.organizationIn(settings.Allocated, "Top", 0)
	middle := s.organizationIn(settings.Allocated, "Middle", top.ID)
	low := s.organizationIn(settings.Purchased, "Low", middle.ID)
	beside := s.organizationIn(settings.Allocated, "Beside", 0)
	topA, middleA, lowA := s.allot(top, assessment, 1, shared), s.allot(middle, assessment, 1), s.allot(low, assessment, 1)
	s.allot(beside, assessment, 5, shared)
	s.allot(top, other, 0, shared)

	draw := func(what string, want int64) *int64 {
		t.Helper()
		made, err := s.add(low, assessment)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if made.AllotmentID == nil || *made.AllotmentID != want {
			t.Errorf("%s came from %v, want %d", what, made.AllotmentID, want)
		}
		return &made.ID
	}
	draw("the first", lowA.ID)
	second := draw("the second, past an allotment that is not shared", topA.ID)
	if _, err := s.add(low, assessment); !fault.Is(err, fault.Exhausted) {
		t.Errorf("with nothing left: %v", err)
	}
	_, err := s.allotments.SetShared(t.Context(), middleA.ID, true)
	s.must(err)
	draw("the third, from the nearest", middleA.ID)

	t.Run("what is given back goes to where it came from, also after a move", func(*testing.T) {
		_, err := s.organizations.Update(t.Context(), low.ID, organizations.Input{Name: "Low", ParentID: beside.ID, ResponseAllotment: settings.Allocated})
		s.must(err)
		_, err = s.responses.Cancel(t.Context(), admin, *second)
		s.must(err)
		s.wantFigures(topA.ID, "1 0 0 1")
		made, err := s.add(low, assessment)
		s.must(err)
		if row, err := s.allotments.Find(t.Context(), admin, *made.AllotmentID); err != nil || row.Organization != "Beside" {
			t.Errorf("after the move it came from %s, %v", row.Organization, err)
		}
	})
	t.Run("another assessment is another allotment", func(*testing.T) {
		if _, err := s.add(middle, other); !fault.Is(err, fault.Exhausted) {
			t.Errorf("got %v", err)
		}
	})
}

// TestModes_ALT2 shows what each mode does, and the one message at zero.
// Shows ALT-2.
func TestModes_ALT2(t *testing.T) {
	s := openSite(t)
	assessment := s.assessment("A")
	for _, one := range []struct {
		mode, message string
		on            bool
	}{
		{settings.Unlimited, "", true},
		{settings.Allocated, "No responses are left for this organization and assessment. More must be allotted first.", true},
		{settings.Purchased, "No responses are left for this organization and assessment. More can be bought under Purchases.", true},
		{settings.Allocated, "", false},
	} {
		t.Run(fmt.Sprint(one.mode, one.on), func(t *testing.T) {
			s.useAllotments(one.on)
			o := s.organizationIn(one.mode, fmt.Sprint(one.mode, one.on), 0)
			for name, create := range map[string]func() error{
				"add": func() error { _, err := s.add(o, assessment); return err },
				"invite": func() error {
					_, err := s.responses.Invite(t.Context(), manager(o, []int64{assessment}), responses.Input{OrganizationID: o.ID, AssessmentID: assessment, Email: "a@example.com"})
					return err
				},
			} {
				err := create()
				switch refused := fault.As(err); {
				case one.message == "" && err != nil:
					t.Errorf("%s: %v", name, err)
				case one.message != "" && (refused == nil || refused.Code != fault.Exhausted || refused.Message != one.message):
					t.Errorf("%s: %v", name, err)
				}
			}
			usage, err := s.allotments.UsageOf(t.Context(), o.ID)
			if err != nil || (len(usage) == 1) != (one.message == "") {
				t.Errorf("usage %+v, %v", usage, err)
			}
		})
	}
}

// TestChangesInBetween_ALT2 changes the mode and the switch while responses are
// open: what was held stays so, what was not is never counted afterwards.
// Shows ALT-2.
func TestChangesInBetween_ALT2(t *testing.T) {
	s := openSite(t)
	assessment := s.assessment("A")
	o := s.organizationIn(settings.Allocated, "Halden", 0)
	_, free := s.invite(admin, o.ID, assessment, "Before") // Use Allotments is off
	s.useAllotments(true)
	a := s.allot(o, assessment, 1)
	_, held := s.invite(admin, o.ID, assessment, "Held")
	s.finish(free)
	s.wantFigures(a.ID, "1 0 1 0")
	_, err := s.organizations.Update(t.Context(), o.ID, organizations.Input{Name: o.Name, ResponseAllotment: settings.Unlimited})
	s.must(err)
	s.invite(admin, o.ID, assessment, "Unlimited")
	s.useAllotments(false)
	s.finish(held)
	s.wantFigures(a.ID, "1 1 0 0")
}

// Shows ALT-3.
func TestTopUpDownAndTransfer_ALT3(t *testing.T) {
	s := openSite(t)
	s.useAllotments(true)
	assessment := s.assessment("A")
	top := s.organizationIn(settings.Allocated, "Top", 0)
	below := s.organizationIn(settings.Allocated, "Below", top.ID)
	gone := s.organizationIn(settings.Allocated, "Gone", top.ID)
	beside := s.organizationIn(settings.Allocated, "Beside", 0)
	_, err := s.organizations.Archive(t.Context(), gone.ID)
	s.must(err)
	a := s.allot(top, assessment, 10)
	_, token := s.invite(admin, top.ID, assessment, "Aino")
	s.finish(token)
	s.invite(admin, top.ID, assessment, "Bo")
	s.wantFigures(a.ID, "10 1 1 8")

	field := func(err error, name string) string {
		if refused := fault.As(err); refused != nil {
			return refused.Fields[name]
		}
		return fmt.Sprint(err)
	}
	take := func(amount int64) error { _, err := s.allotments.Take(t.Context(), a.ID, amount, ""); return err }
	give := func(to, amount int64) error {
		_, err := s.allotments.Transfer(t.Context(), a.ID, to, amount, "")
		return err
	}
	for _, one := range []struct{ what, got, want string }{
		{"down under what is used and held", field(take(9), "amount"), "At most 8 can be taken: 1 are used and 1 are held by open responses."},
		{"nothing", field(take(0), "amount"), "Enter a number of responses, 1 or more."},
		{"less than nothing", field(take(-3), "amount"), "Enter a number of responses, 1 or more."},
		{"more than there can be", field(func() error { _, err := s.allotments.Add(t.Context(), a.ID, allotments.Most, ""); return err }(), "amount"), "An allotment holds at most 1,000,000,000 responses."},
		{"a long reason", field(func() error {
			_, err := s.allotments.Add(t.Context(), a.ID, 1, strings.Repeat("x", 501))
			return err
		}(), "reason"), "Use at most 500 characters."},
		{"across more than there is", field(give(below.ID, 9), "amount"), "At most 8 can be taken: 1 are used and 1 are held by open responses."},
		{"across to one beside", field(give(beside.ID, 1), "organizationId"), "Choose an organization below Top."},
		{"across to itself", field(give(top.ID, 1), "organizationId"), "Choose an organization below Top."},
		{"across to nobody", field(give(999, 1), "organizationId"), "Choose an organization from the list."},
		{"across to an archived one", field(give(gone.ID, 1), "organizationId"), "This organization is archived. Choose another."},
		{"a second one", field(func() error {
			_, err := s.allotments.Create(t.Context(), allotments.Input{OrganizationID: top.ID, AssessmentID: assessment, Amount: 1})
			return err
		}(), "assessmentId"), "This organization has an allotment for this assessment already. Top that up."},
	} {
		if one.got != one.want {
			t.Errorf("%s: %q, want %q", one.what, one.got, one.want)
		}
	}
	s.wantFigures(a.ID, "10 1 1 8")
	if _, there, err := s.allotments.Of(t.Context(), below.ID, assessment); there || err != nil {
		t.Errorf("a refused transfer left something behind: %v", err)
	}
	s.must(give(below.ID, 5))
	s.must(take(3))
	s.wantFigures(a.ID, "2 1 1 0")
	other, _, err := s.allotments.Of(t.Context(), below.ID, assessment)
	s.must(err)
	s.wantFigures(other.ID, "5 0 0 5")

	history, err := s.allotments.Changes(t.Context(), admin, a.ID, "", 0)
	s.must(err)
	var lines []string
	for _, line := range history.Items {
		lines = append(lines, fmt.Sprint(line.Kind, line.Amount, " ", line.Allocated, line.Other, line.ActorName))
	}
	if got := strings.Join(lines, "; "); got != "top_down-3 2Portico; transfer_out-5 5BelowPortico; top_up10 10Portico" {
		t.Errorf("the history reads %s", got)
	}
	t.Run("who sees the lower side alone isn't told the upper one", func(t *testing.T) {
		history, err := s.allotments.Changes(t.Context(), manager(below, []int64{assessment}), other.ID, "", 0)
		if err != nil || len(history.Items) != 1 || history.Items[0].Other != "" || history.Items[0].Kind != allotments.TransferIn {
			t.Errorf("got %+v, %v", history.Items, err)
		}
	})
	t.Run("removing is refused while responses hang on it", func(t *testing.T) {
		if err := s.allotments.Delete(t.Context(), a.ID); !fault.Is(err, fault.Conflict) {
			t.Errorf("got %v", err)
		}
		s.must(s.allotments.Delete(t.Context(), other.ID))
	})
	t.Run("off is off", func(t *testing.T) {
		s.useAllotments(false)
		if _, err := s.allotments.Add(t.Context(), a.ID, 1, ""); !fault.Is(err, fault.Unavailable) {
			t.Errorf("got %v", err)
		}
	})
}

// TestOneTransferOrNone_ALT3 breaks a transfer in its middle.
// Shows ALT-3.
func TestOneTransferOrNone_ALT3(t *testing.T) {
	s := openSite(t)
	s.useAllotments(true)
	top := s.organizationIn(settings.Allocated, "Top", 0)
	below := s.organizationIn(settings.Allocated, "Below", top.ID)
	a := s.allot(top, s.assessment("A"), 10)
	s.must(s.store.Write(t.Context()).Exec("CREATE TRIGGER broken BEFORE INSERT ON allotment_changes WHEN NEW.kind = 'transfer_in' BEGIN SELECT RAISE(ABORT, 'disk'); END").Error)
	if _, err := s.allotments.Transfer(t.Context(), a.ID, below.ID, 4, ""); err == nil {
		t.Fatal("the trigger did not fire")
	}
	s.wantFigures(a.ID, "10 0 0 10")
}

// Shows ALT-3.
func TestWarning_ALT3(t *testing.T) {
	s := openSite(t)
	s.useAllotments(true)
	assessment := s.assessment("A")
	o := s.organizationIn(settings.Allocated, "Halden", 0)
	a := s.allot(o, assessment, 4, func(in *allotments.Input) { in.WarnBelow = 3 })
	mails := func() []mail.Message {
		t.Helper()
		page, err := s.outbox.List(t.Context(), admin, mail.Query{})
		s.must(err)
		var warnings []mail.Message
		for _, one := range page.Items {
			if one.Kind == "mail_allotment_low" {
				warnings = append(warnings, one)
			}
		}
		return warnings
	}
	low := func(want int64) {
		t.Helper()
		if got, err := s.allotments.LowCount(t.Context()); err != nil || got != want {
			t.Errorf("%d are low, want %d, %v", got, want, err)
		}
	}
	_, err := s.add(o, assessment)
	s.must(err)
	low(0)
	if len(mails()) != 0 {
		t.Fatal("3 left is not under 3")
	}
	second, err := s.add(o, assessment)
	s.must(err)
	low(1)
	if got := mails(); len(got) != 1 || got[0].ToEmail != "ada@example.com" || got[0].Subject != "Check A: 2 responses left" {
		t.Fatalf("the first warning: %+v", got)
	}
	_, err = s.responses.Cancel(t.Context(), admin, second.ID)
	s.must(err)
	_, err = s.add(o, assessment)
	s.must(err)
	if len(mails()) != 1 {
		t.Error("giving back and drawing again warned again")
	}
	// A manager of the organization who has the assessment is told instead.
	s.must(s.store.Write(t.Context()).Exec("UPDATE users SET email = 'inger@example.com', first_name = 'Inger', language = 'de' WHERE id = 7").Error)
	s.must(s.store.Write(t.Context()).Exec("INSERT INTO user_organizations (user_id, organization_id) VALUES (7, ?)", o.ID).Error)
	s.must(s.store.Write(t.Context()).Exec("INSERT INTO user_assessments (user_id, assessment_id) VALUES (7, ?)", assessment).Error)
	_, err = s.allotments.Add(t.Context(), a.ID, 1, "")
	s.must(err)
	low(0)
	_, err = s.allotments.Take(t.Context(), a.ID, 2, "")
	s.must(err)
	if got := mails(); len(got) != 2 || got[0].ToEmail != "inger@example.com" || got[0].Subject != "Check A: noch 1 Antworten übrig" {
		t.Errorf("the second warning: %+v", got)
	}
}

// TestWhoSeesAllotments_MGR5 lists for managers beside each other.
// Shows MGR-5.
func TestWhoSeesAllotments_MGR5(t *testing.T) {
	s := openSite(t)
	s.useAllotments(true)
	one, two := s.assessment("A"), s.assessment("B")
	top := s.organizationIn(settings.Allocated, "Top", 0)
	left, right := s.organizationIn(settings.Allocated, "Left", top.ID), s.organizationIn(settings.Purchased, "Right", top.ID)
	s.allot(top, one, 9, shared)
	ofLeft := s.allot(left, one, 5)
	s.allot(left, two, 2)
	s.allot(right, one, 3)
	for _, who := range []struct {
		name  string
		scope access.Scope
		want  string
	}{
		{"the administrator", admin, "Left/Check A Left/Check B Right/Check A Top/Check A"},
		{"a parent's manager", manager(top, []int64{one, two}), "Left/Check A Left/Check B Right/Check A Top/Check A"},
		{"Own organization only", manager(top, []int64{one}, access.OwnOrganizationOnly), "Top/Check A"},
		{"the left one with one assessment", manager(left, []int64{one}), "Left/Check A"},
		{"the right one", manager(right, []int64{one, two}), "Right/Check A"},
		{"one without assessments", manager(top, nil), ""},
		{"nobody", access.Scope{}, ""},
	} {
		var got []string
		for after := ""; ; {
			page, err := s.allotments.List(t.Context(), who.scope, allotments.Query{Limit: 2, After: after})
			s.must(err)
			for _, row := range page.Items {
				got = append(got, row.Organization+"/"+row.Assessment)
			}
			if after = page.Next; after == "" {
				break
			}
		}
		if strings.Join(got, " ") != who.want {
			t.Errorf("%s sees %v, want %s", who.name, got, who.want)
		}
	}
	if _, err := s.allotments.Find(t.Context(), manager(right, []int64{one, two}), ofLeft.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("another's: %v", err)
	}
	hidden := manager(left, []int64{one}, access.HideAllotments)
	if _, err := s.allotments.List(t.Context(), hidden, allotments.Query{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("Hide allotments lists: %v", err)
	}
	if _, err := s.allotments.Find(t.Context(), hidden, ofLeft.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("Hide allotments finds: %v", err)
	}
	for _, query := range []struct {
		allotments.Query
		want string
	}{
		{allotments.Query{Search: "ri"}, "Right"}, {allotments.Query{Sort: "-available", Limit: 1}, "Top"}, {allotments.Query{State: allotments.Shared}, "Top"},
		{allotments.Query{AssessmentID: two}, "Left"}, {allotments.Query{OrganizationID: right.ID}, "Right"}, {allotments.Query{State: allotments.Empty}, ""},
	} {
		page, err := s.allotments.List(t.Context(), admin, query.Query)
		s.must(err)
		got := ""
		if len(page.Items) > 0 {
			got = page.Items[0].Organization
		}
		if got != query.want {
			t.Errorf("%+v finds %q, want %q", query.Query, got, query.want)
		}
	}
	leftOver, err := s.allotments.Left(t.Context(), manager(left, []int64{one, two}))
	s.must(err)
	if len(leftOver) != 2 || leftOver[0].Available != 14 || leftOver[1].Available != 2 {
		t.Errorf("what is left, with what is shared from above: %+v", leftOver)
	}
}

// TestAllotmentsInUse_ORG5: deleting an organization is refused while an allotment exists.
// Shows ORG-5.
func TestAllotmentsInUse_ORG5(t *testing.T) {
	s := openSite(t)
	s.useAllotments(true)
	o := s.organization("Halden", 0)
	s.allot(o, s.assessment("A"), 0)
	uses, err := s.allotments.InUse(t.Context(), o.ID)
	if err != nil || strings.Join(uses, "") != "1 allotment" {
		t.Errorf("got %v, %v", uses, err)
	}
	if err := s.store.Write(t.Context()).Exec("DELETE FROM organizations WHERE id = ?", o.ID).Error; err == nil {
		t.Error("the database let an organization with an allotment go")
	}
}
