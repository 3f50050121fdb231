package rehearsal

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"
)

// partner is somebody who comes in as an Assessment Manager of an organization
// of their own.
type partner struct {
	organization string // name
	firstName    string
	lastName     string
	email        string
	password     string
	secret       string // of the second factor, base32; "" without one
	usedStep     int64  // the last time step whose code was used
	recovery     []string
	activation   string // the code for the first sign-in, of a signer

	organizationID int64
	userID         int64
	browser        *Browser
	signedIn       bool
}

// testDomain can belong to nobody (RFC 6761 §6.4).
const testDomain = "rehearsal.invalid"

// newPartner invents the n-th test partner: a name and an email that nobody on
// the site has, and a password that its rules take.
func (r *run) newPartner(ctx context.Context, n int) (*partner, error) {
	return r.invent(ctx, "Test Partner", "test.partner", "Tester", n)
}

// invent invents the n-th person of a sort, with the name of an organization
// that is theirs.
func (r *run) invent(ctx context.Context, organization, account, lastName string, n int) (*partner, error) {
	p := &partner{firstName: "Robin", lastName: fmt.Sprintf("%s %d", lastName, n), password: newPassword(r.plan.users.PasswordMinimum)}
	for try := range 100 {
		number := fmt.Sprint(n)
		if try > 0 {
			number = fmt.Sprintf("%d-%d", n, try)
		}
		p.organization, p.email = organization+" "+number, fmt.Sprintf("%s.%s@%s", account, number, testDomain)
		var taken int64
		err := r.sandbox.Store.Read(ctx).Raw("SELECT (SELECT COUNT(*) FROM organizations WHERE name = ?) + (SELECT COUNT(*) FROM user_identifiers WHERE key = ?)", p.organization, p.email).Scan(&taken).Error
		if err != nil {
			return nil, fmt.Errorf("name test partner: %w", err)
		}
		if taken == 0 {
			return p, nil
		}
	}
	return nil, errors.New("name test partner: all names are taken")
}

// newPassword returns a random password of at least so many characters.
func newPassword(least int) string {
	text := ""
	for len(text) < max(20, least) {
		random := strings.ToLower(rand.Text())
		text += random[:5] + "-" + random[5:10] + "-"
	}
	return strings.TrimSuffix(text, "-") + "7"
}

const codeSeconds = 30 // RFC 6238

// code returns the code of a time step, as an authenticator computes it.
func (p *partner) code(step int64) (string, error) {
	return hotp.GenerateCodeCustom(p.secret, uint64(step), hotp.ValidateOpts{Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
}

func stepAt(at time.Time) int64 { return at.Unix() / codeSeconds }

// nextCode returns a code that was not used yet and counts at the moment now,
// and marks it as used. The server takes one step either side of its clock.
func (p *partner) nextCode(now time.Time) (string, error) {
	step := max(stepAt(now), p.usedStep+1)
	p.usedStep = step
	return p.code(step)
}

// anyCode returns a code that counts at the moment now: of the authenticator,
// or where all of its time were used a recovery code.
func (p *partner) anyCode(now time.Time) (string, error) {
	if p.usedStep > stepAt(now) && len(p.recovery) > 0 {
		code := p.recovery[0]
		p.recovery = p.recovery[1:]
		return code, nil
	}
	return p.nextCode(now)
}

// wrongCode returns a code that is of no step near now.
func (p *partner) wrongCode(now time.Time) (string, error) {
	near := map[string]bool{}
	for step := stepAt(now) - 4; step <= stepAt(now)+4; step++ {
		code, err := p.code(step)
		if err != nil {
			return "", err
		}
		near[code] = true
	}
	for wrong := 100000; ; wrong += 7919 {
		if code := fmt.Sprintf("%06d", wrong%1000000); !near[code] {
			return code, nil
		}
	}
}

// signIn fills in the sign-in page in a new browser, and returns where that
// leads.
func (r *run) signIn(ctx context.Context, p *partner, password string) (*Page, error) {
	browser, err := r.browser()
	if err != nil {
		return nil, err
	}
	if p.browser != nil {
		p.browser.close()
	}
	p.browser = browser
	page, err := browser.Get(ctx, "/login")
	if err != nil {
		return nil, err
	}
	form, err := page.Form("Sign in")
	if err != nil {
		return page, err
	}
	if err := errors.Join(form.Set("Email or Login", p.email), form.Set("Password", password)); err != nil {
		return page, err
	}
	return form.Submit(ctx)
}

// enroll sets the second factor up on the page that asks for it, and returns
// the page with the recovery codes.
func (r *run) enroll(ctx context.Context, p *partner, page *Page) (*Page, error) {
	p.secret = strings.ReplaceAll(page.ByID("secret"), " ", "")
	if p.secret == "" {
		return page, errors.New("the page shows no secret for an authenticator")
	}
	code, err := p.nextCode(r.now())
	if err != nil {
		return page, fmt.Errorf("read secret: %w", err)
	}
	after, err := sendCode(ctx, page, "Turn on", code)
	if err == nil && after.Status == 200 {
		p.recovery = recoveryCodes(after)
	}
	return after, err
}

func recoveryCodes(page *Page) []string {
	codes := []string{}
	for _, text := range page.Texts("li") {
		if strings.Count(text, "-") >= 1 && !strings.Contains(text, " ") {
			codes = append(codes, text)
		}
	}
	return codes
}

func sendCode(ctx context.Context, page *Page, button, code string) (*Page, error) {
	form, err := page.Form(button)
	if err != nil {
		return page, err
	}
	if err := form.Set("Code", code); err != nil {
		return page, err
	}
	return form.Submit(ctx)
}

// now is the moment by the sandbox's clock, which codes go by.
func (r *run) now() time.Time { return r.sandbox.Store.Clock().Now() }

// knows reports whether somebody's browser is wholly signed in.
func (p *partner) isIn(ctx context.Context) (bool, *Page, error) {
	page, err := p.browser.Knock(ctx, "GET", "/home", nil)
	return err == nil && page.Status == 200, page, err
}
