package responses_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"portico/backend/allotments"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/settings"
	"portico/backend/store"
	"portico/backend/testkit"
)

// place is where an allotment is.
type place struct{ organization, assessment int64 }

// allotted is an allotment as the model has it.
type allotted struct {
	id                    int64
	allocated, used, held int64
	shared                bool
}

func (a allotted) available() int64 { return a.allocated - a.used - a.held }

// answered is a response as the model has it.
type answered struct {
	id      int64
	token   string
	at      place
	state   responses.State
	expires time.Time
	from    *allotted // what it holds or has used
}

// model plays the rules of ALT-1 and ALT-2 in memory, beside the site.
type model struct {
	*site
	random        *rand.Rand
	parents       map[int64]int64
	modes         map[int64]string
	names         map[int64]string
	organizations []int64
	assessments   []int64
	on            bool
	allotments    map[place]*allotted
	responses     []*answered
	deletedUsed   map[*allotted]int64
	said          map[string]int
}

func (m *model) now() time.Time { return m.clock.Now() }

// settle ends what is over, and returns what undoes that: a refusal takes the
// whole transaction back.
func (m *model) settle() (undo func()) {
	before := map[*answered]answered{}
	for _, r := range m.responses {
		if r.state.IsOpen() && !m.now().Before(r.expires) {
			before[r] = *r
			m.end(r, responses.Expired)
		}
	}
	return func() {
		for r, was := range before {
			if *r = was; r.from != nil {
				r.from.held++
			}
		}
	}
}

// end ends an open response: what it held is free again.
func (m *model) end(r *answered, state responses.State) {
	if r.state.IsOpen() && r.from != nil {
		r.from.held--
		r.from = nil
	}
	r.state = state
}

// hold says what a draw must give: from where, and whether it goes through.
func (m *model) hold(at place) (*allotted, bool) {
	if !m.on || m.modes[at.organization] == settings.Unlimited {
		return nil, true
	}
	undo := func() {}
	for range 2 {
		for o := at.organization; o != 0; o = m.parents[o] {
			if a := m.allotments[place{o, at.assessment}]; a != nil && a.available() > 0 && (o == at.organization || a.shared) {
				a.held++
				return a, true
			}
		}
		again, first := m.settle(), undo
		undo = func() { again(); first() }
	}
	undo()
	return nil, false
}

func (m *model) pickPlace() place {
	return place{m.organizations[m.random.IntN(len(m.organizations))], m.assessments[m.random.IntN(len(m.assessments))]}
}

func (m *model) pickResponse(want func(responses.State) bool) *answered {
	for range 20 {
		if len(m.responses) == 0 {
			return nil
		}
		if r := m.responses[m.random.IntN(len(m.responses))]; want(r.state) {
			return r
		}
	}
	return nil
}

func (m *model) pickAllotment() (place, *allotted) {
	for range 20 {
		at := m.pickPlace()
		if a := m.allotments[at]; a != nil {
			return at, a
		}
	}
	return place{}, nil
}

// expect compares what an operation said with what it must say.
func (m *model) expect(what string, err error, code fault.Code) bool {
	m.Helper()
	switch {
	case code == "" && err != nil:
		m.Fatalf("%s: %v", what, err)
	case code != "" && !fault.Is(err, code):
		m.Fatalf("%s: got %v, want %s", what, err, code)
	}
	m.said[what+" "+string(code)]++
	return err == nil
}

func (m *model) invite() {
	at := m.pickPlace()
	before := len(m.responses)
	from, held := m.hold(at)
	code := fault.Code("")
	if !held {
		code = fault.Exhausted
	}
	expires := store.At(m.now()).Add(time.Duration(1+m.random.IntN(72)) * time.Hour)
	create := m.site.responses.Invite
	if m.random.IntN(2) == 0 {
		create = m.site.responses.Add
	}
	made, err := create(m.Context(), admin, responses.Input{OrganizationID: at.organization, AssessmentID: at.assessment, FirstName: "R", Email: fmt.Sprintf("r%d@example.com", before), ExpiresAt: expires})
	if m.expect("make", err, code) {
		_, token, _ := strings.Cut(made.Link, "/r/")
		m.responses = append(m.responses, &answered{made.ID, token, at, responses.Invited, expires.Time, from})
	}
}

func (m *model) complete() {
	r := m.pickResponse(responses.State.IsOpen)
	if r == nil {
		return
	}
	_, err := m.site.responses.Save(m.Context(), r.token, "one", map[string][]string{"clear": {"4"}}, responses.Next)
	if !m.now().Before(r.expires) {
		m.expect("complete late", err, fault.Gone)
		return
	}
	m.expect("answer", err, "")
	r.state = responses.InProgress
	if m.random.IntN(3) == 0 {
		return // left in the middle
	}
	_, err = m.site.responses.Save(m.Context(), r.token, "two", map[string][]string{"which": {"b"}}, responses.Next)
	m.expect("complete", err, "")
	r.state = responses.Completed
	if r.from != nil {
		r.from.held, r.from.used = r.from.held-1, r.from.used+1
	}
}

func (m *model) cancel() {
	if r := m.pickResponse(func(s responses.State) bool { return s.IsOpen() || s == responses.Expired }); r != nil {
		_, err := m.site.responses.Cancel(m.Context(), admin, r.id)
		m.expect("cancel", err, "")
		m.end(r, responses.Cancelled)
	}
}

func (m *model) remove() {
	r := m.pickResponse(func(responses.State) bool { return true })
	if r == nil {
		return
	}
	m.expect("delete "+string(r.state), m.site.responses.Delete(m.Context(), admin, r.id), "")
	if r.state == responses.Completed && r.from != nil {
		m.deletedUsed[r.from]++ // used stays used
	} else {
		m.end(r, r.state)
	}
	for i := range m.responses {
		if m.responses[i] == r {
			m.responses = append(m.responses[:i], m.responses[i+1:]...)
			return
		}
	}
}

func (m *model) extend() {
	r := m.pickResponse(func(s responses.State) bool { return s.IsOpen() || s == responses.Expired })
	if r == nil {
		return
	}
	until := store.At(m.now()).Add(time.Duration(1+m.random.IntN(72)) * time.Hour)
	code := fault.Code("")
	if r.state == responses.Expired {
		from, held := m.hold(r.at)
		if r.from = from; !held {
			code = fault.Exhausted
		}
	}
	was := r.state
	_, err := m.site.responses.Extend(m.Context(), admin, r.id, until)
	if m.expect("extend "+string(was), err, code) {
		r.expires, r.state = until.Time, responses.Invited
	}
}

func (m *model) topUp() {
	at, amount := m.pickPlace(), int64(1+m.random.IntN(12))
	if a := m.allotments[at]; a != nil {
		_, err := m.site.allotments.Add(m.Context(), a.id, amount, "more")
		m.expect("top up", err, "")
		a.allocated += amount
		return
	}
	m.create(at, amount)
}

func (m *model) topDown() {
	_, a := m.pickAllotment()
	if a == nil {
		return
	}
	amount, code := int64(1+m.random.IntN(12)), fault.Code("")
	if a.available() < amount {
		if undo := m.settle(); a.available() < amount {
			undo()
			code = fault.Invalid
		}
	}
	_, err := m.site.allotments.Take(m.Context(), a.id, amount, "less")
	if m.expect("top down", err, code) {
		a.allocated -= amount
	}
}

func (m *model) transfer() {
	at, a := m.pickAllotment()
	to := m.pickPlace().organization
	if a == nil {
		return
	}
	below := false
	for o := m.parents[to]; o != 0; o = m.parents[o] {
		below = below || o == at.organization
	}
	amount, code := int64(1+m.random.IntN(12)), fault.Code("")
	if !below {
		code = fault.Invalid
	} else if a.available() < amount {
		if undo := m.settle(); a.available() < amount {
			undo()
			code = fault.Invalid
		}
	}
	_, err := m.site.allotments.Transfer(m.Context(), a.id, to, amount, "across")
	if !m.expect("transfer", err, code) {
		return
	}
	a.allocated -= amount
	target := place{to, at.assessment}
	if m.allotments[target] == nil {
		made, there, err := m.site.allotments.Of(m.Context(), to, at.assessment)
		if err != nil || !there {
			m.Fatalf("transfer made nothing: %v", err)
		}
		m.allotments[target] = &allotted{id: made.ID}
	}
	m.allotments[target].allocated += amount
}

func (m *model) share() {
	if _, a := m.pickAllotment(); a != nil {
		a.shared = !a.shared
		_, err := m.site.allotments.SetShared(m.Context(), a.id, a.shared)
		m.expect("share", err, "")
	}
}

func (m *model) changeOrganization() {
	id := m.organizations[m.random.IntN(len(m.organizations))]
	parent, mode := m.parents[id], []string{settings.Unlimited, settings.Allocated, settings.Allocated, settings.Purchased}[m.random.IntN(4)]
	if m.random.IntN(2) == 0 && parent != 0 { // move
		parent = m.organizations[m.random.IntN(len(m.organizations))]
	}
	_, err := m.site.organizations.Update(m.Context(), id, organizations.Input{Name: m.names[id], ParentID: parent, ResponseAllotment: mode})
	if err == nil {
		m.parents[id], m.modes[id] = parent, mode
		m.said["change organization"]++
	} else if !fault.Is(err, fault.Invalid) {
		m.Fatal(err)
	}
}

func (m *model) switchAllotments(on bool) {
	general, err := m.settings.General(m.Context())
	m.must(err)
	general.UseAllotments = on
	m.must(m.settings.SaveGeneral(m.Context(), general))
	m.on = on
}

// compare holds the site against the model, and against a recount from the
// responses.
func (m *model) compare(operation string) {
	m.Helper()
	var rows []struct {
		ID, OrganizationID, AssessmentID, Allocated, Used, Held, Open, Completed int64
	}
	m.must(m.store.Read(m.Context()).Raw(`SELECT a.*,
		(SELECT COUNT(*) FROM responses r WHERE r.allotment_id = a.id AND r.state IN ('invited', 'in_progress')) AS open,
		(SELECT COUNT(*) FROM responses r WHERE r.allotment_id = a.id AND r.state = 'completed') AS completed FROM allotments a`).Scan(&rows).Error)
	if len(rows) != len(m.allotments) {
		m.Fatalf("%s: %d allotments, want %d", operation, len(rows), len(m.allotments))
	}
	for _, row := range rows {
		want := m.allotments[place{row.OrganizationID, row.AssessmentID}]
		if want == nil || want.allocated != row.Allocated || want.used != row.Used || want.held != row.Held {
			m.Fatalf("%s: %+v, want %+v", operation, row, want)
		}
		if row.Held != row.Open || row.Used != row.Completed+m.deletedUsed[want] {
			m.Fatalf("%s: held %d of %d open, used %d of %d completed and %d deleted", operation, row.Held, row.Open, row.Used, row.Completed, m.deletedUsed[want])
		}
		if available := row.Allocated - row.Used - row.Held; available < 0 {
			m.Fatalf("%s: %d are available", operation, available)
		}
	}
}

func newModel(t *testing.T, seed uint64) *model {
	s := openSite(t)
	// The test writes some 15,000 times; what is on the disk after a crash is
	// shown elsewhere.
	s.must(s.store.Write(t.Context()).Exec("PRAGMA synchronous = OFF").Error)
	m := &model{
		site: s, random: rand.New(rand.NewPCG(seed, 1)), parents: map[int64]int64{}, modes: map[int64]string{}, names: map[int64]string{},
		allotments: map[place]*allotted{}, deletedUsed: map[*allotted]int64{}, said: map[string]int{},
		assessments: []int64{s.assessment("A"), s.assessment("B")},
	}
	for i, above := range []int{-1, 0, 0, 1, 1, 3} {
		parent := int64(0)
		if above >= 0 {
			parent = m.organizations[above]
		}
		o := s.organization(fmt.Sprintf("Organization %d", i), parent)
		m.organizations = append(m.organizations, o.ID)
		m.parents[o.ID], m.modes[o.ID], m.names[o.ID] = parent, settings.Unlimited, o.Name
	}
	m.switchAllotments(true)
	return m
}

// TestAllotmentsAddUp_ALT1 plays 10,000 random operations over a tree of
// organizations. After each of them Allocated = Used + Held + Available, as a
// model in memory and a recount of the responses say it.
func TestAllotmentsAddUp_ALT1(t *testing.T) {
	m := newModel(t, 20261102)
	operations := []struct {
		name string
		of   int // how often, of all
		do   func()
	}{
		{"invite", 40, m.invite}, {"complete", 16, m.complete}, {"cancel", 5, m.cancel}, {"delete", 7, m.remove}, {"extend", 8, m.extend},
		{"top up", 4, m.topUp}, {"top down", 4, m.topDown}, {"transfer", 5, m.transfer}, {"share", 3, m.share}, {"organization", 3, m.changeOrganization},
		{"time", 3, func() { m.clock.advance(time.Duration(m.random.IntN(20)) * time.Hour) }},
		{"expire", 1, func() { _, err := m.site.responses.ExpireDue(t.Context()); m.must(err); m.settle() }},
		{"switch", 1, func() { m.switchAllotments(m.random.IntN(4) > 0) }},
	}
	all := 0
	for _, one := range operations {
		all += one.of
	}
	if testkit.Race {
		t.Skip("one at a time: nothing to race")
	}
	steps, least := 10000, 10
	if testing.Short() {
		steps, least = 2000, 1 // the same ways, fewer times
	}
	for i := range steps {
		roll := m.random.IntN(all)
		for _, one := range operations {
			if roll -= one.of; roll < 0 {
				if !m.on && strings.Contains("top up top down transfer share", one.name) {
					m.switchAllotments(true) // else they are refused
				}
				one.do()
				m.compare(fmt.Sprintf("%d %s", i, one.name))
				break
			}
		}
	}
	for _, what := range []string{"make ", "make exhausted", "complete ", "complete late gone", "extend expired ", "extend expired exhausted", "extend invited ",
		"top down invalid", "top down ", "transfer ", "transfer invalid", "delete completed ", "delete invited ", "cancel ", "change organization"} {
		if m.said[what] < least {
			t.Errorf("%q came %d times only: the test has lost its force (%v)", what, m.said[what], m.said)
		}
	}
}

func (m *model) create(at place, amount int64) {
	made, err := m.site.allotments.Create(m.Context(), allotments.Input{OrganizationID: at.organization, AssessmentID: at.assessment, Amount: amount})
	m.expect("create", err, "")
	m.allotments[at] = &allotted{id: made.ID, allocated: amount}
}
