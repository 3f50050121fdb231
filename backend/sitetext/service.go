package sitetext

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"slices"
	"unicode/utf8"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// The longest body and subject, in characters.
const (
	BodyLimit    = 20000
	SubjectLimit = 200
)

// Place is for whom a text is: the organization (0 is the whole site) and the
// language ("" is every one).
type Place struct {
	OrganizationID int64
	Language       string
}

// Service reads and saves texts. It is safe for concurrent use.
type Service struct {
	store    *store.Store
	log      *audit.Log
	renderer *Renderer
}

// New returns the texts of a site.
func New(s *store.Store, log *audit.Log) *Service {
	return &Service{store: s, log: log, renderer: NewRenderer()}
}

type row struct {
	ID             int64 `gorm:"primaryKey"`
	Kind           Kind
	Language       string
	OrganizationID *int64
	Subject        string
	Body           string
	UpdatedAt      store.Time
}

func (row) TableName() string { return "site_texts" }

// Entry is a text as it stands at one place, with where it comes from.
type Entry struct {
	Info      Info
	Text      Text
	Default   Text
	IsDefault bool
	UpdatedAt store.Time // zero for a default
}

// List returns all texts as they stand for the site.
func (s *Service) List(ctx context.Context) ([]Entry, error) {
	var rows []row
	if err := s.store.Read(ctx).Where("organization_id IS NULL AND language = ''").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list texts: %w", err)
	}
	entries := []Entry{}
	for _, info := range Catalogue() {
		entry, err := entryOf(info, Place{}, rows)
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

// Get returns one text as it stands at one place, for its editor.
func (s *Service) Get(ctx context.Context, kind Kind, place Place) (Entry, error) {
	info, known := Describe(kind)
	if !known {
		return Entry{}, errUnknownKind
	}
	var rows []row
	if err := s.at(s.store.Read(ctx), kind, place).Find(&rows).Error; err != nil {
		return Entry{}, fmt.Errorf("find text: %w", err)
	}
	return entryOf(info, place, rows)
}

func entryOf(info Info, place Place, rows []row) (Entry, error) {
	text, err := Default(info.Kind, place.Language)
	if err != nil {
		return Entry{}, err
	}
	entry := Entry{Info: info, Text: text, Default: text, IsDefault: true}
	for _, r := range rows {
		if r.Kind == info.Kind {
			entry.Text, entry.IsDefault, entry.UpdatedAt = Text{r.Subject, r.Body}, false, r.UpdatedAt
		}
	}
	return entry, nil
}

func (s *Service) at(db *gorm.DB, kind Kind, place Place) *gorm.DB {
	return db.Where("kind = ? AND language = ? AND COALESCE(organization_id, 0) = ?", kind, place.Language, place.OrganizationID)
}

// Text returns the text that is shown: of the organization or the nearest one
// above it that has its own, else the site's, else the default. At each of
// these one in the language goes before one for every language.
func (s *Service) Text(ctx context.Context, kind Kind, organizationID int64, language string) (Text, error) {
	query := s.store.Read(ctx).Where("kind = ? AND language IN ?", kind, []string{"", language})
	chain := []int64{}
	if organizationID != 0 {
		var path string
		if err := s.store.Read(ctx).Raw("SELECT path FROM organizations WHERE id = ?", organizationID).Scan(&path).Error; err != nil {
			return Text{}, fmt.Errorf("find text: %w", err)
		}
		chain = store.PathIDs(path)
		query = query.Where("organization_id IS NULL OR organization_id IN ?", chain)
	} else {
		query = query.Where("organization_id IS NULL")
	}
	var rows []row
	if err := query.Find(&rows).Error; err != nil {
		return Text{}, fmt.Errorf("find text: %w", err)
	}
	if len(rows) == 0 {
		return Default(kind, language)
	}
	rank := func(r row) int {
		near := 0 // the site
		if r.OrganizationID != nil {
			near = 1 + slices.Index(chain, *r.OrganizationID)
		}
		if r.Language == "" {
			return 2 * near
		}
		return 2*near + 1
	}
	best := slices.MaxFunc(rows, func(a, b row) int { return rank(a) - rank(b) })
	return Text{best.Subject, best.Body}, nil
}

// Render returns the text that is shown as HTML, empty where it was emptied.
func (s *Service) Render(ctx context.Context, kind Kind, organizationID int64, language string, values Values) (template.HTML, error) {
	text, err := s.Text(ctx, kind, organizationID, language)
	if err != nil || text.Body == "" {
		return "", err
	}
	info, known := Describe(kind)
	if !known {
		return "", errUnknownKind
	}
	return s.renderer.HTML(info, text.Body, values)
}

// RenderBody renders a text that is not saved, with sample values where values
// has none, for a preview.
func (s *Service) RenderBody(kind Kind, body string, values Values) (template.HTML, error) {
	filled, err := samples(kind, values)
	if err != nil {
		return "", err
	}
	info, _ := Describe(kind)
	return s.renderer.HTML(info, body, filled)
}

// SampleMail returns a mail that is not saved, with sample values where values
// has none, for a preview.
func SampleMail(kind Kind, text Text, values Values) (subject, body string, err error) {
	filled, err := samples(kind, values)
	if err != nil {
		return "", "", err
	}
	return store.Clean(fill(text.Subject, filled)), Plain(text.Body, filled), nil
}

// samples returns values for all placeholders of a text.
func samples(kind Kind, values Values) (Values, error) {
	info, known := Describe(kind)
	if !known {
		return nil, errUnknownKind
	}
	filled := Values{}
	for _, p := range info.Placeholders {
		filled[p.Name] = p.Sample
		if value, given := values[p.Name]; given {
			filled[p.Name] = value
		}
	}
	return filled, nil
}

// Markdown renders a text that has no placeholders, such as an organization's
// own "About us", as HTML that is safe to show.
func (s *Service) Markdown(body string) (template.HTML, error) {
	return s.renderer.HTML(Info{}, body, nil)
}

// RenderMail returns a mail's subject and plain text.
func (s *Service) RenderMail(ctx context.Context, kind Kind, organizationID int64, language string, values Values) (subject, body string, err error) {
	text, err := s.Text(ctx, kind, organizationID, language)
	if err != nil {
		return "", "", err
	}
	return store.Clean(fill(text.Subject, values)), Plain(text.Body, values), nil
}

// Check returns an Invalid fault when a text has an unknown placeholder (with
// its line), is too long, or is a mail without a subject.
func Check(kind Kind, text Text) error {
	info, known := Describe(kind)
	if !known {
		return errUnknownKind
	}
	var fields fault.Fields
	fields.Require(utf8.RuneCountInString(text.Body) <= BodyLimit, "body", "Use at most 20,000 characters.")
	if problem := check(info, text.Body); problem != "" {
		fields.Add("body", problem)
	}
	fields.Require(kind != SigningConsent || text.Body != "", "body", "Nobody can sign without a consent text.")
	if info.IsMail {
		fields.Require(text.Subject != "", "subject", "A mail needs a subject.")
		fields.Require(text.Body != "", "body", "A mail needs a text.")
		fields.Require(utf8.RuneCountInString(text.Subject) <= SubjectLimit, "subject", "Use at most 200 characters.")
		if missing := missingLink(info.Kind, text.Body); missing != "" {
			fields.Add("body", missing)
		}
		if problem := check(info, text.Subject); problem != "" {
			fields.Add("subject", problem)
		}
		// The body is sealed where it carries a link or code, the subject never.
		fields.Require(!uses(text.Subject, "link") && !uses(text.Subject, "code"), "subject", "Everybody who sees a list of mails reads the subject. Put the link or code into the text.")
	}
	return fields.Err()
}

// Save checks and saves a text at a place. An empty body shows nothing.
func (s *Service) Save(ctx context.Context, kind Kind, place Place, text Text) error {
	text = Text{store.Clean(text.Subject), store.CleanText(text.Body)}
	if err := Check(kind, text); err != nil {
		return err
	}
	if place.Language != "" && !slices.Contains(Languages(), place.Language) {
		return fault.New(fault.Invalid, "Choose a language from the list.")
	}
	return s.store.InTx(ctx, func(ctx context.Context) error {
		before, err := s.Get(ctx, kind, place)
		if err != nil {
			return err
		}
		saved := row{Kind: kind, Language: place.Language, Subject: text.Subject, Body: text.Body, UpdatedAt: s.store.Now()}
		if place.OrganizationID != 0 {
			saved.OrganizationID = &place.OrganizationID
		}
		result := s.at(s.store.Write(ctx).Model(&row{}), kind, place).
			Updates(map[string]any{"subject": saved.Subject, "body": saved.Body, "updated_at": saved.UpdatedAt})
		if result.Error == nil && result.RowsAffected == 0 {
			result = s.store.Write(ctx).Clauses(clause.OnConflict{DoNothing: true}).Create(&saved)
		}
		if errors.Is(result.Error, gorm.ErrForeignKeyViolated) {
			return fault.New(fault.NotFound, "This organization does not exist.")
		}
		if result.Error != nil {
			return fmt.Errorf("save text: %w", result.Error)
		}
		return s.record(ctx, "text.save", before, place, text)
	})
}

// Restore brings back what a place showed before it had a text of its own: for
// the site the default.
func (s *Service) Restore(ctx context.Context, kind Kind, place Place) error {
	return s.store.InTx(ctx, func(ctx context.Context) error {
		before, err := s.Get(ctx, kind, place)
		if err != nil || before.IsDefault {
			return err
		}
		if err := s.at(s.store.Write(ctx), kind, place).Delete(&row{}).Error; err != nil {
			return fmt.Errorf("restore text: %w", err)
		}
		return s.record(ctx, "text.restore", before, place, before.Default)
	})
}

func (s *Service) record(ctx context.Context, action string, before Entry, place Place, after Text) error {
	fields := func(text Text) map[string]any {
		return map[string]any{"subject": text.Subject, "body": text.Body}
	}
	change := audit.Change{
		Action: action, Subject: audit.Subject{Kind: "text", ID: place.OrganizationID, Name: before.Info.Label},
		Before: fields(before.Text), After: fields(after),
	}
	return s.log.Record(ctx, change)
}
