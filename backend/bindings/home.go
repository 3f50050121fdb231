package bindings

import (
	"context"
	"fmt"
	"time"

	"portico/backend"
	"portico/backend/organizations"
	"portico/backend/registrations"
	"portico/backend/rehearsal"
	"portico/backend/settings"
	"portico/backend/sitetext"
	"portico/backend/users"
)

// SetupStep is one step of the setup guide, judged from the data.
type SetupStep struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
	State  string `json:"state"` // "done", "todo", "optional"
	Detail string `json:"detail"`
	Button string `json:"button"`
	To     string `json:"to"` // the interface's address, e.g. "/settings/features/general"
}

// Attention is one thing that needs the administrator.
type Attention struct {
	Tone   string `json:"tone"` // "warn" or "bad"
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Button string `json:"button"`
	To     string `json:"to"`
}

// Figure is a number that matters and what it means.
type Figure struct {
	Label string `json:"label"`
	Value int64  `json:"value"`
	Note  string `json:"note"`
	To    string `json:"to"`
}

// WeekCount is a number of registrations in the week that begins on Week.
type WeekCount struct {
	Week  string `json:"week"` // YYYY-MM-DD in the site's time zone
	Count int64  `json:"count"`
}

// HomeOverview is everything on Home.
type HomeOverview struct {
	Steps         []SetupStep `json:"steps"`
	Done          int         `json:"done"`
	Attention     []Attention `json:"attention"`
	Figures       []Figure    `json:"figures"`
	Registrations []WeekCount `json:"registrations"` // twelve weeks, oldest first
}

// Home is the bridge behind the first screen.
type Home struct{ core *Core }

// Overview returns everything on Home.
func (h *Home) Overview() (HomeOverview, error) {
	ctx, b, err := h.core.enter()
	if err != nil {
		return HomeOverview{}, err
	}
	facts, err := gatherFacts(ctx, b)
	if err != nil {
		return HomeOverview{}, err
	}
	overview := HomeOverview{Steps: facts.steps(), Attention: facts.attention(), Figures: facts.figures(), Registrations: []WeekCount{}}
	for _, step := range overview.Steps {
		if step.State == stepDone {
			overview.Done++
		}
	}
	for _, week := range facts.weeks {
		overview.Registrations = append(overview.Registrations, WeekCount{Week: week.Begins.Format(time.DateOnly), Count: week.Count})
	}
	return overview, nil
}

// facts is everything that Home is judged from.
type facts struct {
	general       settings.General
	status        registrations.Status
	organizations organizations.Figures
	users         users.Figures
	weeks         []registrations.Week
	texts         int // of the three that partners see, how many show something
	ownTexts      int // of those, how many were written by the administrator
	responses     int64
	completed     int64
	published     int
	listener      ListenerState
	rehearsal     rehearsal.Summary // the last one; the zero one before the first
}

// partnerTexts are the three of step 6.
var partnerTexts = []sitetext.Kind{sitetext.Initiation, sitetext.FirstTime, sitetext.Help}

func gatherFacts(ctx context.Context, b *backend.Backend) (f facts, err error) {
	if f.general, err = b.Settings.General(ctx); err != nil {
		return f, err
	}
	if f.status, err = b.Registrations.Status(ctx); err != nil {
		return f, err
	}
	if f.organizations, err = b.Organizations.Figures(ctx); err != nil {
		return f, err
	}
	if f.users, err = b.Users.Figures(ctx, b.Store.Now().AddDate(0, 0, -7)); err != nil {
		return f, err
	}
	if f.weeks, err = b.Registrations.Weeks(ctx, 12, f.general.Location(), 0); err != nil {
		return f, err
	}
	for _, kind := range partnerTexts {
		entry, err := b.Texts.Get(ctx, kind, sitetext.Place{})
		if err != nil {
			return f, err
		}
		if entry.Text.Body != "" {
			f.texts++
		}
		if !entry.IsDefault {
			f.ownTexts++
		}
	}
	total, err := b.Responses.Total(ctx)
	if err != nil {
		return f, err
	}
	f.responses, f.completed = total.All, total.Completed
	all, err := b.Assessments.List(ctx, everything)
	if err != nil {
		return f, err
	}
	for _, one := range all {
		if one.PublishedVersionID != nil {
			f.published++
		}
	}
	if f.rehearsal, _, err = rehearsal.Last(ctx, b.Store); err != nil {
		return f, err
	}
	f.listener, err = listenerState(ctx, b)
	return f, err
}

// The states of a step.
const (
	stepDone     = "done"
	stepTodo     = "todo"
	stepOptional = "optional"
)

func stateOf(done bool, otherwise string) string {
	if done {
		return stepDone
	}
	return otherwise
}

// steps judges the eight steps of the setup guide from the data.
func (f facts) steps() []SetupStep {
	enabled := f.general.UseOrganization && f.general.UsePartnerPortal
	portal, model := f.status.Portal, f.status.Model
	hasModel := model.User.ID != 0
	open := enabled && portal.AllowExternalOrganizationCreation && f.status.ModelProblem == "" && f.status.LevelProblem == ""
	step := func(number int, title, state, detail, button, to string) SetupStep {
		return SetupStep{Number: number, Title: title, State: state, Detail: detail, Button: button, To: to}
	}
	return []SetupStep{
		step(1, "Enable Organizations and the Partner Portal", stateOf(enabled, stepTodo),
			choose(enabled, "Both features are on.", "Tick Use Organization and Use Partner Portal."), choose(enabled, "View", "Switch on"), "/settings/features/general"),
		step(2, "Create a Model Organization", stateOf(model.OrganizationID != 0 || f.organizations.Active > 0, stepTodo),
			choose(model.OrganizationID != 0, "“"+model.Organization+"”.", choose(f.organizations.Active > 0, count(f.organizations.Active, "organization", "organizations")+".", "A template that new partners are copied from. Not needed when you set partners up by hand.")),
			choose(f.organizations.Active > 0, "View", "Create"), choose(f.organizations.Active > 0, "/organizations", "/organizations/new")),
		step(3, "Create a Model User", stateOf(hasModel || f.users.Managers > 0, stepTodo),
			choose(hasModel, model.User.Name()+": "+count(int64(len(model.Assessments)), "assessment", "assessments")+", "+count(int64(len(model.Restrictions)), "restriction", "restrictions")+".",
				choose(f.published == 0, "An Assessment Manager with an organization and an assessment. Import and publish an assessment first.", "An Assessment Manager with an organization and at least one assessment.")),
			choose(f.users.Managers > 0, "View", choose(f.published == 0, "Assessments", "Create")), choose(f.users.Managers > 0, "/users", choose(f.published == 0, "/assessments", "/users/new"))),
		step(4, "Configure the Partner Portal", stateOf(enabled && (open || hasModel), stepTodo),
			choose(open, "Partners register at once and start with "+allocationLabel(portal.DefaultResourceAllocation)+".", "Who may register, what they start with, what they manage themselves."), "Settings", "/settings/features/partner-portal"),
		step(5, "Set up the registration link", stateOf(open && f.listener.Running, stepTodo),
			choose(!open, "The link comes with Allow External Organization Creation.", choose(f.listener.Running,
				"Copied "+count(f.status.Link.Copied, "time", "times")+", opened "+count(f.status.Link.Opened, "time", "times")+".", "The portal is closed: start its listener, then copy the link.")),
			choose(open && !f.listener.Running, "Listener", "Copy URL"), choose(open && !f.listener.Running, "/settings/listener", "/settings/features/partner-portal")),
		step(6, "Add portal text and help", stateOf(f.ownTexts == len(partnerTexts), stepOptional),
			fmt.Sprintf("%d of %d texts are your own, %d are shown.", f.ownTexts, len(partnerTexts), f.texts), "Texts", "/settings/features/site-text"),
		step(7, "Restrict Organization Settings per manager", stateOf(f.users.HiddenSettings > 0, stepOptional),
			choose(f.users.HiddenSettings > 0, "Hidden for "+count(f.users.HiddenSettings, "manager", "managers")+".", choose(f.users.Managers > 0, "Optional. "+choose(f.users.Managers == 1, "The one manager sees", "All "+fmt.Sprint(f.users.Managers)+" managers see")+" the menu.", "Optional. Every manager sees the menu.")), "Choose", "/users"),
		step(8, "Test the flow", stateOf(f.rehearsal.Outcome == rehearsal.OutcomePassed, stepTodo), f.rehearsed(),
			choose(f.rehearsal.ID == 0, "Rehearse", "Rehearsal"), "/rehearsal"),
	}
}

// rehearsed says how the last rehearsal went.
func (f facts) rehearsed() string {
	last := f.rehearsal
	if last.ID == 0 {
		return "A rehearsal plays it on a copy of the site: a test partner registers, signs in and invites somebody."
	}
	when := last.EndedAt.In(f.general.Location()).Format("2 January 2006, 15:04")
	if last.Outcome == rehearsal.OutcomePassed {
		return fmt.Sprintf("Rehearsed on %s: passed, %s.", when, count(int64(last.Passed), "step", "steps"))
	}
	return fmt.Sprintf("Rehearsed on %s: %d of %d steps failed.", when, last.Failed, last.Steps)
}

// attention gathers what needs the administrator.
func (f facts) attention() []Attention {
	needs := []Attention{}
	if f.status.ModelProblem != "" {
		needs = append(needs, Attention{"bad", "Nobody can register", f.status.ModelProblem, "Mend", "/settings/features/partner-portal"})
	}
	if f.status.LevelProblem != "" {
		needs = append(needs, Attention{"bad", "Nobody can register", f.status.LevelProblem, "Mend", "/settings/features/partner-portal"})
	}
	if f.listener.Problem != "" {
		needs = append(needs, Attention{"bad", "The portal can't start", f.listener.Problem, "Mend", "/settings/listener"})
	} else if f.general.UsePartnerPortal && !f.listener.Running {
		needs = append(needs, Attention{"warn", "The portal is closed", "Links lead nowhere until its listener runs.", "Start", "/settings/listener"})
	}
	if f.listener.Running && f.listener.Warning != "" {
		needs = append(needs, Attention{"warn", "The portal is not protected", f.listener.Warning, "Mend", "/settings/listener"})
	}
	if f.rehearsal.Outcome == rehearsal.OutcomeFailed {
		needs = append(needs, Attention{"warn", "The last rehearsal failed", fmt.Sprintf("%d of %d steps found something wrong.", f.rehearsal.Failed, f.rehearsal.Steps), "See", fmt.Sprintf("/rehearsal?report=%d", f.rehearsal.ID)})
	}
	return needs
}

// figures are the numbers that matter.
func (f facts) figures() []Figure {
	var month int64
	for _, week := range f.weeks[max(0, len(f.weeks)-4):] {
		month += week.Count
	}
	return []Figure{
		{"organizations", f.organizations.Active, choose(month > 0, fmt.Sprintf("%d new in four weeks", month), ""), "/organizations"},
		{"managers signed in this week", f.users.SignedInSince, choose(f.users.Managers > 0, fmt.Sprintf("of %d", f.users.Managers), ""), "/users"},
		{"responses", f.responses, choose(f.responses > 0, fmt.Sprintf("%d %% completed", percent(f.completed, f.responses)), ""), "/responses"},
		{"published assessments", int64(f.published), "", "/assessments"},
	}
}

func percent(part, whole int64) int64 {
	if whole == 0 {
		return 0
	}
	return 100 * part / whole
}

func choose(condition bool, yes, no string) string {
	if condition {
		return yes
	}
	return no
}

// count writes "1 organization" or "3 organizations".
func count(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func allocationLabel(allocation string) string {
	switch allocation {
	case settings.Allocated:
		return "Allocated"
	case settings.Purchased:
		return "Can Be Purchased"
	}
	return "Unlimited"
}
