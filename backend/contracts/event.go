package contracts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/store"
	"portico/backend/users"
)

// EventKind is what happened to a document.
type EventKind string

// The kinds of events (DOC-6).
const (
	WasSent      EventKind = "sent"
	WasOpened    EventKind = "opened"
	WasConsented EventKind = "consented"
	WasSigned    EventKind = "signed"
	WasDeclined  EventKind = "declined"
	WasWithdrawn EventKind = "withdrawn" // a signature, or the document by the administrator
)

// How somebody showed who they are.
const (
	BySession         = "session"           // signed in earlier
	ByPassword        = "password"          // Email or Login and password, typed anew
	ByPasswordAndCode = "password and code" // and a code of the second factor
	AtDesk            = "administrator"     // at the desktop
)

// Event is one thing that happened to a version of a document, as the evidence
// keeps it. It is never changed.
type Event struct {
	ID                  int64 `gorm:"primaryKey"`
	DocumentID          int64
	VersionID           int64
	Kind                EventKind
	At                  store.Time
	UserID              *int64 // nil for the administrator
	Name                string
	Account             string // Email or Login
	OrganizationalRoles store.Strings
	AccountRoles        store.Strings
	Means               string // of authentication
	Address             string
	Browser             string
	ConsentVersion      int
	ConsentText         string
	TypedName           string
	Reason              string
	ShownSHA256         string `gorm:"column:shown_sha256"` // of the bytes that were sent, in hex
}

// TableName is the table of events.
func (Event) TableName() string { return "document_events" }

// note writes an event down, in the transaction of what happened. Who acts, from
// where and in which browser is taken from ctx.
func (s *Service) note(ctx context.Context, event Event) error {
	actor := audit.ActorIn(ctx)
	event.At, event.Address, event.Browser = s.Store.Now(), actor.Address, actor.Browser
	if event.Name == "" {
		event.Name = actor.Name
	}
	if err := s.Store.Write(ctx).Create(&event).Error; err != nil {
		return fmt.Errorf("note event of document: %w", err)
	}
	return nil
}

// eventOf begins an event by a signer: who they are and which roles they have at
// this moment.
func (s *Service) eventOf(ctx context.Context, u users.User, found held, kind EventKind, means string) (Event, error) {
	event := Event{DocumentID: found.ID, VersionID: found.VersionID, Kind: kind, UserID: &u.ID, Name: u.Name(), Account: u.Username(), Means: means, ShownSHA256: found.SHA256}
	db := s.Store.Read(ctx)
	var organizational, account []string
	err := errors.Join(
		db.Raw(`SELECT r.name FROM affiliations a CROSS JOIN affiliation_roles ar ON ar.affiliation_id = a.id CROSS JOIN organizational_roles r ON r.id = ar.role_id
			WHERE a.user_id = ? AND a.organization_id = ? ORDER BY r.name`, u.ID, found.OrganizationID).Scan(&organizational).Error,
		db.Raw(`SELECT r.name FROM account_role_members m CROSS JOIN account_roles r ON r.id = m.role_id WHERE m.user_id = ? ORDER BY r.name`, u.ID).Scan(&account).Error,
	)
	if err != nil {
		return event, fmt.Errorf("read roles of signer: %w", err)
	}
	event.OrganizationalRoles, event.AccountRoles = organizational, account
	return event, nil
}

// openedAgain is how long after somebody opened a version opening it once more
// is written down again.
const openedAgain = time.Hour

// Open returns the frozen PDF of a version that a signer sees, and writes down
// that it was opened. number 0 is the newest. Another's answers as a missing
// one (SEC-33).
func (s *Service) Open(ctx context.Context, signer access.Signer, id int64, number int) (PDF, error) {
	found, err := s.held(ctx, signer, id, number)
	if err != nil {
		return PDF{}, err
	}
	file, err := s.frozen(ctx, found.VersionID)
	if err != nil {
		return PDF{}, err
	}
	var last store.Time
	if err := s.Store.Read(ctx).Raw("SELECT MAX(at) FROM document_events WHERE version_id = ? AND kind = ? AND user_id = ?", found.VersionID, WasOpened, signer.UserID()).Row().Scan(&last); err != nil {
		return PDF{}, fmt.Errorf("look for opening: %w", err)
	}
	if !last.IsZero() && s.Store.Now().Sub(last.Time) < openedAgain {
		return file, nil
	}
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		u, err := s.Users.Load(ctx, signer.UserID())
		if err != nil {
			return err
		}
		event, err := s.eventOf(ctx, u, found, WasOpened, BySession)
		if err != nil {
			return err
		}
		if err := s.note(ctx, event); err != nil {
			return err
		}
		return s.Log.Record(ctx, audit.Change{Action: "document.open", Subject: found.subject(), After: map[string]any{"version": found.Number, "sha256": found.SHA256}})
	})
	return file, err
}

// PDF is a file with its name.
type PDF struct {
	Name   string
	SHA256 string // in hex
	Bytes  []byte
}

// frozen reads the bytes of a version.
func (s *Service) frozen(ctx context.Context, versionID int64) (PDF, error) {
	var found []PDF
	err := s.Store.Read(ctx).Raw("SELECT file_name AS name, sha256, bytes FROM document_versions WHERE id = ?", versionID).Scan(&found).Error
	if err != nil {
		return PDF{}, fmt.Errorf("read document: %w", err)
	}
	if len(found) == 0 {
		return PDF{}, errNoDocument
	}
	return found[0], nil
}

// Events returns what happened to a document, oldest first, for the
// administrator.
func (s *Service) Events(ctx context.Context, documentID int64) ([]Event, error) {
	events := []Event{}
	if err := s.Store.Read(ctx).Where("document_id = ?", documentID).Order("id").Find(&events).Error; err != nil {
		return nil, fmt.Errorf("list events of document: %w", err)
	}
	return events, nil
}

// eventsUntil returns the events of a version up to one, oldest first.
func (s *Service) eventsUntil(ctx context.Context, versionID, eventID int64) ([]Event, error) {
	var events []Event
	if err := s.Store.Read(ctx).Where("version_id = ? AND id <= ?", versionID, eventID).Order("id").Find(&events).Error; err != nil {
		return nil, fmt.Errorf("list events of version: %w", err)
	}
	return events, nil
}
