package guide

import (
	"fmt"

	"portico/backend/rehearsal"
	"portico/backend/settings"
)

// The states of a step.
const (
	Done      = "done"
	ToDo      = "todo"
	Optional  = "optional"
	NotNeeded = "not_needed"
)

// Step is one step of the setup guide, judged from the data.
type Step struct {
	Title  string
	State  string
	Detail string // what is there now, in one sentence
	Button string // "" where nothing is left to do
	To     string // the interface's address, e.g. "/settings/features/general"
	Copies bool   // the button copies the registration link
}

// selfRegistration are the eight steps of the setup guide, in its own words and
// order.
func (f facts) selfRegistration() []Step {
	return []Step{
		f.enable(), f.modelOrganization(), f.modelUser(), f.configure(ToDo), f.link(), f.addTexts(), f.restrict(), f.test(),
	}
}

// manual is the way of an administrator who makes partners by hand.
func (f facts) manual() []Step {
	organization, user := f.modelOrganization(), f.modelUser()
	for _, step := range []*Step{&organization, &user} {
		step.State, step.Button, step.To = NotNeeded, "", ""
		step.Detail = "Not needed: it is the template for partners who register themselves."
	}
	return []Step{
		f.enable(), organization, user, f.createOrganization(), f.createManager(), f.sendActivation(), f.configure(Optional), f.openPortal(), f.addTexts(), f.restrict(), f.test(),
	}
}

func (f facts) isOn() bool { return f.general.UseOrganization && f.general.UsePartnerPortal }

// isOpen reports whether partners can register, once the listener runs.
func (f facts) isOpen() bool {
	return f.isOn() && f.status.Portal.AllowExternalOrganizationCreation && f.status.ModelProblem == "" && f.status.LevelProblem == ""
}

func (f facts) enable() Step {
	step := Step{"Enable Organizations and the Partner Portal", ToDo, "Tick Use Organization and Use Partner Portal.", "Switch on", "/settings/features/general", false}
	switch {
	case f.isOn():
		step.State, step.Detail, step.Button = Done, "Both features are on.", "View"
	case f.general.UseOrganization:
		step.Detail = "Organizations are on. Tick Use Partner Portal too."
	}
	return step
}

func (f facts) modelOrganization() Step {
	step := Step{"Create a Model Organization", ToDo, "The template that new partners are copied from.", "Create", "/organizations/new", false}
	switch model := f.status.Model; {
	case model.OrganizationID != 0:
		step.State, step.Detail, step.Button, step.To = Done, fmt.Sprintf("“%s”.", model.Organization), "View", fmt.Sprintf("/organizations/%d", model.OrganizationID)
	case f.organizations.Active > 0:
		step.State, step.Detail, step.Button, step.To = Done, sentence(f.organizations.Active, "One organization can be the model.", "%s organizations, one of which can be the model."), "View", "/organizations"
	case !f.general.UseOrganization:
		step.Button, step.To = "", ""
		step.Detail += " It comes after step 1."
	}
	return step
}

func (f facts) modelUser() Step {
	step := Step{"Create a Model User", ToDo, "An Assessment Manager with an organization and at least one assessment.", "Create", "/users/new", false}
	model := f.status.Model
	switch {
	case model.User.ID != 0 && f.status.ModelProblem != "":
		step.Detail, step.Button, step.To = f.status.ModelProblem, "Mend", fmt.Sprintf("/users/%d", model.User.ID)
	case model.User.ID != 0:
		step.State, step.Button, step.To = Done, "View", fmt.Sprintf("/users/%d", model.User.ID)
		step.Detail = fmt.Sprintf("%s: %s, %s.", model.User.Name(), count(int64(len(model.Assessments)), "assessment", "assessments"), count(int64(len(model.Restrictions)), "restriction", "restrictions"))
	case f.users.Managers > 0:
		step.Detail = sentence(f.users.Managers, "There is one Assessment Manager. Choose them as Model User.", "There are %s Assessment Managers. Choose one as Model User.")
		step.Button, step.To = "Choose", "/settings/features/partner-portal"
	case f.published == 0:
		step.Detail, step.Button, step.To = "An Assessment Manager needs an assessment. Import and publish one first.", "Assessments", "/assessments"
	}
	return step
}

// configure is the step Configure the Partner Portal Settings; otherwise is its
// state until something is set.
func (f facts) configure(otherwise string) Step {
	step := Step{"Configure the Partner Portal Settings", otherwise, "Who may register, what they start with, what they manage themselves.", "Settings", "/settings/features/partner-portal", false}
	p := f.status.Portal
	var itself int64
	for _, allowed := range []bool{p.AllowSelfManagement, p.AllowUserManagement, p.AllowDrivers, p.AllowClassifiers, p.AllowRoles} {
		if allowed {
			itself++
		}
	}
	pages := sentence(itself, "manage one page of Organization Settings", "manage %s pages of Organization Settings")
	switch {
	case otherwise == Optional && itself > 0:
		step.State, step.Detail = Done, "Partners "+pages+" themselves."
	case otherwise == Optional:
		step.Detail = "Optional. Partners manage nothing of their organization themselves."
	case f.isOpen():
		step.State = Done
		step.Detail = fmt.Sprintf("Partners start with %s and %s.", allocation(p.DefaultResourceAllocation), choose(itself > 0, pages, "manage no pages of Organization Settings"))
	case f.status.ModelProblem != "" && f.isOn():
		step.Detail, step.Button = f.status.ModelProblem, "Mend"
	case f.status.LevelProblem != "" && f.isOn():
		step.Detail, step.Button = f.status.LevelProblem, "Mend"
	case f.isOn():
		step.Detail = "Tick Allow External Organization Creation and choose the Model User."
	}
	if !f.isOn() {
		step.Button, step.To = "", ""
	}
	return step
}

func (f facts) link() Step {
	link := f.status.Link
	step := Step{"Set Up the Self-Registration Link", ToDo, "The link comes with Allow External Organization Creation.", "", "", false}
	if !f.isOpen() {
		return step
	}
	copied, opened := times(link.Copied), times(link.Opened)
	switch {
	case !f.running.Running:
		step.Detail, step.Button, step.To = "The portal is closed: start its listener, then copy the link.", "Listener", "/settings/listener"
	case link.Copied+link.Opened+link.Registered == 0:
		step.Detail, step.Button, step.To, step.Copies = "Put the link on your website, or send it to partners.", "Copy URL", "/settings/features/partner-portal", true
	default:
		step.State, step.Detail = Done, fmt.Sprintf("Copied %s, opened %s.", copied, opened)
		step.Button, step.To, step.Copies = "Copy URL", "/settings/features/partner-portal", true
	}
	return step
}

func (f facts) createOrganization() Step {
	step := Step{"Create an Organization", ToDo, "Every partner is one.", "Create", "/organizations/new", false}
	if f.organizations.Active > 0 {
		step.State, step.Detail, step.Button, step.To = Done, sentence(f.organizations.Active, "One organization.", "%s organizations."), "View", "/organizations"
	} else if !f.general.UseOrganization {
		step.Detail, step.Button, step.To = "It comes after step 1.", "", ""
	}
	return step
}

func (f facts) createManager() Step {
	step := Step{"Create its Assessment Manager", ToDo, "The person who signs in for the organization, with at least one assessment.", "Create", "/users/new", false}
	switch {
	case f.users.Managers > 0:
		step.State, step.Detail, step.Button, step.To = Done, sentence(f.users.Managers, "One Assessment Manager.", "%s Assessment Managers."), "View", "/users?type=manager"
	case f.published == 0:
		step.Detail, step.Button, step.To = "An Assessment Manager needs an assessment. Import and publish one first.", "Assessments", "/assessments"
	}
	return step
}

func (f facts) sendActivation() Step {
	step := Step{"Send the Activation", ToDo, "With it the manager sets a password of their own and signs in.", "Users", "/users?type=manager&status=pending", false}
	switch {
	case f.users.HasActive:
		step.State, step.Detail, step.Button, step.To = Done, "A manager has set a password.", "View", "/users?type=manager"
	case f.users.HasActivation:
		step.State, step.Detail = Done, "Sent. Nobody has used theirs yet."
	case f.users.Managers == 0:
		step.Button, step.To = "", ""
	}
	return step
}

func (f facts) openPortal() Step {
	step := Step{"Start the Portal Listener", ToDo, "Nobody can sign in until the portal is open.", "Listener", "/settings/listener", false}
	switch {
	case f.running.Running:
		step.State, step.Detail, step.Button = Done, fmt.Sprintf("The portal is open at %s.", f.listener.PublicBase()), "View"
	case f.running.Problem != "":
		step.Detail, step.Button = f.running.Problem, "Mend"
	}
	return step
}

func (f facts) addTexts() Step {
	step := Step{"Add Portal Text and Help", Optional, "", "Texts", "/settings/features/site-text", false}
	switch all := len(partnerTexts); f.ownTexts {
	case all:
		step.State, step.Detail = Done, fmt.Sprintf("%d of %d texts written, %d shown.", f.ownTexts, all, f.texts)
	case 0:
		step.Detail = "Recommended. Partners see the texts that come with Portico."
	default:
		step.Detail = fmt.Sprintf("Recommended. %d of %d texts written; the others are those that come with Portico.", f.ownTexts, all)
	}
	return step
}

func (f facts) restrict() Step {
	step := Step{"Restrict Organization Settings per Manager", Optional, "Optional. Every manager sees the menu.", "Choose", "/users?type=manager", false}
	switch {
	case f.users.HiddenSettings > 0:
		step.State, step.Detail = Done, fmt.Sprintf("Hidden for %s.", count(f.users.HiddenSettings, "manager", "managers"))
	case f.users.Managers > 0:
		step.Detail = sentence(f.users.Managers, "Optional. The one manager sees the menu.", "Optional. All %s managers see the menu.")
	}
	return step
}

func (f facts) test() Step {
	last := f.rehearsal
	step := Step{"Test the Flow", ToDo, "Not rehearsed yet. A rehearsal plays it on a copy of the site.", "Rehearse", "/rehearsal", false}
	if last.ID == 0 {
		return step
	}
	when := last.EndedAt.In(f.now.Location()).Format("2 January 2006, 15:04")
	switch last.Outcome {
	case rehearsal.OutcomePassed:
		step.State, step.Button = Done, "Rehearse again"
		step.Detail = fmt.Sprintf("Rehearsed on %s: passed, %s.", when, count(int64(last.Passed), "step", "steps"))
		if f.changed.After(last.StartedAt.Time) {
			step.State = ToDo
			step.Detail = fmt.Sprintf("Rehearsed on %s: passed, but settings were changed since. Rehearse again.", when)
		}
	case rehearsal.OutcomeFailed:
		step.Button, step.To = "See", fmt.Sprintf("/rehearsal?report=%d", last.ID)
		step.Detail = fmt.Sprintf("Rehearsed on %s: %d of %d steps failed.", when, last.Failed, last.Steps)
	default:
		step.Detail = fmt.Sprintf("The rehearsal of %s was not played to its end.", when)
	}
	return step
}

func allocation(name string) string {
	switch name {
	case settings.Allocated:
		return "Allocated"
	case settings.Purchased:
		return "Can Be Purchased"
	}
	return "Unlimited"
}
