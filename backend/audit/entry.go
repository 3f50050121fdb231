// Package audit writes down who changed what, in the transaction of the
// change, as a chain in which each entry holds the hash of the one before.
package audit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"

	"portico/backend/store"
)

// ActorKind is what sort of person or thing acted.
type ActorKind string

// The kinds of actors.
const (
	Administrator ActorKind = "administrator"
	User          ActorKind = "user"
	Respondent    ActorKind = "respondent"
	Visitor       ActorKind = "visitor" // somebody not signed in
	System        ActorKind = "system"  // the program itself
)

// Actor is who acts, and from where. It travels in the context.
type Actor struct {
	Kind      ActorKind
	ID        int64  // the user's or response's id, else 0
	Name      string // as it was at the time
	Address   string // network address, "" at the desktop
	Browser   string
	RequestID string
}

type actorKey struct{}

// WithActor returns a context in which changes are written down as actor's.
func WithActor(ctx context.Context, actor Actor) context.Context {
	return context.WithValue(ctx, actorKey{}, actor)
}

// ActorIn returns the actor in ctx, or the program itself.
func ActorIn(ctx context.Context) Actor {
	if actor, ok := ctx.Value(actorKey{}).(Actor); ok {
		return actor
	}
	return Actor{Kind: System, Name: "Portico"}
}

// Subject is what was changed.
type Subject struct {
	Kind string // "organization", "user" …
	ID   int64
	Name string // as it was at the time
}

// Entry is one line of the log as it is kept. Before and After are JSON
// objects of the fields that changed, or empty; secrets never stand in them.
type Entry struct {
	ID          int64
	At          store.Time
	ActorKind   ActorKind
	ActorID     int64
	ActorName   string
	Address     string
	RequestID   string
	Action      string
	SubjectKind string
	SubjectID   int64
	SubjectName string
	Before      string
	After       string
	Previous    string
	Hash        string
}

// TableName is the table of entries.
func (Entry) TableName() string { return "audit_entries" }

// digest returns the entry's hash: SHA-256 over the JSON array of its fields
// and the hash before it. JSON quotes each field, so that no text in one (a
// line break in a name, say) can pass for another (SEC-44).
func (e Entry) digest() string {
	fields := []string{
		strconv.FormatInt(e.ID, 10), strconv.FormatInt(e.At.UnixMilli(), 10),
		string(e.ActorKind), strconv.FormatInt(e.ActorID, 10), e.ActorName, e.Address, e.RequestID,
		e.Action, e.SubjectKind, strconv.FormatInt(e.SubjectID, 10), e.SubjectName, e.Before, e.After, e.Previous,
	}
	text, _ := json.Marshal(fields) // strings always marshal
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
