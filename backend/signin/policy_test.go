package signin_test

import (
	"strings"
	"testing"

	"portico/backend/fault"
	"portico/backend/settings"
)

// Shows SEC-1, SEC-2.
func TestPasswordPolicy_SEC1_SEC2(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	words := []string{"Northwind Partners", "Halden Åkeri AS", "Inger", "Wolfeschlegelstein", "inger.dahl@halden-group.example"}
	cases := []struct {
		name, password string
		says           string // "" is taken
	}{
		{"14 characters", "kelp tide nine", "at least 15"},
		{"15 characters", "kelp tide nine9", ""},
		{"14 characters of several bytes", "кит луна вода", "at least 15"},
		{"15 characters of several bytes", "кит луна водакс", ""},
		{"letters that need two code points each are counted once", strings.Repeat("e\u0301", 4) + "kelp tide", "at least 15"},
		{"64 characters", "kelp tide nine lantern harbour quartz walnut seven copper maple 1", ""},
		{"500 characters", strings.Repeat("kelp tide nine lantern ", 20) + "and a harbour with a quay", ""},
		{"1,001 characters", strings.Repeat("kelp tide lanterns ", 53), "at most 1,000"},
		{"no digit, no capital, no sign", "several plain words", ""},
		{"only signs", "!?$%&/()=+*#-_.:,;<>", ""},
		{"spaces at the ends count", "  kelp tide nin ", ""},
		{"emoji", "🐳🌊🏠🔑🚪🪟🛋️🧺🕯️📦🧲🧵🪡🧶🎲", ""},
		{"a common one", "zxcvbnm123456789", "list of common ones"},
		{"a common one, in capitals", "PasswordPassword", "list of common ones"},
		{"words of which each is common", "the quick brown whale jumps", ""},
		{"a famous one", "Correct Horse Battery Staple", "list of common ones"},
		{"a common one filled up with digits", "football99999999", "list of common ones"},
		{"one letter over and over", "aaaaaaaaaaaaaaaa", "repeats"},
		{"three letters over and over", "abcabcabcabcabcabc", "repeats"},
		{"counted up", "2345678901234567890", "repeats"},
		{"the alphabet", "bcdefghijklmnopqrs", "repeats"},
		{"one sign over and over", "????????????????", "repeats"},
		{"the site's name", "NorthwindPartners1", "made of"},
		{"the site's name twice", "northwind northwind", "made of"},
		{"the organization's name", "Halden Åkeri 2026!", "made of"},
		{"the person's name", "wolfeschlegelstein", "made of"},
		{"the email", "inger.dahl@halden-group.example", "made of"},
		{"a name and a common password", "inger-password-2026", "made of"},
		{"a name in a sentence", "Halden bakes bread on Tuesdays", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			hash, err := s.HashNew(t.Context(), c.password, words...)
			if c.says == "" {
				if err != nil {
					t.Fatal(err)
				}
				if ok, _, _ := s.Hasher.Verify(t.Context(), c.password, hash); !ok {
					t.Error("it does not fit its own hash")
				}
				return
			}
			if f := fault.As(err); f == nil || !strings.Contains(f.Fields["password"], c.says) {
				t.Errorf("%v", err)
			}
		})
	}
}

// Shows SET-4.
func TestMinimumLengthCanBeRaisedNotLowered_SET4(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.rules(func(r *settings.Users) { r.PasswordMinimum = 20 })
	if _, err := s.HashNew(t.Context(), "kelp tide nine 9876"); !fault.Is(err, fault.Invalid) {
		t.Errorf("19 characters: %v", err)
	}
	rules, _ := s.Settings.Users(t.Context())
	for _, change := range []func(*settings.Users){
		func(r *settings.Users) { r.PasswordMinimum = 14 }, func(r *settings.Users) { r.PasswordMinimumWithSecondFactor = 7 },
	} {
		lower := rules
		change(&lower)
		if err := s.Settings.SaveUsers(t.Context(), lower); !fault.Is(err, fault.Invalid) {
			t.Errorf("lowered: %v", err)
		}
	}
}

// A hash never runs inside a transaction: there is one writer.
func TestRefusedPasswordsCostNoHash(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	before := s.Hasher.Computed()
	if _, err := s.HashNew(t.Context(), "short"); err == nil {
		t.Fatal("taken")
	}
	if s.Hasher.Computed() != before {
		t.Error("a refused password was hashed")
	}
}
