package rehearsal

import (
	"context"
	"fmt"
	"time"

	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/store"
)

// Sandbox is a copy of the site that was left open for trying by hand, with
// the test people who are in it (TST-2). All of it is thrown away with it.
type Sandbox struct {
	Address string // "http://127.0.0.1:40123"
	People  []TestPerson
}

// TestPerson is somebody who came into the sandbox, with what they sign in with.
type TestPerson struct {
	Part         string // PartPartner or PartSigner
	Organization string
	Email        string
	Password     string
	Secret       string // of the second factor, base32; "" without one
	Code         string // that counts now, or "" until CodeFrom
	CodeFrom     time.Time
	CodeUntil    time.Time
}

func (k *kept) describe() *Sandbox {
	open := &Sandbox{Address: k.sandbox.base, People: []TestPerson{}}
	now := k.sandbox.Store.Clock().Now()
	if k.partner != nil {
		open.People = append(open.People, k.partner.describe(PartPartner, now))
	}
	if k.signer != nil && k.signer.signedIn {
		open.People = append(open.People, k.signer.describe(PartSigner, now))
	}
	return open
}

func (p *partner) describe(part string, now time.Time) TestPerson {
	person := TestPerson{Part: part, Organization: p.organization, Email: p.email, Password: p.password, Secret: p.secret}
	if p.secret == "" {
		return person
	}
	// The step whose code counts next: one that was used counts no more.
	step := max(stepAt(now), p.usedStep+1)
	person.CodeFrom, person.CodeUntil = time.Unix((step-1)*codeSeconds, 0).UTC(), time.Unix((step+1)*codeSeconds, 0).UTC()
	if step <= stepAt(now)+1 {
		if code, err := p.code(step); err == nil {
			person.Code = code
		}
	}
	return person
}

var errNoSandbox = fault.New(fault.NotFound, "No sandbox is open. Run a rehearsal and keep its sandbox open.")

// ThrowAway closes the sandbox that was left open and removes its folder. It
// does nothing when none is open.
func (s *Service) ThrowAway() error {
	s.mu.Lock()
	open := s.kept
	s.kept = nil
	s.mu.Unlock()
	if open == nil {
		return nil
	}
	if err := open.sandbox.Close(); err != nil {
		return fmt.Errorf("throw sandbox away: %w", err)
	}
	return nil
}

func (s *Service) openSandbox() (*sandbox, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil {
		return nil, errNoSandbox
	}
	return s.kept.sandbox, nil
}

// Outbox returns the mails that were made in the sandbox that is open, newest
// first. None of them is ever sent.
func (s *Service) Outbox(ctx context.Context, query mail.Query) (store.Page[mail.Message], error) {
	open, err := s.openSandbox()
	if err != nil {
		return store.Page[mail.Message]{}, err
	}
	page, err := open.Outbox.List(ctx, everything, query)
	if err != nil {
		return page, err
	}
	kept := []mail.Message{}
	for _, message := range page.Items {
		if message.ID > open.lastMail {
			kept = append(kept, message)
		}
	}
	if len(kept) < len(page.Items) {
		page.Next = "" // what comes after is older still
	}
	page.Items, page.Count = kept, len(kept)
	return page, nil
}

// ReadMail returns a mail of the sandbox that is open, with its text.
func (s *Service) ReadMail(ctx context.Context, id int64) (mail.Content, error) {
	open, err := s.openSandbox()
	if err != nil {
		return mail.Content{}, err
	}
	if id <= open.lastMail {
		return mail.Content{}, fault.New(fault.NotFound, "This mail does not exist.")
	}
	return open.Outbox.Read(ctx, everything, id)
}
