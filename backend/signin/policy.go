package signin

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"portico/backend/fault"
	"portico/backend/store"
	"portico/backend/users"
)

// longestPassword is the greatest length in characters. It only keeps a
// request from being all password: hashing costs the same for any length.
const longestPassword = 1000

// The list is the part with at least eight characters of a public list of
// passwords by frequency (zxcvbn, MIT), and well-known sentences.
//
//go:embed common_passwords.txt
var commonList string

func commonPasswords() map[string]bool {
	common := map[string]bool{}
	for _, line := range strings.Split(commonList, "\n") {
		if line != "" {
			common[line] = true
			common[squeeze(line)] = true
		}
	}
	delete(common, "")
	return common
}

// problem returns why a password can't be taken, or "" (SEC-1, SEC-2): it is
// too short, common, made of one repeated or counted-up pattern, or of the
// site's, organization's or person's own words. There are no rules about its
// composition.
func (s *Service) problem(password string, minimum int, words []string) string {
	length := utf8.RuneCountInString(norm.NFC.String(password))
	if length < minimum {
		return fmt.Sprintf("Use at least %d characters. A sentence is fine.", minimum)
	}
	if length > longestPassword {
		return "Use at most 1,000 characters."
	}
	folded := store.Fold(password)
	letters := squeeze(folded)
	if s.common[folded] || s.common[letters] || s.common[strings.TrimFunc(letters, unicode.IsDigit)] {
		return "This password is on a list of common ones that is tried first. Choose another."
	}
	if isPattern(letters) && isPattern(folded) {
		return "This password repeats or counts up one pattern. Choose another."
	}
	rest := letters
	for _, word := range ownWords(words) {
		rest = strings.ReplaceAll(rest, word, "")
	}
	if rest != letters && s.isWeakRest(rest) {
		return "This password is made of your own, your organization's or the site's name. Choose another."
	}
	return ""
}

// isWeakRest reports whether what is left without the own words adds nothing:
// a few characters, digits only, or a common password.
func (s *Service) isWeakRest(rest string) bool {
	rest = strings.TrimFunc(rest, unicode.IsDigit)
	return utf8.RuneCountInString(rest) < 6 || s.common[rest]
}

// squeeze returns the letters and digits of a text, folded.
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return r
		}
		return -1
	}, store.Fold(text))
}

// ownWords returns the words of names and addresses that are long enough to
// matter, longest first, so that "halden" does not hide in "haldenas".
func ownWords(texts []string) []string {
	var words []string
	for _, text := range texts {
		parts := strings.FieldsFunc(store.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for _, part := range append(parts, text) {
			if word := squeeze(part); utf8.RuneCountInString(word) >= 4 {
				words = append(words, word)
			}
		}
	}
	slices.SortFunc(words, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(words)
}

// isPattern reports whether a text is one short piece over and over ("abcabc…",
// "aaaa…") or runs of neighbours ("123456…", "fedcba…").
func isPattern(text string) bool {
	runes := []rune(text)
	if len(runes) == 0 {
		return true
	}
	for period := 1; period <= 4 && period <= len(runes)/3; period++ {
		same := true
		for i := period; i < len(runes) && same; i++ {
			same = runes[i] == runes[i-period]
		}
		if same {
			return true
		}
	}
	steps := 0
	for i := 1; i < len(runes); i++ {
		if d := runes[i] - runes[i-1]; d >= -1 && d <= 1 || runes[i] == '0' && runes[i-1] == '9' {
			steps++
		}
	}
	return len(runes) > 3 && steps*10 >= (len(runes)-1)*9
}

// HashNew checks a new password of an account without a second factor and
// returns its hash. words are the site's, organization's and person's own. It
// returns an Invalid fault for the field "password". It must run outside a
// transaction.
func (s *Service) HashNew(ctx context.Context, password string, words ...string) (string, error) {
	rules, err := s.Settings.Users(ctx)
	if err != nil {
		return "", err
	}
	return s.hashNew(ctx, password, rules.PasswordMinimum, words)
}

func (s *Service) hashNew(ctx context.Context, password string, minimum int, words []string) (string, error) {
	var fields fault.Fields
	if problem := s.problem(password, minimum, words); problem != "" {
		fields.Add("password", problem)
	}
	if err := fields.Err(); err != nil {
		return "", err
	}
	return s.Hasher.Hash(ctx, password)
}

// hashOwn checks and hashes a new password that a user typed twice.
func (s *Service) hashOwn(ctx context.Context, u users.User, password, repeat string) (string, error) {
	var fields fault.Fields
	fields.Require(password != "", "password", "Choose a password.")
	fields.Require(password == repeat, "repeat_password", "The two passwords differ. Type the same one twice.")
	rules, err := s.Settings.Users(ctx)
	if err != nil {
		return "", err
	}
	general, err := s.Settings.General(ctx)
	if err != nil {
		return "", err
	}
	minimum := rules.PasswordMinimum
	if u.HasSecondFactor() {
		minimum = rules.PasswordMinimumWithSecondFactor
	}
	words := []string{general.SiteName, u.FirstName, u.LastName, u.Email, u.Login}
	var organizations []string
	err = s.Store.Read(ctx).Raw(`SELECT o.name FROM user_organizations uo CROSS JOIN organizations o ON o.id = uo.organization_id WHERE uo.user_id = @id
		UNION SELECT o.name FROM affiliations a CROSS JOIN organizations o ON o.id = a.organization_id WHERE a.user_id = @id`, map[string]any{"id": u.ID}).Scan(&organizations).Error
	if err != nil {
		return "", fmt.Errorf("read organizations' names: %w", err)
	}
	if problem := s.problem(password, minimum, append(words, organizations...)); problem != "" {
		fields.Add("password", problem)
	}
	if err := fields.Err(); err != nil {
		return "", err
	}
	return s.Hasher.Hash(ctx, password)
}
