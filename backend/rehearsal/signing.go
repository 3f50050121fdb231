package rehearsal

import (
	"context"
	"fmt"
)

// signingActs are the steps for somebody outside who signs, in the order of
// guide 002: played where Use Contracts is on.
func signingActs() []act {
	acts := []act{signingAct(), signerByHandAct(), signerCodeAct(), signerPasswordAct(), signerDocumentsAct(), signAct(), signedFilesAct(), unreadyAct(), takenAwayAct()}
	for i := range acts {
		acts[i].part = PartSigner
	}
	return acts
}

func signingAct() act {
	return act{
		id: "signing", title: titled("Check what signing depends on"),
		about: "Reads features and roles as you saved them, and looks whether somebody is ready to sign each document that waits.",
		play:  playSigning,
	}
}

func playSigning(r *run, _ context.Context, s *stepper) error {
	p := r.plan
	const stays = " Use Contracts is on, but nobody outside can sign in and sign."
	s.check(p.general.UseOrganization, "Use Organization", "is on", onOff(p.general.UseOrganization), "Use Organization is off."+stays, mendGeneral)
	s.check(p.general.UsePartnerPortal, "Use Partner Portal", "is on", onOff(p.general.UsePartnerPortal), "Use Partner Portal is off."+stays, mendGeneral)
	managing := p.signing.management.ID != 0
	s.check(managing, "A management role", "is there", thereOrNot(managing), "No organizational role is marked as a management role, so nobody can sign for an organization.", mendManaging)
	r.checkAccountRole(s)
	for _, one := range p.signing.stuck {
		s.check(false, "“"+one.Title+"”", "waits for somebody who is ready to sign", fmt.Sprintf("%d of %d", one.Ready, one.Lacking), one.words(), one.mend())
	}
	if len(p.signing.stuck) == 0 {
		s.check(true, "Documents that wait", "wait for somebody who is ready to sign", "so they do", "", mendSigners)
	}
	s.sum(fmt.Sprintf("signers get the account role %s and the management role %s", p.signing.role.Name, p.signing.management.Name), "features and roles that let somebody sign", "they do")
	return nil
}

// checkAccountRole looks for an account role with which somebody can sign.
func (r *run) checkAccountRole(s *stepper) {
	role, fullest := r.plan.signing.role, r.plan.signing.fullest
	const what, expected = "An account role", "gives Partner Portal Login, View and Sign contract documents"
	switch {
	case role.ID != 0:
		s.check(true, what, expected, "“"+role.Name+"” does", "", mendRoles)
	case fullest.ID == 0:
		s.check(false, what, expected, "none gives Partner Portal Login", "No account role gives Partner Portal Login, so no signer can sign in.", mendRoles)
	default:
		lost := "Sign contract documents"
		if fullest.gives("sign_contract_documents") {
			lost = "View contract documents"
		}
		s.check(false, what, expected, "“"+fullest.Name+"” does not give "+lost,
			fmt.Sprintf("The account role “%s” does not give %s, and no other does, so none of its members can sign (%s).", fullest.Name, lost, amount(fullest.Members, "member")),
			mend{Label: "Open the account role", To: fmt.Sprintf("/system/account-roles/%d", fullest.ID)})
	}
}

// needsRoles returns why nobody can be made who signs, or "".
func needsRoles(r *run) string {
	switch {
	case r.plan == nil || !r.plan.general.UsePartnerPortal || !r.plan.general.UseOrganization:
		return "The Partner Portal is off."
	case r.plan.signing.management.ID == 0:
		return "There is no management role."
	case r.plan.signing.role.ID == 0:
		return "No account role lets anybody sign."
	}
	return ""
}

func needsSigner(r *run) string {
	if why := needsRoles(r); why != "" {
		return why
	}
	if r.signer == nil || r.other == nil {
		return "There is no test signer."
	}
	return ""
}

func needsSignerIn(r *run) string {
	if why := needsSigner(r); why != "" {
		return why
	}
	if !r.signer.signedIn {
		return "The test signer could not sign in."
	}
	return ""
}
