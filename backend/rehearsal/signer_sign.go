package rehearsal

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

func signAct() act {
	return act{
		id: "sign", title: titled("Read the document and sign it"),
		about:   "Opens the document, tries to sign without consent and with a wrong password, then signs: consent, typed name, Email or Login and password, and a code where one is required.",
		reached: needsSignerIn,
		play:    playSign,
	}
}

// signingValues is the form of the signing page as it is sent when all is in
// order.
func signingValues(p paper, consent string, by *partner, code string) url.Values {
	return url.Values{
		"version": {fmt.Sprint(p.Version)}, "sha256": {p.SHA256}, "consent_sha256": {consent}, "read": {"on"}, "consent": {"on"},
		"typed_name": {by.firstName + " " + by.lastName}, "identifier": {by.email}, "password": {by.password}, "code": {code},
	}
}

func playSign(r *run, ctx context.Context, s *stepper) error {
	p, paper := r.signer, r.papers.agreement
	s.as(p.email)
	front, err := p.browser.Get(ctx, paper.at(""))
	if err != nil {
		return err
	}
	if !s.opens(front, "The document", "The document does not open for the signer.", mendSigners) {
		return nil
	}
	if err := r.checkFile(ctx, s, p, paper); err != nil {
		return err
	}
	page, err := p.browser.Get(ctx, paper.at("/sign"))
	if err != nil {
		return err
	}
	if !s.opens(page, "The signing page", "The signing page does not open, although the signer has everything that signing needs.", mendSigners) {
		return nil
	}
	form, err := page.Form("Sign")
	if err != nil {
		return err
	}
	s.check(form.Values.Get("sha256") == paper.SHA256, "The document on the signing page", "is the one that was sent", form.Values.Get("sha256"), "The signing page is for other bytes than those that were sent.", mendSigners)
	if err := r.refuseSigning(ctx, s, page); err != nil {
		return err
	}
	signed, err := r.sendSigning(ctx, page, p, nil)
	if err != nil {
		return err
	}
	count, err := r.signatures(ctx, paper, p)
	if err != nil {
		return err
	}
	done := signed.Status == http.StatusOK && signed.URL.Path == paper.at("")
	s.on(signed).check(done && count == 1, "Signing", "is done", signed.URL.Path+" "+answer(signed)+complaints(signed), "Signing did not get through, although everything was filled in as asked.", mendSigners)
	s.check(signed.Says("Completed"), "Afterwards", "the document is completed", thereOrNot(signed.Says("Completed")), "A document with all signatures does not read as completed.", mendSigners)
	if err := r.signTwice(ctx, s, p, paper); err != nil {
		return err
	}
	if s.failed() {
		return nil
	}
	s.show(signed)
	r.papers.isSigned = true
	s.sum("refused without consent and with a wrong password; then signed once", "signed once, by the right person", "so it is")
	return nil
}

// checkFile compares the PDF that comes down with what was frozen when it was
// sent (SEC-40).
func (r *run) checkFile(ctx context.Context, s *stepper, p *partner, paper paper) error {
	file, err := p.browser.Get(ctx, paper.at("/file.pdf"))
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(file.Body))
	same := file.Status == http.StatusOK && hex.EncodeToString(sum[:]) == paper.SHA256
	got := answer(file)
	if !same && file.Status == http.StatusOK {
		got = "other bytes"
	}
	s.check(same, "The PDF", "is byte for byte what was sent", got, "The signer is shown another PDF than the one that was sent.", mendSigners)
	return nil
}

// refuseSigning tries what must not sign. The tries stay below every threshold
// for a lockout.
func (r *run) refuseSigning(ctx context.Context, s *stepper, page *Page) error {
	type refusal struct {
		what, problem string
		status        int
		change        func(*Form) error
	}
	tries := []refusal{
		{"Without consent", "A document can be signed without consent.", http.StatusUnprocessableEntity, func(f *Form) error { f.Values.Del("consent"); return nil }},
		{"Without a name", "A document can be signed without a name.", http.StatusUnprocessableEntity, func(f *Form) error { return f.Set("Your name", "") }},
		{"With a wrong password", "A document can be signed without the right password.", http.StatusUnauthorized, func(f *Form) error { return f.Set("Password", r.signer.password+"-wrong") }},
	}
	if r.signer.secret != "" {
		wrong, err := r.signer.wrongCode(r.now())
		if err != nil {
			return err
		}
		tries = append(tries, refusal{"With a wrong code", "A document can be signed without the right code.", http.StatusUnauthorized, func(f *Form) error { return f.Set("Code", wrong) }})
	}
	for _, one := range tries {
		answered, err := r.sendSigning(ctx, page, r.signer, one.change)
		if err != nil {
			return err
		}
		count, err := r.signatures(ctx, r.papers.agreement, r.signer)
		if err != nil {
			return err
		}
		s.on(answered).check(answered.Status == one.status && count == 0, one.what, fmt.Sprintf("answers %d, and nothing is signed", one.status), fmt.Sprintf("%s, %s", answer(answered), amount(count, "signature")), one.problem, mendSigners)
	}
	return nil
}

// sendSigning fills in the signing page and sends it. A change is made to the
// form before; only without one is a code used up.
func (r *run) sendSigning(ctx context.Context, page *Page, p *partner, change func(*Form) error) (*Page, error) {
	form, err := page.Form("Sign")
	if err != nil {
		return nil, err
	}
	err = errors.Join(form.Choose("I have read the document to its end", ""), form.Choose("I agree to this", ""), form.Set("Your name", p.firstName+" "+p.lastName),
		form.Set("Email or Login", p.email), form.Set("Password", p.password))
	if err == nil && form.Has("Code") {
		err = p.fillCode(r, form, change == nil)
	}
	if err == nil && change != nil {
		err = change(form)
	}
	if err != nil {
		return nil, err
	}
	return form.Submit(ctx)
}

// fillCode fills in a code that counts, or where it is not to be used up one of
// the present moment.
func (p *partner) fillCode(r *run, form *Form, use bool) error {
	code, err := p.code(stepAt(r.now()))
	if use {
		code, err = p.anyCode(r.now())
	}
	return errors.Join(err, form.Set("Code", code))
}

// signTwice sends a second signature.
func (r *run) signTwice(ctx context.Context, s *stepper, p *partner, paper paper) error {
	again, err := p.browser.Knock(ctx, http.MethodPost, paper.at("/sign"), signingValues(paper, "", p, ""))
	if err != nil {
		return err
	}
	count, err := r.signatures(ctx, paper, p)
	if err != nil {
		return err
	}
	s.check(count <= 1 && strings.HasPrefix(again.LeadsTo(), paper.at("")), "Signing a second time", "leads back to the document", answer(again), "One person can sign a document twice.", mendSigners)
	return nil
}
