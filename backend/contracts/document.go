package contracts

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// Kind is what a document is made of.
type Kind string

// The kinds of documents.
const (
	File Kind = "file" // a PDF that was uploaded
	Text Kind = "text" // a text with reserved words that is turned into a PDF
)

// State is where a document stands.
type State string

// The states of a document. Writing is before it was ever sent.
const (
	Writing   State = "draft"
	Sent      State = "sent"
	Completed State = "completed"
	Declined  State = "declined"
	Withdrawn State = "withdrawn" // taken back by the administrator
)

// States returns all states in the order in which they are offered.
func States() []State { return []State{Writing, Sent, Completed, Declined, Withdrawn} }

// Limits of a document.
const (
	MaxTitle      = 200
	MaxBody       = 100_000  // characters of a text
	MaxFile       = 25 << 20 // bytes of a PDF (DOC-2)
	MaxSigners    = 20       // lines of who must sign
	MaxNeeded     = 50       // signatures of one line
	MaxLimits     = 200      // people and roles that a document is limited to
	MaxRemindDays = 60
)

// Document is a document of a contract. What was sent of it are its versions.
type Document struct {
	ID             int64 `gorm:"primaryKey"`
	ContractID     int64
	OrganizationID int64 // the contract's
	Title          string
	Kind           Kind
	Body           string // of a text, with reserved words
	State          State
	Version        int               // number of the newest version, 0 before the first
	IsCorrecting   bool              // a new version is being written
	Delivery       `gorm:"embedded"` // in force
	Next           Delivery          `gorm:"embedded;embeddedPrefix:next_"` // of what is being written, else as in force
	IsLimited      bool              // only for the people and roles of its limits
	RemindAt       store.Time
	SentAt         store.Time
	CompletedAt    store.Time
	CreatedAt      store.Time `gorm:"autoCreateTime:false"`
	UpdatedAt      store.Time `gorm:"autoUpdateTime:false"`
}

// Delivery is how a document stands in the portal. A correction that is being
// written has its own: nothing of the version in force changes before it is sent.
type Delivery struct {
	IsSignable bool // portal-signable
	InOrder    bool // those who must sign do so one after the other
	DueOn      string
	RemindDays int // before the due day; 0 reminds nobody by itself
	SearchKey  string
}

// TableName is the table of documents.
func (Document) TableName() string { return "documents" }

// IsWritten reports whether title, content and who must sign can be changed.
func (d Document) IsWritten() bool { return d.Version == 0 || d.IsCorrecting }

// Limit is a person or an organizational role that a document is for.
type Limit struct {
	UserID int64
	RoleID int64
	Name   string // of either; not read on saving
}

// DocumentInput is what may be said of a document. Title, Kind, Body, Signers
// and InOrder can be changed while it is being written only.
type DocumentInput struct {
	Title      string
	Kind       Kind
	Body       string
	IsSignable bool
	Signers    []Signer // in their order; none is one of those who may sign for the organization
	InOrder    bool
	Limits     []Limit // none is everybody of the organization
	DueOn      string
	RemindDays int

	Seen store.Time // UpdatedAt of what the input was made from; zero not to ask
}

func (in *DocumentInput) validate() *fault.Fields {
	in.Title, in.Body = store.Clean(in.Title), store.CleanText(in.Body)
	fields := &fault.Fields{}
	fields.Require(store.Fold(in.Title) != "", "title", "Give the document a title.")
	within(fields, "title", in.Title, MaxTitle)
	within(fields, "body", in.Body, MaxBody)
	fields.Require(in.Kind == File || in.Kind == Text, "kind", "Choose a PDF or a text.")
	if in.Kind == File {
		in.Body = ""
	} else if problem := checkReserved(in.Body); problem != "" {
		fields.Add("body", problem)
	}
	fields.Require(isDay(in.DueOn), "dueOn", "Choose a day.")
	fields.Require(in.RemindDays >= 0 && in.RemindDays <= MaxRemindDays, "remindDays", "Use a number from 0 to 60.")
	fields.Require(in.RemindDays == 0 || in.DueOn != "", "dueOn", "A reminder needs a day until when it is to be signed.")
	if !in.IsSignable {
		in.Signers = nil
	} else if len(in.Signers) == 0 {
		in.Signers = []Signer{{Kind: Anyone, Needed: 1}}
	}
	fields.Require(len(in.Signers) <= MaxSigners, "signers", "Use at most 20 lines.")
	fields.Require(len(in.Limits) <= MaxLimits, "limits", "Choose at most 200 people and roles.")
	people := map[int64]bool{}
	for i := range in.Signers {
		if problem := in.Signers[i].validate(); problem != "" {
			fields.Add("signers", problem)
		}
		if one := in.Signers[i]; one.Kind == Person {
			fields.Require(!people[one.UserID], "signers", "A person can sign once. Name each only once.")
			people[one.UserID] = true
		}
	}
	if len(in.Limits) > 0 {
		in.includeSigners()
	}
	return fields
}

// includeSigners lets those see a limited document who must sign it.
func (in *DocumentInput) includeSigners() {
	for _, one := range in.Signers {
		if one.Kind != Anyone {
			in.Limits = append(in.Limits, Limit{UserID: one.UserID, RoleID: one.RoleID})
		}
	}
}

var errNoDocument = fault.New(fault.NotFound, "This document does not exist.")

// Document returns a document, or a NotFound fault.
func (s *Service) Document(ctx context.Context, id int64) (Document, error) {
	var d Document
	err := s.Store.Read(ctx).First(&d, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Document{}, errNoDocument
	}
	if err != nil {
		return Document{}, fmt.Errorf("find document: %w", err)
	}
	return d, nil
}

// Limits returns whom a document is limited to, with their names; of one that is
// being corrected, whom the correction is.
func (s *Service) Limits(ctx context.Context, documentID int64) ([]Limit, error) {
	limits := []Limit{}
	err := s.Store.Read(ctx).Raw(`SELECT COALESCE(l.user_id, 0) AS user_id, COALESCE(l.role_id, 0) AS role_id, COALESCE(r.name, `+personName+`) AS name
		FROM documents d CROSS JOIN document_limits l ON l.document_id = d.id AND l.is_next = d.is_correcting LEFT JOIN users u ON u.id = l.user_id LEFT JOIN organizational_roles r ON r.id = l.role_id WHERE d.id = ? ORDER BY l.id`, documentID).Scan(&limits).Error
	if err != nil {
		return nil, fmt.Errorf("read limits of document: %w", err)
	}
	return limits, nil
}

// personName is a user's name as User.Name has it, of the table u.
const personName = `COALESCE(NULLIF(TRIM(u.first_name || ' ' || u.last_name), ''), NULLIF(u.email, ''), u.login)`

// CreateDocument adds a document to a contract. It returns an Invalid fault
// with the fields at fault, named as in the bridge: title, kind, body, signers,
// limits, dueOn, remindDays.
func (s *Service) CreateDocument(ctx context.Context, contractID int64, input DocumentInput) (Document, error) {
	fields := input.validate()
	now := s.Store.Now()
	d := Document{ContractID: contractID, State: Writing, CreatedAt: now, UpdatedAt: now}
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		c, err := s.Find(ctx, contractID)
		if err != nil {
			return err
		}
		if err := s.checkNames(ctx, fields, input); err != nil {
			return err
		}
		d.OrganizationID = c.OrganizationID
		d.take(input)
		if err := s.Store.Write(ctx).Create(&d).Error; err != nil {
			return fmt.Errorf("create document: %w", err)
		}
		if err := s.saveSigners(ctx, d.ID, input.Signers); err != nil {
			return err
		}
		if err := s.saveLimits(ctx, d, input.Limits); err != nil {
			return err
		}
		return s.Log.Record(ctx, audit.Change{Action: "document.create", Subject: d.subject(), After: d.facts(input)})
	})
	return d, err
}

// take sets what was said, of a document that is being written.
func (d *Document) take(in DocumentInput) {
	d.Title, d.Kind, d.Body = in.Title, in.Kind, in.Body
	d.Next = Delivery{IsSignable: in.IsSignable, InOrder: in.InOrder, DueOn: in.DueOn, RemindDays: in.RemindDays, SearchKey: store.Plain(store.Fold(in.Title))}
	if !d.IsCorrecting {
		d.Delivery, d.IsLimited = d.Next, len(in.Limits) > 0
	}
}

// checkNames looks for the people and roles that a document names.
func (s *Service) checkNames(ctx context.Context, fields *fault.Fields, input DocumentInput) error {
	var people, roles []int64
	for _, one := range input.Signers {
		people, roles = append(people, one.UserID), append(roles, one.RoleID)
	}
	for _, one := range input.Limits {
		people, roles = append(people, one.UserID), append(roles, one.RoleID)
	}
	for _, one := range []struct {
		table, message string
		ids            []int64
	}{{"users", "A person who was chosen does not exist any more.", people}, {"organizational_roles", "A role that was chosen does not exist any more.", roles}} {
		wanted := map[int64]bool{}
		for _, id := range one.ids {
			if id != 0 {
				wanted[id] = true
			}
		}
		if len(wanted) == 0 {
			continue
		}
		var found int
		if err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM "+one.table+" WHERE id IN ?", one.ids).Scan(&found).Error; err != nil {
			return fmt.Errorf("look for people of document: %w", err)
		}
		fields.Require(found == len(wanted), "signers", one.message)
	}
	return fields.Err()
}

// saveLimits replaces whom a document is limited to; of one that is being
// corrected, whom the correction is.
func (s *Service) saveLimits(ctx context.Context, d Document, limits []Limit) error {
	db := s.Store.Write(ctx)
	if err := db.Exec("DELETE FROM document_limits WHERE document_id = ? AND is_next = ?", d.ID, d.IsCorrecting).Error; err != nil {
		return fmt.Errorf("save limits of document: %w", err)
	}
	for _, one := range limits {
		err := db.Exec("INSERT INTO document_limits (document_id, is_next, user_id, role_id) VALUES (?, ?, NULLIF(?, 0), NULLIF(?, 0)) ON CONFLICT DO NOTHING", d.ID, d.IsCorrecting, one.UserID, one.RoleID).Error
		if err != nil {
			return fmt.Errorf("save limits of document: %w", err)
		}
	}
	return nil
}

// UpdateDocument changes a document. Of one that was sent, title, content and
// who must sign are frozen (a Conflict fault) until a correction is begun; from
// then on it changes the correction alone. The other faults are those of
// CreateDocument.
func (s *Service) UpdateDocument(ctx context.Context, id int64, input DocumentInput) (Document, error) {
	fields := input.validate()
	return s.changeDocument(ctx, id, "document.update", func(ctx context.Context, d *Document) error {
		if !input.Seen.IsZero() && !input.Seen.Equal(d.UpdatedAt.Time) {
			return errChanged
		}
		if err := s.checkNames(ctx, fields, input); err != nil {
			return err
		}
		if !d.IsWritten() {
			return s.redeliver(ctx, d, input)
		}
		d.take(input)
		if err := s.saveSigners(ctx, d.ID, input.Signers); err != nil {
			return err
		}
		return s.saveLimits(ctx, *d, input.Limits)
	})
}

// redeliver changes what can be changed of a version in force.
func (s *Service) redeliver(ctx context.Context, d *Document, input DocumentInput) error {
	signers, err := s.Signers(ctx, d.ID, d.Version)
	switch {
	case err != nil:
		return err
	case d.Title != input.Title || d.Kind != input.Kind || d.Body != input.Body || d.InOrder != input.InOrder || input.IsSignable && len(signers) > 0 && !sameSigners(signers, input.Signers):
		return fault.New(fault.Conflict, "This document was sent, so its content stays as it is. Begin a correction to make a new version.")
	case input.IsSignable && len(signers) == 0:
		return fault.New(fault.Conflict, "This document was sent to be read only, so nobody is asked to sign it. Begin a correction to say who signs.")
	}
	d.IsSignable, d.DueOn, d.RemindDays, d.IsLimited = input.IsSignable, input.DueOn, input.RemindDays, len(input.Limits) > 0
	d.Next, d.RemindAt = d.Delivery, s.remindAt(ctx, *d)
	if err := s.saveLimits(ctx, *d, input.Limits); err != nil {
		return err
	}
	return s.settleTurn(ctx, d)
}

// DeleteDocument removes a document that was never sent. Any other is a
// Conflict fault.
func (s *Service) DeleteDocument(ctx context.Context, id int64) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		d, err := s.Document(ctx, id)
		if err != nil {
			return err
		}
		if d.Version > 0 {
			return fault.New(fault.Conflict, "This document was sent, and what was sent and signed stays. Withdraw it instead.")
		}
		if err := s.Store.Write(ctx).Delete(&Document{}, "id = ?", id).Error; err != nil {
			return fmt.Errorf("delete document: %w", err)
		}
		return s.Log.Record(ctx, audit.Change{Action: "document.delete", Subject: d.subject(), Before: d.facts(DocumentInput{})})
	})
}

// changeDocument runs a change of one document in a transaction with its audit
// entry.
func (s *Service) changeDocument(ctx context.Context, id int64, action string, work func(ctx context.Context, d *Document) error) (Document, error) {
	var changed Document
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		d, err := s.Document(ctx, id)
		if err != nil {
			return err
		}
		before, err := s.record(ctx, d)
		if err != nil {
			return err
		}
		if err := work(ctx, &d); err != nil {
			return err
		}
		d.UpdatedAt = s.Store.Now()
		if err := s.Store.Write(ctx).Save(&d).Error; err != nil {
			return fmt.Errorf("change document: %w", err)
		}
		changed = d
		after, err := s.record(ctx, d)
		if err != nil {
			return err
		}
		return s.Log.Record(ctx, audit.Change{Action: action, Subject: d.subject(), Before: before, After: after})
	})
	return changed, err
}

func (d Document) subject() audit.Subject {
	return audit.Subject{Kind: "document", ID: d.ID, Name: d.Title}
}

// record is what the audit log keeps of a document as it stands.
func (s *Service) record(ctx context.Context, d Document) (map[string]any, error) {
	version := 0
	if !d.IsWritten() {
		version = d.Version
	}
	signers, err := s.Signers(ctx, d.ID, version)
	if err != nil {
		return nil, err
	}
	limits, err := s.Limits(ctx, d.ID)
	return d.facts(DocumentInput{Signers: signers, Limits: limits}), err
}

func (d Document) facts(in DocumentInput) map[string]any {
	signers, limits := []string{}, []string{}
	for _, one := range in.Signers {
		signers = append(signers, fmt.Sprintf("%s %d %d × %d", one.Kind, one.UserID, one.RoleID, one.Needed))
	}
	for _, one := range in.Limits {
		limits = append(limits, fmt.Sprintf("user %d role %d", one.UserID, one.RoleID))
	}
	return map[string]any{
		"contract_id": d.ContractID, "title": d.Title, "kind": d.Kind, "body": d.Body, "state": d.State, "version": d.Version, "is_correcting": d.IsCorrecting,
		"is_signable": d.Next.IsSignable, "in_order": d.Next.InOrder, "due_on": d.Next.DueOn, "remind_days": d.Next.RemindDays, "signers": signers, "limits": limits,
	}
}
