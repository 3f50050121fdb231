package bindings

import (
	"context"
	"math"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/users"
)

// ChosenUsers says for which users a bulk action is.
type ChosenUsers struct {
	IDs    []int64   `json:"ids"`
	All    bool      `json:"all"` // everybody whom Filter finds, and not IDs
	Filter UserQuery `json:"filter"`
}

// ChosenOrganizations says for which organizations a bulk action is.
type ChosenOrganizations struct {
	IDs    []int64           `json:"ids"`
	All    bool              `json:"all"` // all that Filter finds, and not IDs
	Filter OrganizationQuery `json:"filter"`
}

// LeftOut is somebody or something that a bulk action left as it is, and why.
type LeftOut struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// UsersOutcome says what a bulk action did to users. Those who were as asked
// already are in neither list.
type UsersOutcome struct {
	Changed []int64   `json:"changed"` // what undoes it takes these
	Left    []LeftOut `json:"left"`
}

// BranchesOutcome says what a bulk action did to branches of organizations.
type BranchesOutcome struct {
	Organizations int64     `json:"organizations"` // with those below
	Managers      int64     `json:"managers"`      // who can't sign in any more, or can again
	Closes        bool      `json:"closes"`        // self-registration closes for everybody; said beforehand alone
	Branches      []int64   `json:"branches"`      // what undoes it takes these
	Left          []LeftOut `json:"left"`
}

// CountChosen returns how many users are chosen, exactly.
func (u *Users) CountChosen(chosen ChosenUsers) (int, error) {
	_, _, ids, err := u.chosen(chosen, math.MaxInt32)
	return len(ids), err
}

// SuspendAll keeps users out from the next request on; the Model User is left
// out.
func (u *Users) SuspendAll(chosen ChosenUsers) (UsersOutcome, error) {
	ctx, b, ids, err := u.chosen(chosen, users.ActionLimit+1)
	if err != nil {
		return UsersOutcome{}, err
	}
	done, err := b.Users.SuspendAll(ctx, everything, ids)
	return usersOutcome(done), err
}

// RestoreAll lets suspended users in again.
func (u *Users) RestoreAll(chosen ChosenUsers) (UsersOutcome, error) {
	ctx, b, ids, err := u.chosen(chosen, users.ActionLimit+1)
	if err != nil {
		return UsersOutcome{}, err
	}
	done, err := b.Users.RestoreAll(ctx, everything, ids)
	return usersOutcome(done), err
}

// SendActivations makes a new activation for each user, and a mail in the
// outbox. Whoever has no email is left out: their code must be handed over.
func (u *Users) SendActivations(chosen ChosenUsers) (UsersOutcome, error) {
	ctx, b, ids, err := u.chosen(chosen, users.ActionLimit+1)
	if err != nil {
		return UsersOutcome{}, err
	}
	done, err := b.Users.ForAll(ctx, ids, func(ctx context.Context, id int64) (bool, error) {
		one, err := b.Users.Find(ctx, everything, id)
		switch {
		case err != nil:
			return false, err
		case one.IsSuspended:
			return false, fault.New(fault.Conflict, "Is suspended. Restore them first.")
		case one.Email == "":
			return false, fault.New(fault.Conflict, "Has no email. Send the activation on the user's own page, and hand the code over.")
		}
		_, err = b.SignIn.SendActivation(ctx, id)
		return err == nil, err
	})
	return usersOutcome(done), err
}

// chosen returns the ids of chosen users, no more than most where a filter
// chose them.
func (u *Users) chosen(chosen ChosenUsers, most int) (context.Context, *backend.Backend, []int64, error) {
	ctx, b, err := u.core.enter()
	if err != nil || !chosen.All {
		return ctx, b, chosen.IDs, err
	}
	query, err := chosen.Filter.service(ctx, b)
	if err != nil {
		return ctx, b, nil, err
	}
	ids, err := b.Users.Matching(ctx, everything, query, most)
	return ctx, b, ids, err
}

// CountChosen returns how many organizations are chosen, exactly.
func (o *Organizations) CountChosen(chosen ChosenOrganizations) (int, error) {
	_, _, ids, err := o.chosen(chosen, math.MaxInt32)
	return len(ids), err
}

// ArchiveAllEffect says what archiving several branches would take along.
func (o *Organizations) ArchiveAllEffect(chosen ChosenOrganizations) (BranchesOutcome, error) {
	outcome, err := o.branches(chosen, (*organizations.Service).ArchiveAllEffect)
	if err != nil {
		return outcome, err
	}
	ctx, b, err := o.core.enter()
	if err != nil {
		return outcome, err
	}
	outcome.Closes, err = b.Registrations.ClosedByArchiving(ctx, outcome.Branches)
	return outcome, err
}

// ArchiveAll archives several branches.
func (o *Organizations) ArchiveAll(chosen ChosenOrganizations) (BranchesOutcome, error) {
	return o.branches(chosen, (*organizations.Service).ArchiveAll)
}

// RestoreAll brings several archived branches back.
func (o *Organizations) RestoreAll(chosen ChosenOrganizations) (BranchesOutcome, error) {
	return o.branches(chosen, (*organizations.Service).RestoreAll)
}

func (o *Organizations) branches(chosen ChosenOrganizations, do func(*organizations.Service, context.Context, []int64) (organizations.BranchesChange, error)) (BranchesOutcome, error) {
	ctx, b, ids, err := o.chosen(chosen, organizations.ActionLimit+1)
	if err != nil {
		return BranchesOutcome{}, err
	}
	change, err := do(b.Organizations, ctx, ids)
	outcome := BranchesOutcome{Organizations: change.Organizations, Managers: change.Managers, Branches: append([]int64{}, change.Branches...), Left: []LeftOut{}}
	for _, left := range change.Left {
		outcome.Left = append(outcome.Left, LeftOut(left))
	}
	return outcome, err
}

// chosen returns the ids of chosen organizations, no more than most where a
// filter chose them.
func (o *Organizations) chosen(chosen ChosenOrganizations, most int) (context.Context, *backend.Backend, []int64, error) {
	ctx, b, err := o.core.enterOrganizations()
	if err != nil || !chosen.All {
		return ctx, b, chosen.IDs, err
	}
	ids, err := b.Organizations.Matching(ctx, everything, chosen.Filter.service(), most)
	return ctx, b, ids, err
}

func usersOutcome(done users.Outcome) UsersOutcome {
	outcome := UsersOutcome{Changed: append([]int64{}, done.Changed...), Left: []LeftOut{}}
	for _, left := range done.Left {
		outcome.Left = append(outcome.Left, LeftOut(left))
	}
	return outcome
}
