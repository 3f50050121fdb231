package rehearsal

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"

	"portico/backend/users"
)

func unreadyAct() act {
	return act{
		id: "unready", title: titled("Signers who are not ready can’t sign"),
		about:   "Takes one thing at a time away from a second signer, in their open session, and tries to sign; each time it is given back, signing must be open again.",
		reached: needsSigner,
		play:    playUnready,
	}
}

// lack is one thing that a signer lacks.
type lack struct {
	what    string // "Without a management role"
	problem string // what is wrong when a signature comes of it
	change  users.Input
	shown   int // status of the document's own page
	status  int // of the signing page, opened and sent
	to      mend
}

func (r *run) lacks(ctx context.Context) ([]lack, error) {
	ordinary, err := r.ordinaryRole(ctx)
	if err != nil {
		return nil, err
	}
	reader, err := r.accountRole(ctx, "view_contract_documents", "partner_portal_login")
	if err != nil {
		return nil, err
	}
	return []lack{
		{"Without a management role", "Somebody signs without a management role.", users.Input{Affiliations: r.tie(ordinary)}, http.StatusOK, http.StatusForbidden, mendManaging},
		{"Without an affiliation", "Somebody gets at a document of an organization that they are not affiliated with.", users.Input{Affiliations: []users.AffiliationInput{}}, http.StatusNotFound, http.StatusNotFound, mendSigners},
		{"Without the right to sign", "Somebody signs whose account role does not give Sign contract documents.", users.Input{AccountRoleIDs: []int64{reader}}, http.StatusOK, http.StatusForbidden, mendRoles},
	}, nil
}

// ordinaryRole returns an organizational role that is no management role.
func (r *run) ordinaryRole(ctx context.Context) (int64, error) {
	if role := r.plan.signing.ordinary.ID; role != 0 {
		return role, nil
	}
	role, err := r.sandbox.Users.CreateOrganizationalRole(ctx, users.OrganizationalRoleInput{Name: "Rehearsed contact"})
	return role.ID, err
}

// accountRole makes an account role with these rights and no others.
func (r *run) accountRole(ctx context.Context, rights ...string) (int64, error) {
	role, err := r.sandbox.Users.CreateAccountRole(ctx, users.AccountRoleInput{Name: "Rehearsed role " + rand.Text()[:8], Rights: rights})
	return role.ID, err
}

func playUnready(r *run, ctx context.Context, s *stepper) error {
	p, annex := r.other, r.papers.annex
	s.as(p.email)
	if err := r.enterFirst(ctx, s, p); err != nil || !p.signedIn {
		return err
	}
	consent, err := r.sandbox.Contracts.Consent(ctx, r.papers.home.ID, r.papers.home.Name, annex.Title, "en")
	if err != nil {
		return err
	}
	r.papers.consent = consent.SHA256
	if err := r.canSign(ctx, s, "With everything", p, annex); err != nil || s.failed() {
		return err
	}
	lacks, err := r.lacks(ctx)
	if err != nil {
		return err
	}
	for _, one := range lacks {
		if err := r.change(ctx, p, one.change); err != nil {
			return err
		}
		if err := r.cannotSign(ctx, s, one, p, annex); err != nil {
			return err
		}
		if err := r.restore(ctx, p); err != nil {
			return err
		}
		if err := r.canSign(ctx, s, one.what+", given back", p, annex); err != nil {
			return err
		}
	}
	refused, err := r.tryOtherPapers(ctx, s)
	if err != nil {
		return err
	}
	s.show(refused)
	s.sum("5 ways tried, each refused, opened and sent", "no signature without any one of them", "none")
	return nil
}

// tryOtherPapers tries documents that nobody can sign at the moment, as signers
// who are ready, and returns the page that refuses one.
func (r *run) tryOtherPapers(ctx context.Context, s *stepper) (*Page, error) {
	for _, one := range []struct {
		lack
		by *partner
		on paper
	}{
		{lack{what: "A document that is not portal-signable", problem: "A document is signed that is not portal-signable.", shown: http.StatusOK, status: http.StatusForbidden, to: mendDocuments}, r.other, r.papers.notice},
		{lack{what: "Before it is their turn", problem: "Somebody signs before it is their turn.", shown: http.StatusOK, status: http.StatusForbidden, to: mendDocuments}, r.signer, r.papers.annex},
	} {
		if one.by.signedIn {
			if err := r.cannotSign(ctx, s, one.lack, one.by, one.on); err != nil {
				return nil, err
			}
		}
	}
	// What is limited to somebody is there for them.
	page, err := r.other.browser.Get(ctx, r.papers.letter.at(""))
	if err != nil {
		return nil, err
	}
	s.opens(page, "“"+r.papers.letter.Title+"”, for whom it is limited to", "A document that is limited to somebody is not there for them.", mendDocuments)
	return r.other.browser.Get(ctx, r.papers.notice.at("/sign"))
}

var mendDocuments = mend{Label: "Open Documents", To: "/documents"}

// change changes a signer as the administrator does.
func (r *run) change(ctx context.Context, p *partner, change users.Input) error {
	u, err := r.sandbox.Users.Load(ctx, p.userID)
	if err != nil {
		return err
	}
	input, err := r.sandbox.Users.InputOf(ctx, u)
	if err != nil {
		return err
	}
	input.Affiliations, input.AccountRoleIDs = change.Affiliations, change.AccountRoleIDs
	_, err = r.sandbox.Users.Update(ctx, everything, p.userID, input)
	return err
}

// restore gives a signer back all that signing needs.
func (r *run) restore(ctx context.Context, p *partner) error {
	return r.change(ctx, p, users.Input{Affiliations: r.tie(r.plan.signing.management.ID), AccountRoleIDs: []int64{r.plan.signing.role.ID}})
}

// canSign looks whether the signing page opens. It shows that what is refused
// before and after is refused for the one thing that was taken away.
func (r *run) canSign(ctx context.Context, s *stepper, what string, p *partner, on paper) error {
	page, err := p.browser.Get(ctx, on.at("/sign"))
	if err != nil {
		return err
	}
	s.opens(page, what, "The signing page does not open for a signer who has everything that signing needs.", mendSigners)
	return nil
}

// cannotSign tries to sign, by the page and by sending its form all the same.
func (r *run) cannotSign(ctx context.Context, s *stepper, one lack, p *partner, on paper) error {
	shown, err := p.browser.Knock(ctx, http.MethodGet, on.at(""), nil)
	if err != nil {
		return err
	}
	s.on(shown).check(shown.Status == one.shown, one.what+": the document", fmt.Sprintf("answers %d", one.shown), answer(shown), one.problem, one.to)
	page, err := p.browser.Knock(ctx, http.MethodGet, on.at("/sign"), nil)
	if err != nil {
		return err
	}
	s.on(page).check(page.Status == one.status, one.what+": the signing page", fmt.Sprintf("answers %d", one.status), answer(page), one.problem, one.to)
	code := ""
	if p.secret != "" {
		if code, err = p.code(max(stepAt(r.now()), p.usedStep+1)); err != nil {
			return err
		}
	}
	sent, err := p.browser.Knock(ctx, http.MethodPost, on.at("/sign"), signingValues(on, r.papers.consent, p, code))
	if err != nil {
		return err
	}
	count, err := r.signatures(ctx, on, p)
	if err != nil {
		return err
	}
	s.on(sent).check(sent.Status == one.status && count == 0, one.what+": signing", fmt.Sprintf("answers %d, and nothing is signed", one.status), fmt.Sprintf("%s, %s", answer(sent), amount(count, "signature")), one.problem, one.to)
	return nil
}
