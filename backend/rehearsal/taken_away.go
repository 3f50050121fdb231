package rehearsal

import (
	"context"
	"net/http"

	"portico/backend/users"
)

func takenAwayAct() act {
	return act{
		id: "taken_away", title: titled("Take the account role away, and suspend"),
		about: "Takes Partner Portal Login away from the second signer and suspends them: the open session must end with the next request, and signing in must be refused.",
		reached: func(r *run) string {
			if why := needsSigner(r); why != "" {
				return why
			}
			if !r.other.signedIn {
				return "The second test signer could not sign in."
			}
			return ""
		},
		play: playTakenAway,
	}
}

func playTakenAway(r *run, ctx context.Context, s *stepper) error {
	p := r.other
	s.as(p.email)
	viewer, err := r.accountRole(ctx, "view_contract_documents", "sign_contract_documents")
	if err != nil {
		return err
	}
	for _, one := range []struct {
		lack
		take, give func() error
	}{
		{lack{what: "Out of the account role", problem: "Somebody who is in no account role any more goes on in an open session, or signs in again.", to: mendRoles},
			func() error {
				return r.sandbox.Users.RemoveFromAccountRole(ctx, r.plan.signing.role.ID, []int64{p.userID})
			}, func() error { return r.restore(ctx, p) }},
		{lack{what: "Without Partner Portal Login", problem: "Somebody whose account role does not give Partner Portal Login gets in.", to: mendRoles},
			func() error { return r.change(ctx, p, users.Input{AccountRoleIDs: []int64{viewer}}) }, func() error { return r.restore(ctx, p) }},
		{lack{what: "Suspended", problem: "Somebody who is suspended gets in.", to: mendSigners},
			func() error { _, err := r.sandbox.Users.Suspend(ctx, everything, p.userID); return err },
			func() error { _, err := r.sandbox.Users.Restore(ctx, everything, p.userID); return err }},
	} {
		if err := one.take(); err != nil {
			return err
		}
		if err := r.checkOut(ctx, s, one.lack, p); err != nil {
			return err
		}
		if err := one.give(); err != nil {
			return err
		}
		if err := r.comeBack(ctx, s, one.what, p); err != nil {
			return err
		}
	}
	s.sum("out at the next request, and refused at signing in", "out at once, three times", "so it is")
	return nil
}

// checkOut looks whether an open session is at its end, and signing in refused.
func (r *run) checkOut(ctx context.Context, s *stepper, one lack, p *partner) error {
	annex := r.papers.annex
	for _, try := range []stranger{
		{method: http.MethodGet, address: "/documents"}, {method: http.MethodGet, address: annex.at("/sign")},
		{method: http.MethodPost, address: annex.at("/sign"), values: signingValues(annex, r.papers.consent, p, "")},
	} {
		page, err := p.browser.Knock(ctx, try.method, try.address, try.values)
		if err != nil {
			return err
		}
		out := page.Status == http.StatusSeeOther && pathOf(page.LeadsTo()) == "/login"
		s.on(page).check(out, one.what+": "+try.method+" "+try.address, "leads to /login", answer(page), one.problem, one.to)
	}
	count, err := r.signatures(ctx, annex, p)
	if err != nil {
		return err
	}
	s.check(count == 0, one.what+": signatures", "none", amount(count, "signature"), one.problem, one.to)
	stranger := &partner{email: p.email}
	page, err := r.signIn(ctx, stranger, p.password)
	if err != nil {
		return err
	}
	stranger.browser.close()
	s.on(page).check(page.Status == http.StatusUnauthorized, one.what+": signing in", "answers 401", answer(page), one.problem, one.to)
	// Refused tries count towards a lockout, which is not what is looked at here.
	_, err = r.sandbox.Users.Unlock(ctx, p.userID)
	return err
}

// comeBack looks whether somebody who has everything again gets in.
func (r *run) comeBack(ctx context.Context, s *stepper, what string, p *partner) error {
	in, page, err := p.isSigner(ctx)
	if err != nil {
		return err
	}
	if !in {
		if _, err = r.enter(ctx, p); err != nil {
			return err
		}
		if in, page, err = p.isSigner(ctx); err != nil {
			return err
		}
	}
	s.on(page).check(in, what+", given back", "gets in again", answer(page), "Somebody who has everything again that signing needs does not get in.", mendSigners)
	return nil
}

// isSigner reports whether somebody's browser is wholly signed in and sees the
// documents.
func (p *partner) isSigner(ctx context.Context) (bool, *Page, error) {
	page, err := p.browser.Knock(ctx, http.MethodGet, "/documents", nil)
	return err == nil && page.Status == http.StatusOK, page, err
}
