package signers

import (
	"context"
	"strings"

	"portico/backend/audit"
	"portico/backend/mail"
	"portico/backend/sitetext"
	"portico/backend/store"
	"portico/backend/users"
)

// Letter tells a signer where to sign in, with what, what there is to sign and
// how (SGN-5). Its code and link are shown once.
type Letter struct {
	Name      string
	Address   string // of the sign-in page
	Username  string // Email or Login
	Code      string // for the first sign-in; "" for somebody with a password
	Link      string // likewise
	ExpiresAt store.Time
	Documents []Document // what they can sign, at most the first of a Pile
	More      int        // how many there are besides
	Language  string     // "en" or "de", in which it is written
	Subject   string
	Text      string
	Mailed    bool // a mail lies in the outbox
}

// WriteLetter writes a signer's access letter. For somebody without a password
// it makes a new code and link, and makes earlier ones useless; somebody with
// one keeps it. With post it goes into the outbox too, where there is an Email.
//
// It returns a NotFound fault, or a Conflict fault with what mends it for
// somebody who could not sign in with it.
func (s *Service) WriteLetter(ctx context.Context, userID int64, post bool) (Letter, error) {
	u, err := s.Users.Load(ctx, userID)
	if err != nil {
		return Letter{}, err
	}
	if err := refuseUnable(u, gapsOf(u)); err != nil {
		return Letter{}, err
	}
	waiting, _, err := s.toSign(ctx, []int64{userID})
	if err != nil {
		return Letter{}, err
	}
	letter := Letter{Name: u.Name(), Username: u.Username(), Documents: []Document{}, Language: language(u)}
	for _, one := range waiting[userID].Documents {
		if one.CanSign {
			letter.Documents = append(letter.Documents, one)
		}
	}
	letter.More = waiting[userID].Signable - len(letter.Documents)
	values := sitetext.Values{"documents": letter.documents()}
	if u.PasswordHash == "" {
		return s.writeFirst(ctx, u, letter, values, post)
	}
	return s.writeKnown(ctx, u, letter, values, post)
}

// writeFirst writes to somebody who has not signed in yet.
func (s *Service) writeFirst(ctx context.Context, u users.User, letter Letter, values sitetext.Values, post bool) (Letter, error) {
	made, err := s.SignIn.Activate(ctx, u.ID, signinWriting(values, post))
	letter.Address, letter.Code, letter.Link, letter.ExpiresAt = made.Address, made.Code, made.Link, made.ExpiresAt
	letter.Subject, letter.Text, letter.Mailed = made.Subject, made.Text, made.Mailed
	return letter, err
}

// writeKnown writes to somebody who has a password.
func (s *Service) writeKnown(ctx context.Context, u users.User, letter Letter, values sitetext.Values, post bool) (Letter, error) {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return letter, err
	}
	base, err := s.Settings.PublicBase(ctx)
	if err != nil {
		return letter, err
	}
	letter.Address = base + "/login"
	values["site.name"], values["user.first_name"], values["user.username"], values["address"] = general.SiteName, u.FirstName, u.Username(), letter.Address
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		var err error
		if letter.Subject, letter.Text, err = s.Texts.RenderMail(ctx, sitetext.MailAccessKnown, 0, u.Language, values); err != nil {
			return err
		}
		if letter.Mailed = post && u.Email != ""; letter.Mailed {
			_, err = s.Outbox.Enqueue(ctx, mail.Mail{Kind: string(sitetext.MailAccessKnown), ToEmail: u.Email, ToName: u.Name(), Subject: letter.Subject, Body: letter.Text, CauseKind: "user", CauseID: u.ID})
			if err != nil {
				return err
			}
		}
		return s.Log.Record(ctx, audit.Change{Action: "signer.letter", Subject: audit.Subject{Kind: "user", ID: u.ID, Name: u.Name()}})
	})
	return letter, err
}

// documents is what waits, as the mail's text has it.
func (l Letter) documents() string {
	if len(l.Documents) == 0 {
		return wordsIn(l.Language).nothing
	}
	lines := make([]string, len(l.Documents))
	for i, one := range l.Documents {
		lines[i] = "- " + store.Clean(one.Title) + " (" + store.Clean(one.Organization) + ")"
	}
	if l.More > 0 {
		lines = append(lines, "- "+wordsIn(l.Language).more(l.More))
	}
	return strings.Join(lines, "\n")
}

func language(u users.User) string {
	if u.Language == "de" {
		return "de"
	}
	return "en"
}
