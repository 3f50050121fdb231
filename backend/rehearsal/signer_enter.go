package rehearsal

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
)

func signerCodeAct() act {
	return act{
		id: "signer_code", title: titled("Sign in for the first time, with the code"),
		about:   "Signs in as somebody who never was here: any other letters must be refused, and the code of the access letter must lead to choosing a password.",
		reached: needsSigner,
		play:    playSignerCode,
	}
}

// otherLetters are what somebody tries who knows the address alone, and a code
// with one letter changed. They stay below every threshold for a lockout.
func otherLetters(code string) []struct{ what, typed string } {
	last := "X"
	if strings.HasSuffix(code, "X") {
		last = "Y"
	}
	return []struct{ what, typed string }{{"Any letters", "letters"}, {"The code with its last letter changed", code[:len(code)-1] + last}}
}

func playSignerCode(r *run, ctx context.Context, s *stepper) error {
	p := r.signer
	s.as(p.email)
	for _, one := range otherLetters(p.activation) {
		page, err := r.signIn(ctx, p, one.typed)
		if err != nil {
			return err
		}
		in, _, err := p.isIn(ctx)
		if err != nil {
			return err
		}
		s.on(page).check(page.Status == http.StatusUnauthorized && !in, one.what, "answers 401", answer(page), "Somebody gets in who has no password yet, without the code of the access letter.", mendUsers)
	}
	page, err := r.signIn(ctx, p, p.activation)
	if err != nil {
		return err
	}
	s.on(page).check(page.URL.Path == "/activate" && page.Status == http.StatusOK, "The code of the access letter", "leads to choosing a password", page.URL.Path+" "+answer(page)+complaints(page),
		firstCodeProblem(page), mendUsers)
	s.sum("other letters refused; the code leads to choosing a password", "the code alone gets in, and only to choosing a password", "it does")
	return nil
}

func firstCodeProblem(page *Page) string {
	if page.URL.Path == "/login" {
		return "The code of the access letter does not let its owner in."
	}
	return "Somebody who signs in with the code is not asked for a password of their own."
}

func signerPasswordAct() act {
	return act{
		id: "signer_password", title: titled("Choose a password before anything else"),
		about:   "Tries every page before there is a password, chooses one, and tries the code a second time.",
		reached: needsSigner,
		play:    playSignerPassword,
	}
}

func playSignerPassword(r *run, ctx context.Context, s *stepper) error {
	p := r.signer
	s.as(p.email)
	if _, err := r.checkTurned(ctx, s, p.browser, "/activate", "%s can be reached before a password was chosen."); err != nil {
		return err
	}
	if s.failed() {
		return nil
	}
	if err := r.choosePassword(ctx, s, p); err != nil {
		return err
	}
	stranger := &partner{email: p.email}
	again, err := r.signIn(ctx, stranger, p.activation)
	if err != nil {
		return err
	}
	stranger.browser.close()
	s.on(again).check(again.Status == http.StatusUnauthorized, "The code a second time", "answers 401", answer(again), "The code of the access letter can be used twice.", mendUsers)
	words := "password chosen, signed in"
	if r.plan.signerRequiresCode() {
		words = "password chosen, second factor set up, signed in"
	}
	s.sum(words, "nothing can be reached before there is a password", "so it is")
	return nil
}

// enterFirst brings somebody in with the code of their letter, and sets
// password and second factor.
func (r *run) enterFirst(ctx context.Context, s *stepper, p *partner) error {
	if _, err := r.signIn(ctx, p, p.activation); err != nil {
		return err
	}
	return r.choosePassword(ctx, s, p)
}

// choosePassword sets the first password on the page that asks for it, and the
// second factor where one is required.
func (r *run) choosePassword(ctx context.Context, s *stepper, p *partner) error {
	page, err := p.browser.Get(ctx, "/activate")
	if err != nil {
		return err
	}
	form, err := page.Form("Save and sign in")
	if err != nil {
		return err
	}
	if err := errors.Join(form.Set("Password", p.password), form.Set("Repeat password", p.password)); err != nil {
		return err
	}
	after, err := form.Submit(ctx)
	if err != nil {
		return err
	}
	if r.plan.signerRequiresCode() {
		if !s.on(after).check(after.URL.Path == "/login/enroll", "Afterwards", "the second factor must be set up", after.URL.Path+" "+answer(after), "Two-factor authentication is required of everybody, but a signer is not asked for it.", mendUsers) {
			return nil
		}
		if _, err = r.enroll(ctx, p, after); err != nil {
			return err
		}
		if after, err = p.browser.Get(ctx, "/home"); err != nil {
			return err
		}
	}
	p.signedIn = s.on(after).check(after.Status == http.StatusOK && after.URL.Path == "/documents", "Choosing a password", "leads to the documents", after.URL.Path+" "+answer(after)+complaints(after), "A signer who has chosen a password does not reach the documents.", mendSigners)
	return nil
}

// enter brings a signer in with password and, where there is one, a second
// factor.
func (r *run) enter(ctx context.Context, p *partner) (*Page, error) {
	page, err := r.signIn(ctx, p, p.password)
	if err != nil || p.secret == "" || page.URL.Path != "/login/code" {
		return page, err
	}
	code, err := p.anyCode(r.now())
	if err != nil {
		return page, err
	}
	return sendCode(ctx, page, "Sign in", code)
}

// managersPages are the pages that are not there for somebody who only signs.
func managersPages() []string {
	return slices.DeleteFunc(insidePages(), func(path string) bool {
		return path == "/home" || path == "/account" || strings.HasPrefix(path, "/documents")
	})
}
