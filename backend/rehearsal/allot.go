package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"portico/backend/access"
	"portico/backend/allotments"
	"portico/backend/fault"
)

// plenty is how many responses the test partner is given, where it needs an
// allotment to go on.
const plenty = 50

var mendAllotments = mend{Label: "Open Allotments", To: "/allotments"}

// allot looks after a partner whose Response Allotment is not Unlimited: with
// nothing left, inviting must be refused; then the administrator of the sandbox
// gives them what the steps after this one need, for them and those below.
func (r *run) allot(ctx context.Context, s *stepper, chosen assessment) error {
	o, err := r.sandbox.Organizations.Find(ctx, everything, r.first.organizationID)
	if err != nil {
		return err
	}
	left, limited, err := r.sandbox.Allotments.Available(ctx, o, chosen.ID)
	if err != nil || !limited {
		return err
	}
	if left == 0 && !r.plan.restrictions[access.NoInviting] {
		if err := r.tryEmpty(ctx, s, chosen); err != nil {
			return err
		}
	}
	for _, one := range r.plan.given {
		_, err := r.sandbox.Allotments.Create(ctx, allotments.Input{OrganizationID: o.ID, AssessmentID: one.ID, Amount: plenty, IsShared: true, Reason: "Rehearsal"})
		if err != nil && !fault.Is(err, fault.Invalid) { // there is one already
			return err
		}
	}
	return nil
}

// tryEmpty invites with nothing left.
func (r *run) tryEmpty(ctx context.Context, s *stepper, chosen assessment) error {
	page, err := r.first.browser.Get(ctx, "/responses/new")
	if err != nil {
		return err
	}
	form, err := page.Form("Send invitation")
	if err != nil {
		return err
	}
	for _, field := range form.Fields() {
		if field.Label == "Assessment" {
			form.Values.Set(field.Name, fmt.Sprint(chosen.ID))
		}
	}
	if err := errors.Join(form.Set("First name", "Nora"), form.Set("Last name", "Nothing"), form.Set("Email", "nora.nothing@"+testDomain)); err != nil {
		return err
	}
	after, err := form.Submit(ctx)
	if err != nil {
		return err
	}
	s.on(after).check(after.Status == http.StatusConflict && after.Says("No responses are left"), "Inviting with nothing left", "is refused", answer(after), "The partner has no responses left, but can invite.", mendAllotments)
	return nil
}
