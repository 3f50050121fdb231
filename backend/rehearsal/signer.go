package rehearsal

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"portico/backend/contracts"
	"portico/backend/organizations"
	"portico/backend/users"
)

// papers is what the test signers find: documents of their organization, and
// one of another.
type papers struct {
	home, elsewhere organizations.Organization
	agreement       paper // waits for the signer
	annex           paper // waits for the other, then for the signer
	notice          paper // only to read
	letter          paper // limited to the other
	theirs          paper // of another organization

	isSigned bool   // the agreement is
	consent  string // hash of what is agreed to on the annex
}

// paper is a document that was sent.
type paper struct {
	ID      int64
	Title   string
	SHA256  string `gorm:"column:sha256"` // of the bytes that were frozen, in hex
	Version int
}

func (p paper) at(page string) string { return fmt.Sprintf("/documents/%d%s", p.ID, page) }

func signerByHandAct() act {
	return act{
		id: "signer_by_hand", title: titled("Make a contract and two signers"),
		about:   "Makes an organization with a contract, sends its documents for signature, makes two Individuals with affiliation, roles and membership, and writes the access letter, as you would.",
		reached: needsRoles,
		play:    playSignerByHand,
	}
}

func playSignerByHand(r *run, ctx context.Context, s *stepper) error {
	first, err := r.invent(ctx, "Test Contractor", "test.signer", "Signer", 1)
	if err != nil {
		return err
	}
	second, err := r.invent(ctx, "Test Contractor", "test.signer", "Signer", 2)
	if err != nil {
		return err
	}
	if r.papers.home, err = r.sandbox.Organizations.Create(ctx, organizations.Input{Name: first.organization}); err != nil {
		return err
	}
	if r.papers.elsewhere, err = r.sandbox.Organizations.Create(ctx, organizations.Input{Name: second.organization}); err != nil {
		return err
	}
	if err := errors.Join(r.makeSigner(ctx, first), r.makeSigner(ctx, second)); err != nil {
		return err
	}
	if err := r.makePapers(ctx, first, second); err != nil {
		return err
	}
	s.as(first.email)
	letter, err := r.sandbox.Signers.WriteLetter(ctx, first.userID, true)
	if err != nil {
		return err
	}
	first.activation = letter.Code
	if letter, err = r.sandbox.Signers.WriteLetter(ctx, second.userID, true); err != nil {
		return err
	}
	second.activation = letter.Code
	if err := r.checkMail(ctx, s, first.email, mailAccess, "The access letter"); err != nil {
		return err
	}
	if err := r.checkLetter(ctx, s, first); err != nil {
		return err
	}
	r.signer, r.other = first, second
	s.sum("5 documents sent, 2 signers, access letters", "contract, signers and access letter", "all three")
	return nil
}

// checkLetter looks for what somebody needs in the access letter (SGN-5).
func (r *run) checkLetter(ctx context.Context, s *stepper, p *partner) error {
	content, err := r.sandbox.mailTo(ctx, p.email, mailAccess)
	if errors.Is(err, errNoMail) {
		return nil // said already
	}
	if err != nil {
		return err
	}
	to := mend{Label: "Open the text", To: "/settings/features/site-text/mail_access_letter"}
	for _, one := range []struct{ what, words string }{
		{"the address to sign in at", r.sandbox.base}, {"the Email or Login", p.email}, {"what there is to sign", r.papers.agreement.Title},
	} {
		there := strings.Contains(content.Text, one.words)
		s.check(there, "The access letter", "says "+one.what, thereOrNot(there), fmt.Sprintf("The access letter does not say %s.", one.what), to)
	}
	enters := strings.Contains(content.Text, p.activation) || activationPath.MatchString(content.Text)
	s.check(enters, "The access letter", "has the code or the link", thereOrNot(enters), "The access letter has neither code nor link, so nobody gets in with it.", to)
	return nil
}

// makeSigner makes a test signer as the administrator does: an Individual,
// affiliated with the test organization in a management role, and a member of
// the account role.
func (r *run) makeSigner(ctx context.Context, p *partner) error {
	u, err := r.sandbox.Users.Create(ctx, everything, users.Input{
		Email: p.email, FirstName: p.firstName, LastName: p.lastName, Type: users.Individual,
		Affiliations: r.tie(r.plan.signing.management.ID), AccountRoleIDs: []int64{r.plan.signing.role.ID},
	})
	p.userID, p.organization, p.organizationID = u.ID, r.papers.home.Name, r.papers.home.ID
	return err
}

// tie is an affiliation with the test organization in one role.
func (r *run) tie(role int64) []users.AffiliationInput {
	return []users.AffiliationInput{{OrganizationID: r.papers.home.ID, RoleIDs: []int64{role}}}
}

// makePapers makes the contracts and sends their documents.
func (r *run) makePapers(ctx context.Context, first, second *partner) error {
	one := func(p *partner) contracts.Signer { return contracts.Signer{Kind: contracts.Person, UserID: p.userID} }
	made := map[int64]int64{} // contracts by organization
	for _, wanted := range []struct {
		into  *paper
		of    organizations.Organization
		title string
		input contracts.DocumentInput
	}{
		{&r.papers.agreement, r.papers.home, "Rehearsed agreement", contracts.DocumentInput{IsSignable: true, Signers: []contracts.Signer{one(first)}}},
		{&r.papers.annex, r.papers.home, "Rehearsed annex", contracts.DocumentInput{IsSignable: true, InOrder: true, Signers: []contracts.Signer{one(second), one(first)}}},
		{&r.papers.notice, r.papers.home, "Rehearsed notice", contracts.DocumentInput{}},
		{&r.papers.letter, r.papers.home, "Rehearsed side letter", contracts.DocumentInput{IsSignable: true, Signers: []contracts.Signer{one(second)}, Limits: []contracts.Limit{{UserID: second.userID}}}},
		{&r.papers.theirs, r.papers.elsewhere, "Rehearsed lease of somebody else", contracts.DocumentInput{IsSignable: true}},
	} {
		contract := made[wanted.of.ID]
		if contract == 0 {
			c, err := r.sandbox.Contracts.Create(ctx, contracts.Input{OrganizationID: wanted.of.ID, Name: "Rehearsed contract", Status: contracts.Active})
			if err != nil {
				return err
			}
			contract, made[wanted.of.ID] = c.ID, c.ID
		}
		wanted.input.Title, wanted.input.Kind = wanted.title, contracts.Text
		wanted.input.Body = "# " + wanted.title + "\n\nBetween {{site.name}} and {{organization.name}}, for the rehearsal alone."
		d, err := r.sandbox.Contracts.CreateDocument(ctx, contract, wanted.input)
		if err != nil {
			return err
		}
		if _, err := r.sandbox.Contracts.Send(ctx, d.ID); err != nil {
			return err
		}
		err = r.sandbox.Store.Read(ctx).Raw("SELECT document_id AS id, title, sha256, number AS version FROM document_versions WHERE document_id = ? ORDER BY number DESC LIMIT 1", d.ID).Scan(wanted.into).Error
		if err != nil {
			return fmt.Errorf("read document: %w", err)
		}
	}
	return nil
}

// signatures returns how many signatures of somebody are on a document.
func (r *run) signatures(ctx context.Context, on paper, by *partner) (int64, error) {
	var count int64
	if err := r.sandbox.Store.Read(ctx).Raw("SELECT COUNT(*) FROM signatures WHERE document_id = ? AND user_id = ?", on.ID, by.userID).Scan(&count).Error; err != nil {
		return 0, fmt.Errorf("count signatures: %w", err)
	}
	return count, nil
}
