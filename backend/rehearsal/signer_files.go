package rehearsal

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"portico/backend/access"
	"portico/backend/evidence"
	"portico/backend/pdf"
)

func signedFilesAct() act {
	return act{
		id: "signed_files", title: titled("Check the signed file and its evidence"),
		about: "Downloads both, checks seal and evidence as anybody outside would, and that they say who signed what; then with one byte changed.",
		reached: func(r *run) string {
			if why := needsSignerIn(r); why != "" {
				return why
			}
			if !r.papers.isSigned {
				return "Nothing was signed."
			}
			return ""
		},
		play: playSignedFiles,
	}
}

func playSignedFiles(r *run, ctx context.Context, s *stepper) error {
	s.as(r.signer.email)
	signed, proof, err := r.signedFiles(ctx, s)
	if err != nil || s.failed() {
		return err
	}
	report, broken := pdf.CheckSignature(signed)
	intact := broken == nil && report.IsIntact && report.IsWhole
	if !s.check(intact, "The seal of signed.pdf", "covers the whole file and is intact", sealWords(report), "The signed PDF is not intact: "+problemWords(report)+".", mendCertificate) {
		return nil
	}
	sealed, about := evidence.CheckFile(signed), evidence.Check(proof)
	s.check(sealed.IsValid, "signed.pdf", "is valid", verdictOf(sealed), "The signed PDF does not hold: "+sealed.Reason.String()+".", mendCertificate)
	if !s.check(about.IsValid, "evidence.json", "is valid", verdictOf(about), "The evidence does not hold: "+about.Reason.String()+".", mendCertificate) {
		return nil
	}
	ours, err := r.sandbox.Seals.Knows(ctx, sealed.Fingerprint())
	if err != nil {
		return err
	}
	s.check(ours, "The certificate", "is this site's", yesNo(ours, "it is", "somebody else's"), "The signed PDF is sealed with a certificate that is not this site's.", mendCertificate)
	s.check(evidence.BelongTogether(sealed, about), "The two files", "belong together", yesNo(evidence.BelongTogether(sealed, about), "they do", "they don't"), "The evidence is about another file than the signed PDF.", mendCertificate)
	r.checkProof(s, *about.File)
	for _, one := range []struct {
		name string
		file []byte
	}{{"signed.pdf", signed}, {"evidence.json", proof}} {
		changed := slices.Clone(one.file)
		changed[len(changed)/2] ^= 1
		found := evidence.CheckFile(changed)
		s.check(!found.IsValid, one.name+" with one byte changed", "is not valid", verdictOf(found), "A changed file passes as intact.", mendCertificate)
	}
	s.sum("both intact, and about this signature", "a sealed PDF and evidence that hold", "both hold")
	return nil
}

var mendCertificate = mend{Label: "Open Signing certificate", To: "/settings/signing-certificate"}

// signedFiles downloads the signed file and its evidence: as the signer, or
// where the account role does not allow that as the administrator.
func (r *run) signedFiles(ctx context.Context, s *stepper) (signed, proof []byte, err error) {
	allowed := r.plan.signing.role.gives(access.DownloadSigned)
	for _, one := range []struct {
		name string
		into *[]byte
	}{{"signed.pdf", &signed}, {"evidence.json", &proof}} {
		file, err := r.signer.browser.Get(ctx, r.papers.agreement.at("/"+one.name))
		if err != nil {
			return nil, nil, err
		}
		if !allowed {
			s.check(isRefusal(file), one.name, "is refused: the account role does not allow it", answer(file), "A signer downloads "+one.name+", although the account role does not give Download signed documents.", mendRoles)
			continue
		}
		s.check(file.Status == http.StatusOK, one.name, "comes down", answer(file), one.name+" does not come down, although the document is signed.", mendRoles)
		*one.into = []byte(file.Body)
	}
	if !allowed && !s.failed() {
		final, err := r.sandbox.Contracts.FinalOf(ctx, r.papers.agreement.ID, 0)
		return final.PDF, final.Evidence, err
	}
	return signed, proof, nil
}

// checkProof compares what the evidence says with what was done.
func (r *run) checkProof(s *stepper, file evidence.File) {
	p, paper := r.signer, r.papers.agreement
	s.check(file.Document.ShownSHA256 == paper.SHA256, "The evidence: the document", "is the one that was sent", file.Document.Title, "The evidence is about other bytes than those that were sent.", mendCertificate)
	if !s.check(len(file.Signatures) == 1, "The evidence: signatures", "one", fmt.Sprint(len(file.Signatures)), "The evidence does not have the signature that was given.", mendCertificate) {
		return
	}
	one, name := file.Signatures[0], p.firstName+" "+p.lastName
	s.check(one.Who.Account == p.email && one.TypedName == name && one.Status == evidence.Validated, "The evidence: who signed", fmt.Sprintf("%s, %s, validated", name, p.email), fmt.Sprintf("%s, %s, %s", one.TypedName, one.Who.Account, one.Status), "The evidence names somebody else than who signed.", mendCertificate)
	s.check(one.ConsentText != "" && one.ShownSHA256 == paper.SHA256, "The evidence: consent", "is there, to the document that was shown", short(one.ConsentText, 60), "The evidence does not say what was agreed to.", mendCertificate)
	s.check(one.Who.OrganizationalRole != "" && one.Authentication != "", "The evidence: role and means", "are there", one.Who.OrganizationalRole+"; "+one.Authentication, "The evidence does not say in which role somebody signed, or how they showed who they are.", mendCertificate)
}

// verdictOf says in a few words what was found; Result.Words tells all of it.
func verdictOf(result evidence.Result) string {
	if result.IsValid {
		return "valid, sealed by " + result.SealedBy
	}
	return "not valid: " + result.Reason.String()
}

func sealWords(report pdf.SignatureReport) string {
	if report.Problem == "" {
		return "intact"
	}
	return string(report.Problem)
}

func problemWords(report pdf.SignatureReport) string {
	switch report.Problem {
	case pdf.NotPDF:
		return "it is no PDF"
	case pdf.Unsealed:
		return "it carries no seal"
	case pdf.Broken:
		return "its seal was changed"
	case pdf.Added:
		return "something was added after it was sealed"
	case pdf.Changed:
		return "it was changed after it was sealed"
	}
	return "its seal does not cover the whole file"
}
