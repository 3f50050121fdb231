package signers_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"portico/backend"
	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/settings"
	"portico/backend/signers"
	"portico/backend/testkit"
	"portico/backend/users"
)

// shelf is what waits for everybody.
type shelf []signers.Document

func (s shelf) ToSign(_ context.Context, ids []int64) (map[int64]signers.Pile, error) {
	pile := signers.Pile{Documents: s, Count: len(s)}
	for _, one := range s {
		if one.CanSign {
			pile.Signable++
		}
	}
	found := map[int64]signers.Pile{}
	for _, id := range ids {
		if len(s) > 0 {
			found[id] = pile
		}
	}
	return found, nil
}

type site struct {
	*backend.Backend
	*signers.Service
	organization int64
	director     int64
	role         int64
}

func open(t *testing.T, documents signers.Documents) *site {
	t.Helper()
	b, _ := testkit.OpenBackend(t)
	if err := b.Settings.SaveGeneral(t.Context(), settings.General{SiteName: "Northwind Partners", TimeZone: "Europe/Stockholm", UseOrganization: true, UsePartnerPortal: true, UseContracts: true}); err != nil {
		t.Fatal(err)
	}
	parts := b.Signers.Parts
	parts.Documents = documents
	s := &site{Backend: b, Service: signers.New(parts), organization: testkit.MustCreateOrganization(t, b, 0, "Halden AS").ID}
	roles, err := b.Users.OrganizationalRoles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range roles {
		if one.Name == "Director" {
			s.director = one.ID
		}
	}
	given, err := b.Users.AccountRoles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.role = given[0].ID
	return s
}

func (s *site) make(t *testing.T, input users.Input) users.User {
	t.Helper()
	input.FirstName, input.LastName, input.Type = "Sven", "Bakke", users.Individual
	u, err := s.Users.Create(t.Context(), access.ForAdministrator(), input)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func (s *site) change(t *testing.T, u users.User, change func(*users.Input)) {
	t.Helper()
	input, err := s.Users.InputOf(t.Context(), u)
	if err != nil {
		t.Fatal(err)
	}
	change(&input)
	if _, err := s.Users.Update(t.Context(), access.ForAdministrator(), u.ID, input); err != nil {
		t.Fatal(err)
	}
}

func (s *site) open(t *testing.T, u users.User) (names, tos []string) {
	t.Helper()
	r, err := s.Readiness(t.Context(), u.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range r.Steps {
		if step.State != signers.Done {
			names, tos = append(names, step.Name), append(tos, step.Button)
		}
		if step.State == signers.Done && step.Button != "" || step.State == signers.ToDo && step.Button == "" {
			t.Errorf("%s: %s with the button %q", step.Name, step.State, step.Button)
		}
	}
	return names, tos
}

// The checklist says what is missing, each with what mends it, and shrinks as
// it is mended (SGN-4).
func TestReadiness_SGN4(t *testing.T) {
	t.Parallel()
	s := open(t, shelf{{ID: 1, Title: "Frame contract", Organization: "Halden AS"}})
	u := s.make(t, users.Input{Login: "sven.bakke"})
	wants := func(step, want string) {
		t.Helper()
		if names, _ := s.open(t, u); strings.Join(names, " ") != want {
			t.Errorf("%s: open are %v", step, names)
		}
	}
	wants("made", "affiliation management_role login_right signing_right activation")
	tie := users.AffiliationInput{OrganizationID: s.organization}
	s.change(t, u, func(in *users.Input) { in.Affiliations = []users.AffiliationInput{tie} })
	wants("affiliated", "management_role login_right signing_right activation")
	tie.RoleIDs = []int64{s.director}
	s.change(t, u, func(in *users.Input) { in.Affiliations = []users.AffiliationInput{tie} })
	wants("a director", "login_right signing_right activation")
	s.change(t, u, func(in *users.Input) { in.AccountRoleIDs = []int64{s.role} })
	wants("a portal user", "activation")
	letter, err := s.WriteLetter(t.Context(), u.ID, true)
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := s.Readiness(t.Context(), u.ID); !strings.Contains(r.Steps[6].Detail, "not used yet") || r.IsReady {
		t.Errorf("with a code on its way: %+v", r.Steps[6])
	}
	entrance, err := s.SignIn.SignIn(t.Context(), "sven.bakke", letter.Code, "")
	if err == nil {
		_, err = s.SignIn.ActivateBySession(t.Context(), entrance.Token, testkit.Password, testkit.Password)
	}
	if err != nil {
		t.Fatal(err)
	}
	wants("activated", "")
	// A management role somewhere else signs nothing here.
	parts := s.Signers.Parts
	parts.Documents = shelf{{ID: 2, Title: "Annex", Organization: "Another AS"}}
	s.Service = signers.New(parts)
	wants("for another organization's document", "management_role")
	if r, _ := s.Readiness(t.Context(), u.ID); r.IsReady || !strings.Contains(r.Steps[3].Detail, "at Another AS, where “Annex” waits") {
		t.Errorf("%+v", r.Steps[3])
	}
	parts.Documents = shelf{{ID: 1, Title: "Frame contract", Organization: "Halden AS"}}
	s.Service = signers.New(parts)
	for range 30 { // until the account is locked
		_, _ = s.SignIn.SignIn(t.Context(), "sven.bakke", "not this one at all", "")
	}
	wants("locked", "active")
	if _, err := s.Users.Unlock(t.Context(), u.ID); err != nil {
		t.Fatal(err)
	}
	wants("unlocked", "")
	if _, err := s.Users.Suspend(t.Context(), access.ForAdministrator(), u.ID); err != nil {
		t.Fatal(err)
	}
	wants("suspended", "active")
	s.Service = signers.New(s.Signers.Parts)
	wants("with nobody who knows the documents", "active document")
	general, _ := s.Settings.General(t.Context())
	general.UseContracts = false
	if err := s.Settings.SaveGeneral(t.Context(), general); err != nil {
		t.Fatal(err)
	}
	if r, _ := s.Readiness(t.Context(), u.ID); len(r.Site) != 1 || r.Site[0].Title != "Use Contracts" || r.Site[0].To == "" {
		t.Errorf("the site: %+v", r.Site)
	}
	if _, err := s.Readiness(t.Context(), 99999); !fault.Is(err, fault.NotFound) {
		t.Errorf("nobody's readiness: %v", err)
	}
}

// The overview has each signer's ties, gaps and what waits, and finds them by
// what is missing (SGN-4).
func TestOverview_SGN4(t *testing.T) {
	t.Parallel()
	s := open(t, shelf{{ID: 1, Title: "A"}, {ID: 2, Title: "B"}})
	u := s.make(t, users.Input{Login: "sven.bakke", Affiliations: []users.AffiliationInput{{OrganizationID: s.organization, RoleIDs: []int64{s.director}}}})
	s.make(t, users.Input{Login: "other.one"})
	page, err := s.List(t.Context(), users.Query{})
	if err != nil || page.Count != 2 || len(page.Items) != 2 {
		t.Fatalf("%+v %v", page, err)
	}
	for _, row := range page.Items {
		if row.ID == u.ID && (len(row.Affiliations) != 1 || !row.Affiliations[0].IsManagement() || row.ToSign != 2 || row.Gaps.Has(users.NoAffiliation)) {
			t.Errorf("%+v", row)
		}
	}
	for name, want := range map[string]int{signers.StepManagement: 1, signers.StepActivation: 2, signers.StepLogin: 0} {
		count, err := s.Count(t.Context(), users.Query{Missing: signers.GapOf(name)})
		if err != nil || count != want {
			t.Errorf("without %s: %d, want %d (%v)", name, count, want, err)
		}
	}
}

// The letter has everything that SGN-5 names, as mail, text and PDF; its mail
// is sealed until it is sent, and blanked once the code was used.
func TestAccessLetter_SGN5(t *testing.T) {
	t.Parallel()
	s := open(t, shelf{{ID: 1, Title: "Frame contract 2027", Organization: "Halden AS", CanSign: true}, {ID: 2, Title: "Not theirs to sign", Organization: "Halden AS"}})
	u := s.make(t, users.Input{Email: "sven@x.example", Login: "sven.bakke"})
	if _, err := s.WriteLetter(t.Context(), u.ID, true); !fault.Is(err, fault.Conflict) || fault.As(err).Mend == nil {
		t.Errorf("a letter that leads nowhere was written: %v", err)
	}
	s.change(t, u, func(in *users.Input) { in.AccountRoleIDs = []int64{s.role} })
	letter, err := s.WriteLetter(t.Context(), u.ID, true)
	if err != nil || !letter.Mailed || letter.Code == "" {
		t.Fatalf("%+v %v", letter, err)
	}
	for _, part := range []string{letter.Code, letter.Link, "/login", "sven@x.example", "Frame contract 2027", "Halden AS"} {
		if !strings.Contains(letter.Text, part) {
			t.Errorf("the letter lacks %q:\n%s", part, letter.Text)
		}
	}
	if strings.Contains(letter.Text, "Not theirs") {
		t.Errorf("the letter asks to sign what they can't:\n%s", letter.Text)
	}
	var row struct {
		Body   string
		Sealed string
	}
	if err := s.Store.Read(t.Context()).Raw("SELECT group_concat(body) AS body FROM outbox").Scan(&row).Error; err != nil || strings.Contains(row.Body, letter.Code) {
		t.Errorf("SEC-31: the code can be read in the outbox (%v)", err)
	}
	printed := read(t, s, letter)
	for _, part := range []string{letter.Code, "/login", "sven@x.example", "Frame contract 2027", "Halden AS", "as the password"} {
		if !strings.Contains(printed, part) {
			t.Errorf("the PDF lacks %q:\n%s", part, printed)
		}
	}
	entrance, err := s.SignIn.SignIn(t.Context(), "SVEN.BAKKE", letter.Code, "")
	if err == nil {
		_, err = s.SignIn.ActivateBySession(t.Context(), entrance.Token, testkit.Password, testkit.Password)
	}
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.WriteLetter(t.Context(), u.ID, false)
	if err != nil || again.Code != "" || again.Link != "" || again.Mailed || !strings.Contains(again.Text, "the password that you chose") {
		t.Errorf("to somebody with a password: %+v %v", again, err)
	}
	if _, err := s.SignIn.SignIn(t.Context(), "sven.bakke", testkit.Password, ""); err != nil {
		t.Errorf("a letter took their password: %v", err)
	}
	page, err := s.Outbox.List(t.Context(), access.ForAdministrator(), mail.Query{})
	if err != nil || len(page.Items) != 1 {
		t.Errorf("mails: %d %v", len(page.Items), err)
	}
	if printed := read(t, s, again); strings.Contains(printed, "Activation code") {
		t.Error("the PDF to somebody with a password asks for a code")
	}
}

// In German, with no document, to somebody with a Login only: on paper and as
// text, and nothing is mailed (SGN-5, USR-1).
func TestAccessLetterInGerman_SGN5(t *testing.T) {
	t.Parallel()
	s := open(t, shelf{})
	u := s.make(t, users.Input{Login: "sven.bakke", AccountRoleIDs: []int64{s.role}})
	if err := s.Users.Rename(t.Context(), u.ID, "Jörg", "Weiß", "de"); err != nil {
		t.Fatal(err)
	}
	letter, err := s.WriteLetter(t.Context(), u.ID, true)
	if err != nil || letter.Mailed || !strings.Contains(letter.Text, "Noch wartet kein Dokument") {
		t.Errorf("%+v %v", letter, err)
	}
	if printed := read(t, s, letter); !strings.Contains(printed, "Jörg Weiß") || !strings.Contains(printed, "Aktivierungscode") {
		t.Errorf("on paper:\n%s", printed)
	}
}

// read returns the text of a letter's PDF, which Poppler reads.
func read(t *testing.T, s *site, letter signers.Letter) string {
	t.Helper()
	var out bytes.Buffer
	if err := s.LetterPDF(t.Context(), letter, &out); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Access letters for many go to whom they help, once in the quiet time, and
// say why they leave the others out (SGN-5).
func TestLetters_SGN5(t *testing.T) {
	t.Parallel()
	s := open(t, shelf{})
	with := func(email, login string, roles ...int64) int64 {
		return s.make(t, users.Input{Email: email, Login: login, AccountRoleIDs: roles}).ID
	}
	ready, noEmail, noRight := with("a@halden.example", "", s.role), with("", "sven", s.role), with("b@halden.example", "")
	done, err := s.SendLetters(t.Context(), []int64{ready, noEmail, noRight})
	if err != nil || len(done.Changed) != 1 || done.Changed[0] != ready || len(done.Left) != 2 {
		t.Fatalf("%+v %v", done, err)
	}
	for i, want := range []string{"no email", "Partner Portal Login"} {
		if !strings.Contains(done.Left[i].Reason, want) {
			t.Errorf("%+v, want %q", done.Left[i], want)
		}
	}
	if done, err = s.SendLetters(t.Context(), []int64{ready}); err != nil || len(done.Changed) != 0 || !strings.Contains(done.Left[0].Reason, "20 hours") {
		t.Errorf("again: %+v %v", done, err)
	}
	var mails int64
	if err := s.Store.Read(t.Context()).Raw("SELECT COUNT(*) FROM outbox WHERE kind = 'mail_access_letter'").Scan(&mails).Error; err != nil || mails != 1 {
		t.Errorf("%d mails, want 1 (%v)", mails, err)
	}
	testkit.Run(t, s.Backend, "UPDATE outbox SET created_at = created_at - 21 * 3600000")
	if done, err = s.SendLetters(t.Context(), []int64{ready}); err != nil || len(done.Changed) != 1 {
		t.Errorf("after the quiet time: %+v %v", done, err)
	}
	if _, err := s.SendLetters(t.Context(), make([]int64, signers.LettersLimit+1)); !fault.Is(err, fault.Invalid) {
		t.Errorf("too many: %v", err)
	}
}

// TestReaddressed_SEC5 holds that what was sent to an address opens nothing once
// the account has another one: neither link nor code, nor a session that began
// with the code; and that sending again does the same.
func TestReaddressed_SEC5(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(s *site, u users.User) error{
		"the address": func(s *site, u users.User) error {
			s.change(t, u, func(in *users.Input) { in.Email = "right@x.example" })
			return nil
		},
		"the login": func(s *site, u users.User) error {
			s.change(t, u, func(in *users.Input) { in.Login = "sven.other" })
			return nil
		},
		"by import": func(s *site, u users.User) error {
			inputs, err := s.Users.InputsOf(t.Context(), []int64{u.ID})
			if err != nil {
				return err
			}
			input := inputs[u.ID]
			input.Email, input.Type = "right@x.example", u.Type
			item := &users.IntakeItem{Before: &u, BeforeInput: inputs[u.ID], Input: input}
			intake, err := s.Users.BeginIntake(t.Context())
			if err == nil {
				err = intake.Apply(t.Context(), []*users.IntakeItem{item}, func(int) {})
			}
			return err
		},
		"sent again": func(s *site, u users.User) error {
			_, err := s.WriteLetter(t.Context(), u.ID, true)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, shelf{})
			u := s.make(t, users.Input{Email: "wrong@x.example", Login: "sven.bakke"})
			s.change(t, u, func(in *users.Input) { in.AccountRoleIDs = []int64{s.role} })
			letter, err := s.WriteLetter(t.Context(), u.ID, true)
			if err != nil {
				t.Fatal(err)
			}
			typed, err := s.SignIn.SignIn(t.Context(), "sven.bakke", letter.Code, "")
			if err != nil {
				t.Fatal(err)
			}
			if u, err = s.Users.Load(t.Context(), u.ID); err == nil {
				err = change(s, u)
			}
			if err != nil {
				t.Fatal(err)
			}
			_, token, _ := strings.Cut(letter.Link, "token=")
			if _, err := s.SignIn.ActivateByLink(t.Context(), token, testkit.Password, testkit.Password); !fault.Is(err, fault.Gone) {
				t.Errorf("the link: %v", err)
			}
			for _, as := range []string{"sven.bakke", "sven.other", "right@x.example"} {
				if _, err := s.SignIn.SignIn(t.Context(), as, letter.Code, ""); !fault.Is(err, fault.Unauthenticated) {
					t.Errorf("the code as %s: %v", as, err)
				}
			}
			if _, err := s.SignIn.ActivateBySession(t.Context(), typed.Token, testkit.Password, testkit.Password); err == nil {
				t.Error("a session that began with the code sets a password")
			}
			if now, err := s.Users.Load(t.Context(), u.ID); err != nil || now.PasswordHash != "" {
				t.Errorf("has a password: %v", err)
			}
		})
	}
}
