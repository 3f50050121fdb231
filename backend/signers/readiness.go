package signers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/users"
)

// The states of a step.
const (
	Done    = "done"
	ToDo    = "todo"
	Unknown = "unknown"
)

// The steps of the checklist, in its order.
const (
	StepLogin        = "login"
	StepActive       = "active"
	StepAffiliation  = "affiliation"
	StepManagement   = "management_role"
	StepLoginRight   = "login_right"
	StepSigningRight = "signing_right"
	StepActivation   = "activation"
	StepDocument     = "document"
)

// Step is one line of a signer's checklist, with what mends it.
type Step struct {
	Name   string
	Title  string
	State  string
	Detail string // what is there now, in one sentence
	Button string // "" where nothing is left to do
	To     string // the interface's address; "" for the access letter
}

// Readiness is what a signer still lacks before they can sign (SGN-4).
type Readiness struct {
	User      users.User
	IsReady   bool // nothing of the person's account is missing, nor for the documents that wait
	Steps     []Step
	Documents []Document
	Site      []Step // what keeps every signer out
}

// lacks are the steps that a gap stands for, in the order of the checklist.
var lacks = []struct {
	name string
	gap  users.Gaps
}{
	{StepLogin, users.NoLogin}, {StepActive, users.NotActive}, {StepAffiliation, users.NoAffiliation}, {StepManagement, users.NoManagementRole},
	{StepLoginRight, users.NoLoginRight}, {StepSigningRight, users.NoSigningRight}, {StepActivation, users.NotActivated},
}

// Missing returns the names of the steps that gaps leave open.
func Missing(gaps users.Gaps) []string {
	names := []string{}
	for _, one := range lacks {
		if gaps.Has(one.gap) {
			names = append(names, one.name)
		}
	}
	return names
}

// GapOf returns the gap that a step's name stands for, 0 for any other name.
func GapOf(name string) users.Gaps {
	for _, one := range lacks {
		if one.name == name {
			return one.gap
		}
	}
	return 0
}

// Readiness returns a user's checklist. Somebody who is no signer yet has one
// too: it says what would make them one. It returns a NotFound fault for a user
// who is not there.
func (s *Service) Readiness(ctx context.Context, userID int64) (Readiness, error) {
	u, err := s.Users.Load(ctx, userID)
	if err != nil {
		return Readiness{}, err
	}
	ties, err := s.Users.Affiliations(ctx, userID)
	if err != nil {
		return Readiness{}, err
	}
	roles, err := s.Users.AccountRolesOf(ctx, userID)
	if err != nil {
		return Readiness{}, err
	}
	until, err := s.SignIn.ActivationUntil(ctx, userID)
	if err != nil {
		return Readiness{}, err
	}
	site, err := s.Site(ctx)
	if err != nil {
		return Readiness{}, err
	}
	waiting, known, err := s.toSign(ctx, []int64{userID})
	if err != nil {
		return Readiness{}, err
	}
	gaps := gapsOf(u)
	p := person{u, ties, roles, gaps}
	general, err := s.Settings.General(ctx)
	if err != nil {
		return Readiness{}, err
	}
	now := s.Store.Now()
	steps := []Step{p.login(), p.active(), p.affiliation(), p.management(waiting[userID].Documents), p.loginRight(), p.signingRight(), p.activation()}
	if u.Status(now) == users.Locked {
		steps[1] = Step{StepActive, steps[1].Title, ToDo, "Locked after wrong passwords until " + u.LockedUntil.In(general.Location()).Format("15:04") + ". It ends by itself.", "Open account", fmt.Sprintf("/users/%d?tab=account", userID)}
	}
	isReady := !slices.ContainsFunc(steps, func(one Step) bool { return one.State == ToDo })
	if open := &steps[len(steps)-1]; open.State == ToDo && !until.IsZero() {
		open.Detail = "A code was made and not used yet. It is good until " + until.In(general.Location()).Format("2 January 2006, 15:04") + "."
	}
	return Readiness{User: u, IsReady: isReady, Steps: append(steps, document(waiting[userID], known)), Documents: append([]Document{}, waiting[userID].Documents...), Site: site}, nil
}

// Site returns what is switched off for every signer.
func (s *Service) Site(ctx context.Context) ([]Step, error) {
	general, err := s.Settings.General(ctx)
	steps := []Step{}
	for _, feature := range []struct {
		on   bool
		name string
	}{{general.UseOrganization, "Use Organization"}, {general.UsePartnerPortal, "Use Partner Portal"}, {general.UseContracts, "Use Contracts"}} {
		if !feature.on {
			steps = append(steps, Step{"site", feature.name, ToDo, feature.name + " is off, so nobody can sign.", "Switch on", "/settings/features/general"})
		}
	}
	return steps, err
}

func gapsOf(u users.User) users.Gaps {
	if u.SignerGaps == nil {
		return users.NoAffiliation | users.NoManagementRole | users.NoLoginRight | users.NoSigningRight | map[bool]users.Gaps{true: users.NotActivated}[u.PasswordHash == ""] |
			map[bool]users.Gaps{true: users.NotActive}[u.IsSuspended]
	}
	return *u.SignerGaps
}

// person is a signer with what their steps are judged from.
type person struct {
	users.User
	ties  []users.Affiliation
	roles []users.AccountRole
	gaps  users.Gaps
}

func (p person) at(tab string) string {
	return fmt.Sprintf("/users/%d?tab=%s&edit=yes", p.ID, tab)
}

// step makes a step that is done unless a gap is there.
func (p person) step(gap users.Gaps, name, title, done, todo, button, to string) Step {
	if p.gaps.Has(gap) {
		return Step{name, title, ToDo, todo, button, to}
	}
	return Step{name, title, Done, done, "", ""}
}

func (p person) login() Step {
	return p.step(users.NoLogin, StepLogin, "Login or Email", "Signs in with "+p.Username()+".", "Nothing to sign in with yet.", "Add Login or Email", p.at("account"))
}

func (p person) active() Step {
	return p.step(users.NotActive, StepActive, "Active account", "The account is active.", "The account is suspended.", "Open account", fmt.Sprintf("/users/%d?tab=account", p.ID))
}

func (p person) affiliation() Step {
	var names, archived []string
	for _, tie := range p.ties {
		if tie.IsArchived {
			archived = append(archived, tie.Organization)
		} else {
			names = append(names, tie.Organization)
		}
	}
	todo := "Affiliated with no organization yet."
	if len(archived) > 0 {
		todo = "Affiliated with archived organizations only: " + listed(archived) + "."
	}
	return p.step(users.NoAffiliation, StepAffiliation, "Affiliation", "Affiliated with "+listed(names)+".", todo, "Add affiliation", p.at("affiliations"))
}

// management also looks at the organizations whose documents wait: a management
// role in another one signs none of them.
func (p person) management(waiting []Document) Step {
	var where []string
	for _, tie := range p.ties {
		if tie.IsManagement() && !tie.IsArchived {
			where = append(where, tie.Organization)
		}
	}
	for _, one := range waiting {
		if len(where) > 0 && !slices.Contains(where, one.Organization) {
			return Step{StepManagement, "Management role", ToDo, "No management role at " + one.Organization + ", where “" + one.Title + "” waits. There is one at " + listed(where) + ".", "Select roles", p.at("affiliations")}
		}
	}
	return p.step(users.NoManagementRole, StepManagement, "Management role", "Has a management role at "+listed(where)+".",
		"No management role in an affiliation. Only management signs for an organization.", "Select roles", p.at("affiliations"))
}

func (p person) loginRight() Step {
	return p.step(users.NoLoginRight, StepLoginRight, "Portal login right", "Partner Portal Login through "+p.through(access.PortalLogin)+".",
		p.without("Partner Portal Login"), "Choose account roles", p.at("roles"))
}

func (p person) signingRight() Step {
	todo := p.without("both View and Sign contract documents")
	return p.step(users.NoSigningRight, StepSigningRight, "Signing right", "Sign contract documents through "+p.through(access.SignDocuments)+".", todo, "Choose account roles", p.at("roles"))
}

func (p person) activation() Step {
	return p.step(users.NotActivated, StepActivation, "Activation", "Has a password of their own.", "Has no password yet. The access letter has the code for the first sign-in.", "Access letter", "")
}

// through names the account roles that give a right.
func (p person) through(right access.Right) string {
	var names []string
	for _, role := range p.roles {
		if rights, _ := access.ParseRights(role.Rights); rights[right] {
			names = append(names, "“"+role.Name+"”")
		}
	}
	return listed(names)
}

func (p person) without(what string) string {
	if len(p.roles) == 0 {
		return "In no account role, so nothing gives " + what + "."
	}
	var names []string
	for _, role := range p.roles {
		names = append(names, "“"+role.Name+"”")
	}
	return "No account role gives " + what + ". In " + listed(names) + "."
}

func document(waiting Pile, known bool) Step {
	step := Step{StepDocument, "A document to sign", ToDo, "No document waits for this signature.", "Documents", "/documents"}
	switch {
	case !known:
		step.State, step.Detail, step.Button, step.To = Unknown, "Not known yet.", "", ""
	case waiting.Count > 0:
		var titles []string
		for _, one := range waiting.Documents {
			titles = append(titles, "“"+one.Title+"”")
		}
		step.State, step.Detail, step.Button, step.To = Done, listedOf(titles, waiting.Count)+".", "", ""
	}
	return step
}

// listed joins at most three names: "A, B and C", "A, B, C and 4 more".
func listed(names []string) string { return listedOf(names, len(names)) }

// listedOf is listed for the first names of so many.
func listedOf(names []string, count int) string {
	const most = 3
	switch {
	case len(names) == 0:
		return "none"
	case len(names) == 1:
		return names[0]
	case len(names) > most:
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), count-most)
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// refuseUnable says why a letter would lead nowhere, or returns nil.
func refuseUnable(u users.User, gaps users.Gaps) error {
	conflict := func(message, label, tab string) error {
		return fault.New(fault.Conflict, message).WithMend(label, fmt.Sprintf("/users/%d?tab=%s&edit=yes", u.ID, tab))
	}
	switch {
	case gaps.Has(users.NoLogin):
		return conflict(u.Name()+" has neither Email nor Login. Add one first.", "Add Login or Email", "account")
	case gaps.Has(users.NotActive):
		return fault.New(fault.Conflict, u.Name()+" is suspended. Restore the account first.").WithMend("Open account", fmt.Sprintf("/users/%d?tab=account", u.ID))
	case gaps.Has(users.NoLoginRight):
		return conflict("No account role gives "+u.Name()+" Partner Portal Login, so the letter would lead nowhere. Choose one first.", "Choose account roles", "roles")
	}
	return nil
}
