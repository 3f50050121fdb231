package bindings

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"portico/backend"
	"portico/backend/contracts"
	"portico/backend/fault"
)

// DocumentReminders says what came of reminding.
type DocumentReminders struct {
	Sent      int `json:"sent"`
	Quiet     int `json:"quiet"`
	NoAddress int `json:"noAddress"`
	Nobody    int `json:"nobody"`
}

// DocumentsSent says what came of sending many.
type DocumentsSent struct {
	Sent   int       `json:"sent"`
	Kept   []LeftOut `json:"kept"`
	Warned []LeftOut `json:"warned"` // sent, though as things stand not all signatures can come
}

// Send freezes a document and writes to those whose turn it is.
func (c *Contracts) Send(id int64) (DocumentDetail, error) {
	return c.changed(id, func(ctx context.Context, s *contracts.Service) error { _, err := s.Send(ctx, id); return err })
}

// SendMany sends documents, and says what kept the others.
func (c *Contracts) SendMany(ids []int64) (DocumentsSent, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return DocumentsSent{}, err
	}
	done, err := b.Contracts.SendMany(ctx, ids)
	outcome := DocumentsSent{Sent: done.Sent, Kept: []LeftOut{}, Warned: []LeftOut{}}
	if err != nil {
		return outcome, err
	}
	if outcome.Kept, err = titled(ctx, b, done.Kept); err == nil {
		outcome.Warned, err = titled(ctx, b, done.Warned)
	}
	return outcome, err
}

// titled names documents with what is said of each.
func titled(ctx context.Context, b *backend.Backend, reasons map[int64]string) ([]LeftOut, error) {
	named := []LeftOut{}
	for _, id := range slices.Sorted(maps.Keys(reasons)) {
		d, err := b.Contracts.Document(ctx, id)
		if fault.Is(err, fault.NotFound) { // what was sent is still to be said
			d.Title = fmt.Sprintf("Document %d", id)
		} else if err != nil {
			return named, err
		}
		named = append(named, LeftOut{ID: id, Name: d.Title, Reason: reasons[id]})
	}
	return named, nil
}

// Correct begins a new version of a document that was sent.
func (c *Contracts) Correct(id int64) (DocumentDetail, error) {
	return c.changed(id, func(ctx context.Context, s *contracts.Service) error { _, err := s.Correct(ctx, id); return err })
}

// Discard gives a correction up.
func (c *Contracts) Discard(id int64) (DocumentDetail, error) {
	return c.changed(id, func(ctx context.Context, s *contracts.Service) error { _, err := s.Discard(ctx, id); return err })
}

// Withdraw takes a document back, with a reason.
func (c *Contracts) Withdraw(id int64, reason string) (DocumentDetail, error) {
	return c.changed(id, func(ctx context.Context, s *contracts.Service) error {
		_, err := s.Withdraw(ctx, id, reason)
		return err
	})
}

// Remind writes to those whose turn it is, of these documents; of none, of all
// that wait.
func (c *Contracts) Remind(ids []int64) (DocumentReminders, error) {
	ctx, b, err := c.enter()
	if err != nil {
		return DocumentReminders{}, err
	}
	done, err := b.Contracts.Remind(ctx, ids)
	return DocumentReminders(done), err
}
