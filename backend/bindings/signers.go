package bindings

import (
	"context"
	"io"
	"time"

	"portico/backend"
	"portico/backend/sheets"
	"portico/backend/signers"
	"portico/backend/store"
	"portico/backend/users"
)

// SignerQuery says which stretch of the signers is wanted.
type SignerQuery struct {
	Search         string `json:"search"`
	State          string `json:"state"`   // "ready", "unready", ""
	Missing        string `json:"missing"` // the name of a step that is open; ""
	OrganizationID int64  `json:"organizationId"`
	WithBelow      bool   `json:"withBelow"`
	Sort           string `json:"sort"` // "name" (default), "-name"
	After          string `json:"after"`
	Limit          int    `json:"limit"`
}

// SignerRow is one line of the overview.
type SignerRow struct {
	ID           int64            `json:"id"`
	Email        string           `json:"email"`
	Login        string           `json:"login"`
	FirstName    string           `json:"firstName"`
	LastName     string           `json:"lastName"`
	Type         string           `json:"type"`
	Affiliations []AffiliationRow `json:"affiliations"` // at most 3
	MoreTies     int              `json:"moreTies"`     // and so many more
	Missing      []string         `json:"missing"`      // the names of steps that are open; empty for who is ready
	ToSign       int              `json:"toSign"`       // documents that wait; -1 when nobody knows
}

// SignerPage is a stretch of the overview. A Count of -1 means that Count of
// the same query tells it.
type SignerPage struct {
	Items []SignerRow `json:"items"`
	Next  string      `json:"next"`
	Count int         `json:"count"`
}

// ReadinessStep is one line of a signer's checklist.
type ReadinessStep struct {
	Name   string `json:"name"`
	Title  string `json:"title"`
	State  string `json:"state"` // "done", "todo", "unknown"
	Detail string `json:"detail"`
	Button string `json:"button"` // "" where nothing is left to do
	To     string `json:"to"`     // the interface's address; "" for the access letter
}

// SignerReadiness is what a signer still lacks before they can sign.
type SignerReadiness struct {
	IsReady bool            `json:"isReady"`
	Steps   []ReadinessStep `json:"steps"`
	Site    []ReadinessStep `json:"site"` // what keeps every signer out
}

// LetterDocument is a document in an access letter.
type LetterDocument struct {
	ID           int64  `json:"id"`
	Title        string `json:"title"`
	Organization string `json:"organization"`
	Due          string `json:"due"`
}

// AccessLetter tells a signer where to sign in, with what, and what there is to
// sign. Code and link are shown once.
type AccessLetter struct {
	Name      string           `json:"name"`
	Address   string           `json:"address"`
	Username  string           `json:"username"`
	Code      string           `json:"code"` // "" for somebody with a password
	Link      string           `json:"link"`
	ExpiresAt string           `json:"expiresAt"`
	Documents []LetterDocument `json:"documents"`
	More      int              `json:"more"` // how many wait besides
	Language  string           `json:"language"`
	Subject   string           `json:"subject"`
	Text      string           `json:"text"`
	Mailed    bool             `json:"mailed"`
}

// Signers is the bridge behind Contracts › Signers.
type Signers struct{ core *Core }

// shownTies is how many affiliations a row of the overview names.
const shownTies = 3

// List returns a stretch of the signers.
func (s *Signers) List(query SignerQuery) (SignerPage, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return SignerPage{}, err
	}
	wanted, err := s.query(query)
	if err != nil {
		return SignerPage{}, err
	}
	page, err := b.Signers.List(ctx, wanted)
	if err != nil {
		return SignerPage{}, err
	}
	return SignerPage{Items: each(page.Items, signerRow), Next: page.Next, Count: page.Count}, nil
}

// Count returns how many signers match in all: exact up to 10,000, then 10,001.
func (s *Signers) Count(query SignerQuery) (int, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return 0, err
	}
	wanted, err := s.query(query)
	if err != nil {
		return 0, err
	}
	return b.Signers.Count(ctx, wanted)
}

// Export saves all signers that match a list's query, in its order, as "csv" or
// "xlsx".
func (s *Signers) Export(query SignerQuery, format string) (TaskState, error) {
	wanted, err := s.query(query)
	if err != nil {
		return TaskState{}, err
	}
	return s.core.save("Writing the file", "signers."+format, func(ctx context.Context, b *backend.Backend, progress *Progress) (func(io.Writer) error, error) {
		return func(out io.Writer) error {
			return b.Signers.Export(ctx, out, sheets.Format(format), wanted, progress.Done)
		}, nil
	})
}

// Site returns what is switched off for every signer.
func (s *Signers) Site() ([]ReadinessStep, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return nil, err
	}
	steps, err := b.Signers.Site(ctx)
	return each(steps, readinessStep), err
}

// Readiness returns a user's checklist.
func (s *Signers) Readiness(userID int64) (SignerReadiness, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return SignerReadiness{}, err
	}
	found, err := b.Signers.Readiness(ctx, userID)
	return SignerReadiness{IsReady: found.IsReady, Steps: each(found.Steps, readinessStep), Site: each(found.Site, readinessStep)}, err
}

// WriteLetter writes a signer's access letter, and mails it where that is
// wished and the signer has an Email. For somebody without a password it makes
// a new code and link, and makes earlier ones useless.
func (s *Signers) WriteLetter(userID int64, mail bool) (AccessLetter, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return AccessLetter{}, err
	}
	letter, err := b.Signers.WriteLetter(ctx, userID, mail)
	return AccessLetter{
		Name: letter.Name, Address: letter.Address, Username: letter.Username, Code: letter.Code, Link: letter.Link, ExpiresAt: letter.ExpiresAt.RFC3339(),
		Documents: each(letter.Documents, func(d signers.Document) LetterDocument {
			return LetterDocument{ID: d.ID, Title: d.Title, Organization: d.Organization, Due: d.Due.RFC3339()}
		}),
		More: letter.More, Language: letter.Language, Subject: letter.Subject, Text: letter.Text, Mailed: letter.Mailed,
	}, err
}

// SaveLetter asks where to save a letter that was shown, as a PDF.
func (s *Signers) SaveLetter(letter AccessLetter) (SavedFile, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return SavedFile{}, err
	}
	written := signers.Letter{
		Name: letter.Name, Address: letter.Address, Username: letter.Username, Code: letter.Code, Link: letter.Link, ExpiresAt: momentOf(letter.ExpiresAt), Language: letter.Language,
		More: letter.More, Documents: each(letter.Documents, func(d LetterDocument) signers.Document {
			return signers.Document{ID: d.ID, Title: d.Title, Organization: d.Organization, Due: momentOf(d.Due)}
		}),
	}
	return s.core.host.SaveFile("access-letter.pdf", func(to io.Writer) error { return b.Signers.LetterPDF(ctx, written, to) })
}

func (s *Signers) query(q SignerQuery) (users.Query, error) {
	wanted := users.Query{
		Search: q.Search, Signers: users.Readiness(q.State), Missing: signers.GapOf(q.Missing), WithBelow: q.WithBelow, Sort: q.Sort, After: q.After, Limit: q.Limit, SkipCount: true,
	}
	if q.OrganizationID == 0 {
		return wanted, nil
	}
	ctx, b, err := s.core.enter()
	if err != nil {
		return wanted, err
	}
	organization, err := b.Organizations.Find(ctx, everything, q.OrganizationID)
	wanted.OrganizationPath = organization.Path
	return wanted, err
}

func signerRow(row signers.Row) SignerRow {
	shown := row.Affiliations[:min(len(row.Affiliations), shownTies)]
	return SignerRow{
		ID: row.ID, Email: row.Email, Login: row.Login, FirstName: row.FirstName, LastName: row.LastName, Type: row.Type,
		Affiliations: each(shown, func(tie users.Affiliation) AffiliationRow {
			return AffiliationRow{OrganizationID: tie.OrganizationID, Organization: tie.Organization, IsArchived: tie.IsArchived, Roles: each(tie.Roles, roleRef)}
		}),
		MoreTies: len(row.Affiliations) - len(shown), Missing: signers.Missing(row.Gaps), ToSign: row.ToSign,
	}
}

func readinessStep(step signers.Step) ReadinessStep { return ReadinessStep(step) }

// momentOf reads what RFC3339 wrote, the zero Time for anything else.
func momentOf(text string) store.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return store.Time{}
	}
	return store.At(at)
}
