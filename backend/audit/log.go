package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"gorm.io/gorm"

	"portico/backend/store"
)

// Log writes and checks the chain of entries.
type Log struct {
	store *store.Store
}

// New returns the log of a site.
func New(s *store.Store) *Log { return &Log{store: s} }

// Change is what a service writes down. Before and After are maps or structs
// that marshal to JSON objects; nil stands for none. Where both are given, only
// the fields that differ are kept.
type Change struct {
	Action  string // "organization.create"
	Subject Subject
	Before  any
	After   any
}

// Record appends an entry in the transaction that ctx carries, as the act of
// the actor in ctx. Outside a transaction it makes one of its own.
func (l *Log) Record(ctx context.Context, change Change) error {
	before, after, err := difference(change.Before, change.After)
	if err != nil {
		return fmt.Errorf("record %s: %w", change.Action, err)
	}
	actor := ActorIn(ctx)
	return l.store.InTx(ctx, func(ctx context.Context) error {
		var last Entry
		err := l.store.Write(ctx).Select("id", "hash").Order("id DESC").Take(&last).Error
		if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
			return fmt.Errorf("record %s: %w", change.Action, err)
		}
		entry := Entry{
			ID: last.ID + 1, At: l.store.Now(),
			ActorKind: actor.Kind, ActorID: actor.ID, ActorName: actor.Name, Address: actor.Address, RequestID: actor.RequestID,
			Action: change.Action, SubjectKind: change.Subject.Kind, SubjectID: change.Subject.ID, SubjectName: change.Subject.Name,
			Before: before, After: after, Previous: last.Hash,
		}
		entry.Hash = entry.digest()
		if err := l.store.Write(ctx).Create(&entry).Error; err != nil {
			return fmt.Errorf("record %s: %w", change.Action, err)
		}
		return nil
	})
}

// difference returns the JSON objects of the fields that differ.
func difference(before, after any) (string, string, error) {
	b, err := object(before)
	if err != nil {
		return "", "", err
	}
	a, err := object(after)
	if err != nil {
		return "", "", err
	}
	if b != nil && a != nil {
		for name, value := range b {
			if other, both := a[name]; both && reflect.DeepEqual(value, other) {
				delete(a, name)
				delete(b, name)
			}
		}
	}
	return text(b), text(a), nil
}

func object(value any) (map[string]any, error) {
	if value == nil {
		return nil, nil
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	var fields map[string]any
	return fields, json.Unmarshal(raw, &fields)
}

func text(fields map[string]any) string {
	if fields == nil {
		return ""
	}
	raw, _ := json.Marshal(fields) // came from JSON
	return string(raw)
}
