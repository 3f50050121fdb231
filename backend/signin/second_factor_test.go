package signin_test

import (
	"encoding/base32"
	"fmt"
	"net/url"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"portico/backend/fault"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/signin"
)

// code returns the code of a moment, from oathtool where there is one: a
// program that knows nothing of this one.
func code(t testing.TB, secret string, at time.Time) string {
	t.Helper()
	if tool, err := exec.LookPath("oathtool"); err == nil {
		out, err := exec.CommandContext(t.Context(), tool, "--totp", "--base32", "--now", at.UTC().Format("2006-01-02 15:04:05 UTC"), secret).Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(out))
	}
	made, err := totp.GenerateCode(secret, at)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// Shows SEC-8.
func TestSecondFactorIsEnrolledWithPasswordAndCode_SEC8(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.manager("a@x.example")
	entrance, elsewhere := s.in(u.Email), s.in(u.Email)
	enrollment, err := s.Enrollment(t.Context(), s.visitor(entrance.Token))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(enrollment.Secret)
	if err != nil || len(raw)*8 != 160 {
		t.Fatalf("%d bits, %v", len(raw)*8, err)
	}
	address, err := url.Parse(enrollment.URL)
	if err != nil || address.Scheme != "otpauth" || address.Query().Get("secret") != enrollment.Secret {
		t.Errorf("address %q, %v", enrollment.URL, err)
	}
	other, _ := s.Enrollment(t.Context(), s.visitor(elsewhere.Token))
	if other.Secret == enrollment.Secret {
		t.Error("two sessions are offered one secret")
	}
	right := code(t, enrollment.Secret, s.clock.Now())
	for name, try := range map[string][2]string{
		"wrong password": {"wrong", right}, "no password": {"", right}, "wrong code": {password, "000000"}, "no code": {password, ""}, "another session's": {password, code(t, other.Secret, s.clock.Now())},
	} {
		if _, _, err := s.Enroll(t.Context(), entrance.Token, try[0], try[1]); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
		if s.load(u.ID).HasSecondFactor() {
			t.Fatalf("%s: it is in force", name)
		}
	}
	after, codes, err := s.Enroll(t.Context(), entrance.Token, password, right)
	if err != nil || len(codes) != 10 {
		t.Fatalf("%d codes, %v", len(codes), err)
	}
	// A session that was opened with the password alone has shown no code.
	if s.isIn(elsewhere.Token) || s.isIn(entrance.Token) || !s.isIn(after.Token) {
		t.Error("sessions from before live on")
	}
	stored := s.one("SELECT totp_secret FROM users WHERE id = ?", u.ID)
	if stored == "" || strings.Contains(stored, enrollment.Secret) || strings.Contains(stored, string(raw)) {
		t.Errorf("stored as %q", stored)
	}
	plain, err := s.key.Open(secrets.Place{Table: "users", Column: "totp_secret", Row: u.ID}, secrets.Sealed(stored))
	if err != nil || string(plain) != string(raw) {
		t.Errorf("sealed secret: %v", err)
	}
	if _, _, err := s.Enroll(t.Context(), after.Token, password, right); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second enrolment: %v", err)
	}
	s.verifyAudit()
}

// Shows SEC-10.
func TestTheCodeOfTheEnrolmentIsUsedUp_SEC10(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.manager("a@x.example")
	entrance := s.in(u.Email)
	enrollment, _ := s.Enrollment(t.Context(), s.visitor(entrance.Token))
	now := code(t, enrollment.Secret, s.clock.Now())
	if _, _, err := s.Enroll(t.Context(), entrance.Token, password, now); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SubmitCode(t.Context(), s.in(u.Email).Token, now, ""); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("accepted again: %v", err)
	}
}

// Shows SEC-9.
func TestOneStepEitherSide_SEC9(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		off  time.Duration
		want bool
	}{
		{"two steps ago", -60 * time.Second, false}, {"last step", -30 * time.Second, true}, {"this step", 0, true},
		{"next step", 30 * time.Second, true}, {"two steps ahead", 60 * time.Second, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := openSite(t)
			u, secret, _ := s.enrolled("a@x.example")
			_, err := s.SubmitCode(t.Context(), s.in(u.Email).Token, code(t, secret, s.clock.Now().Add(c.off)), "")
			if (err == nil) != c.want {
				t.Errorf("%v", err)
			}
		})
	}
}

// Shows SEC-10.
func TestFiftyAtOnceGiveOneSuccess_SEC10(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.rules(func(r *settings.Users) { r.LockoutThreshold = 100 })
	u, secret, _ := s.enrolled("a@x.example")
	tokens := make([]string, 50)
	for i := range tokens {
		tokens[i] = s.in(u.Email).Token
	}
	typed := code(t, secret, s.clock.Now())
	var successes atomic.Int64
	var group sync.WaitGroup
	start := make(chan struct{})
	for _, token := range tokens {
		group.Go(func() {
			<-start
			_, err := s.SubmitCode(t.Context(), token, typed, "")
			if err == nil {
				successes.Add(1)
			} else if !fault.Is(err, fault.Unauthenticated) {
				t.Error(err)
			}
		})
	}
	close(start)
	group.Wait()
	if successes.Load() != 1 {
		t.Errorf("%d successes", successes.Load())
	}
	// The code before it must not work either once a later step was taken.
	if _, err := s.SubmitCode(t.Context(), s.in(u.Email).Token, code(t, secret, s.clock.Now().Add(-30*time.Second)), ""); err == nil {
		t.Error("an earlier step was taken after a later one")
	}
	s.verifyAudit()
}

// Shows SEC-11.
func TestWrongCodesLockTheAccount_SEC11(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u, secret, recovery := s.enrolled("a@x.example")
	s.rules(func(r *settings.Users) { r.LockoutThreshold = 5 })
	for i := range 5 {
		// A fresh start of the flow each time does not forget the failures.
		if _, err := s.SubmitCode(t.Context(), s.in(u.Email).Token, "000000", ""); !fault.Is(err, fault.Unauthenticated) {
			t.Fatalf("wrong code %d: %v", i+1, err)
		}
	}
	if _, err := s.SignIn(t.Context(), u.Email, password, ""); err == nil {
		t.Error("the account is not locked")
	}
	s.exec("UPDATE users SET locked_until = NULL WHERE id = ?", u.ID)
	entrance := s.in(u.Email)
	s.exec("UPDATE users SET locked_until = ? WHERE id = ?", s.Store.Now().Add(time.Minute), u.ID)
	for name, typed := range map[string]string{"code": code(t, secret, s.clock.Now()), "recovery code": recovery[0]} {
		if _, err := s.SubmitCode(t.Context(), entrance.Token, typed, ""); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("a right %s while locked: %v", name, err)
		}
	}
}

// Shows SEC-12.
func TestPasswordThenCodeNeverOneOfThem_SEC12(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u, secret, _ := s.enrolled("a@x.example")
	right := code(t, secret, s.clock.Now())
	half := s.in(u.Email)
	if visitor := s.visitor(half.Token); visitor.Session.Stage != signin.NeedsCode {
		t.Fatalf("stage %s", visitor.Session.Stage)
	}
	// With the password alone, nothing of a signed-in person works.
	refused := map[string]error{}
	_, refused["change the password"] = s.ChangePassword(t.Context(), half.Token, password, "walnut harbour seven 7", "walnut harbour seven 7", false)
	refused["remove the second factor"] = s.RemoveSecondFactor(t.Context(), half.Token, password)
	_, _, refused["enrol another"] = s.Enroll(t.Context(), half.Token, password, right)
	_, refused["make recovery codes"] = s.RenewRecoveryCodes(t.Context(), half.Token, password)
	_, refused["activate"] = s.ActivateBySession(t.Context(), half.Token, password, password)
	_, refused["code without a session"] = s.SubmitCode(t.Context(), "", right, "")
	_, refused["code with a forged session"] = s.SubmitCode(t.Context(), "x", right, "")
	for name, err := range refused {
		if !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("%s: %v", name, err)
		}
	}
	s.clock.advance(11 * time.Minute)
	if _, err := s.SubmitCode(t.Context(), half.Token, code(t, secret, s.clock.Now()), ""); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("a code long after the password: %v", err)
	}
}

// Shows SEC-12.
func TestRequiredFromNowOnHoldsOldSessionsToo_SEC12(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u := s.manager("a@x.example")
	old := s.in(u.Email)
	for _, who := range []string{settings.TwoFactorManagers, settings.TwoFactorEverybody} {
		s.rules(func(r *settings.Users) { r.TwoFactor = who })
		if visitor := s.visitor(old.Token); !visitor.MustEnroll {
			t.Errorf("%s: a session from before it was required goes on without", who)
		}
		if entrance := s.in(u.Email); !entrance.MustEnroll {
			t.Errorf("%s: a new sign-in need not enrol", who)
		}
	}
	// Fresh from the password, only the code is asked for; later both are.
	entrance := s.in(u.Email)
	enrollment, _ := s.Enrollment(t.Context(), s.visitor(entrance.Token))
	s.clock.advance(15 * time.Minute)
	if _, _, err := s.Enroll(t.Context(), entrance.Token, "", code(t, enrollment.Secret, s.clock.Now())); !fault.Is(err, fault.Invalid) {
		t.Errorf("enrolled without the password, long after it was typed: %v", err)
	}
	entrance = s.in(u.Email)
	enrollment, _ = s.Enrollment(t.Context(), s.visitor(entrance.Token))
	after, _, err := s.Enroll(t.Context(), entrance.Token, "", code(t, enrollment.Secret, s.clock.Now()))
	if err != nil || after.MustEnroll {
		t.Fatalf("%v", err)
	}
	if visitor := s.visitor(after.Token); visitor.MustEnroll {
		t.Error("still asked to enrol")
	}
	if err := s.RemoveSecondFactor(t.Context(), after.Token, password); !fault.Is(err, fault.Conflict) {
		t.Errorf("a required second factor was removed: %v", err)
	}
}

// Shows SEC-13.
func TestRecoveryCodesWorkOnce_SEC13(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u, secret, codes := s.enrolled("a@x.example")
	for _, one := range codes {
		if n := s.one("SELECT COUNT(*) FROM recovery_codes WHERE hash LIKE ?", "%"+strings.ReplaceAll(one, "-", "")+"%"); n != "0" {
			t.Fatal("a code stands in the database")
		}
	}
	typed := strings.ToLower(strings.ReplaceAll(codes[0], "-", " "))
	entrance, err := s.SubmitCode(t.Context(), s.in(u.Email).Token, typed, "")
	if err != nil || entrance.Stage != signin.Full {
		t.Fatalf("%v", err)
	}
	if _, err := s.SubmitCode(t.Context(), s.in(u.Email).Token, codes[0], ""); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("used twice: %v", err)
	}
	if left, _ := s.RecoveryLeft(t.Context(), u.ID); left != 9 {
		t.Errorf("%d left", left)
	}
	// One code at 50 doors opens one.
	var opened atomic.Int64
	var group sync.WaitGroup
	s.rules(func(r *settings.Users) { r.LockoutThreshold = 100 })
	for i := range 50 {
		token := s.in(u.Email).Token
		group.Go(func() {
			if _, err := s.SubmitCode(from(t, fmt.Sprintf("198.51.100.%d", i)), token, codes[1], ""); err == nil {
				opened.Add(1)
			}
		})
	}
	group.Wait()
	if opened.Load() != 1 {
		t.Errorf("opened %d", opened.Load())
	}
	signedIn, err := s.SubmitCode(t.Context(), s.in(u.Email).Token, code(t, secret, s.clock.Now()), "")
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := s.RenewRecoveryCodes(t.Context(), signedIn.Token, password)
	if err != nil || len(fresh) != 10 {
		t.Fatalf("%d codes, %v", len(fresh), err)
	}
	if _, err := s.SubmitCode(t.Context(), s.in(u.Email).Token, codes[2], ""); err == nil {
		t.Error("an earlier code works after new ones were made")
	}
}

// Shows SET-4.
func TestGivingItUpAsksForALongPassword_SET4(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	u, secret, _ := s.enrolled("a@x.example")
	entrance, err := s.SubmitCode(t.Context(), s.in(u.Email).Token, code(t, secret, s.clock.Now()), "")
	if err != nil {
		t.Fatal(err)
	}
	const short = "kelp 9 tide"
	if entrance, err = s.ChangePassword(t.Context(), entrance.Token, password, short, short, false); err != nil {
		t.Fatalf("a password of 11 characters with a second factor: %v", err)
	}
	if err := s.RemoveSecondFactor(t.Context(), entrance.Token, "wrong"); !fault.Is(err, fault.Invalid) {
		t.Errorf("removed with a wrong password: %v", err)
	}
	if err := s.RemoveSecondFactor(t.Context(), entrance.Token, short); !fault.Is(err, fault.Conflict) || !strings.Contains(err.Error(), "15") {
		t.Errorf("removed with a short password: %v", err)
	}
	if !s.load(u.ID).HasSecondFactor() {
		t.Fatal("it is gone")
	}

	// The administrator takes it off: the short password only leads to a new one.
	if err := s.ResetSecondFactor(t.Context(), u.ID); err != nil {
		t.Fatal(err)
	}
	if s.isIn(entrance.Token) {
		t.Error("the session lives on after the reset")
	}
	next, err := s.SignIn(t.Context(), u.Email, short, "")
	if err != nil || next.Stage != signin.NeedsPassword {
		t.Fatalf("stage %s, %v", next.Stage, err)
	}
	if _, err := s.ActivateBySession(t.Context(), next.Token, short, short); !fault.Is(err, fault.Invalid) {
		t.Errorf("the short password was taken again: %v", err)
	}
	last, err := s.ActivateBySession(t.Context(), next.Token, password, password)
	if err != nil || last.Stage != signin.Full {
		t.Fatalf("%v", err)
	}
	if err := s.RemoveSecondFactor(t.Context(), last.Token, ""); err != nil {
		t.Errorf("there is none to remove: %v", err)
	}
}
