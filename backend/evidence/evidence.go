// Package evidence is the file that proves a signature without the site: who
// did what to a document, when and from where, sealed with the site's
// certificate (DOC-6). It knows no database, so that anybody can check a file
// offline.
package evidence

import (
	"strings"
	"time"
)

// Format is what an evidence file says it is, in its first version.
const Format = "portico-evidence/1"

// MaxFile is the greatest evidence file that is read: 8 MiB.
const MaxFile = 8 << 20

// The kinds of event.
const (
	Sent      = "sent"
	Opened    = "opened"
	Consented = "consented"
	Signed    = "signed"
	Declined  = "declined"
	Withdrawn = "withdrawn"
	// Superseded is of the version itself: a later one was sent.
	Superseded = "superseded"
)

// The states of a signature.
const (
	Validated       = "validated"        // on the current version
	DocumentChanged = "document_changed" // a later version was sent since
	TakenBack       = "withdrawn"        // by the signer
)

// File is an evidence file. Written, it is JSON in the canonical form of RFC
// 8785, so that the same content is the same bytes. Times are UTC, to the
// millisecond; hashes are SHA-256 in 64 lower-case hexadecimal digits.
type File struct {
	Format     string      `json:"format"`
	Site       Site        `json:"site"`
	Contract   Contract    `json:"contract"`
	Document   Document    `json:"document"`
	Signatures []Signature `json:"signatures"` // in the order in which they were made
	Events     []Event     `json:"events"`     // in the order in which they happened
	Seal       Envelope    `json:"seal"`       // filled by Seal
}

// Site is the site that kept the document.
type Site struct {
	Name    string `json:"name"`
	Address string `json:"address,omitempty"` // its public address
}

// Contract is the contract that the document belongs to.
type Contract struct {
	Name         string `json:"name"`
	Number       string `json:"number,omitempty"`
	Organization string `json:"organization"`
}

// Document is one version of a document.
//
// The sealed file begins with the bytes that were shown: the first ShownSize of
// its FinalSize bytes have the hash ShownSHA256.
type Document struct {
	Title       string    `json:"title"`
	Version     int       `json:"version"` // 1 is the first
	FrozenAt    time.Time `json:"frozen_at"`
	ShownSHA256 string    `json:"shown_sha256"`           // of the bytes that every signer was shown
	ShownSize   int       `json:"shown_size"`             // in bytes
	FinalSHA256 string    `json:"final_sha256,omitempty"` // of the sealed file; "" while there is none
	FinalSize   int       `json:"final_size,omitempty"`
}

// Person is who acted, as the site knew them at that moment.
type Person struct {
	Name               string `json:"name"`
	Account            string `json:"account"`                       // login or email
	Organization       string `json:"organization,omitempty"`        // of their affiliation
	OrganizationalRole string `json:"organizational_role,omitempty"` // in it
	AccountRole        string `json:"account_role,omitempty"`
}

// Event is something that somebody did.
type Event struct {
	Kind           string    `json:"kind"`
	At             time.Time `json:"at"`
	Who            Person    `json:"who"`
	Authentication string    `json:"authentication,omitempty"` // such as "password and one-time code"
	Address        string    `json:"address,omitempty"`        // of the network
	Browser        string    `json:"browser,omitempty"`
	ConsentText    string    `json:"consent_text,omitempty"`
	ConsentVersion int       `json:"consent_version,omitempty"`
	TypedName      string    `json:"typed_name,omitempty"`
	ShownSHA256    string    `json:"shown_sha256,omitempty"`
	Reason         string    `json:"reason,omitempty"` // of declining or withdrawing
}

// Signature is a signature and what has become of it.
type Signature struct {
	Status         string    `json:"status"`
	At             time.Time `json:"at"`
	Who            Person    `json:"who"`
	TypedName      string    `json:"typed_name"`
	Authentication string    `json:"authentication"`
	Address        string    `json:"address,omitempty"`
	Browser        string    `json:"browser,omitempty"`
	ConsentText    string    `json:"consent_text"`
	ConsentVersion int       `json:"consent_version,omitempty"`
	ShownSHA256    string    `json:"shown_sha256"`
	WithdrawnAt    time.Time `json:"withdrawn_at,omitzero"`
	Reason         string    `json:"reason,omitempty"` // of withdrawing
}

// Envelope is the seal of an evidence file.
type Envelope struct {
	Algorithm    string    `json:"algorithm"`           // "ecdsa-sha256" or "rsa-sha256"
	SealedAt     time.Time `json:"sealed_at"`           // by the site's clock
	Certificates []string  `json:"certificates"`        // DER in base64, the sealing one first
	Signature    string    `json:"signature,omitempty"` // in base64, of the canonical file without this entry
}

// clean brings a file to the one form in which it is written: valid UTF-8, UTC
// to the millisecond, lists that are never null.
func (f File) clean() File {
	f.Format = Format
	for _, text := range []*string{&f.Site.Name, &f.Site.Address, &f.Contract.Name, &f.Contract.Number, &f.Contract.Organization, &f.Document.Title} {
		*text = valid(*text)
	}
	f.Document.FrozenAt = moment(f.Document.FrozenAt)
	signatures, events := make([]Signature, len(f.Signatures)), make([]Event, len(f.Events))
	for n, s := range f.Signatures {
		s.At, s.WithdrawnAt, s.Who = moment(s.At), moment(s.WithdrawnAt), s.Who.clean()
		for _, text := range []*string{&s.TypedName, &s.Authentication, &s.Address, &s.Browser, &s.ConsentText, &s.Reason} {
			*text = valid(*text)
		}
		signatures[n] = s
	}
	for n, e := range f.Events {
		e.At, e.Who = moment(e.At), e.Who.clean()
		for _, text := range []*string{&e.Authentication, &e.Address, &e.Browser, &e.ConsentText, &e.TypedName, &e.Reason} {
			*text = valid(*text)
		}
		events[n] = e
	}
	f.Signatures, f.Events = signatures, events
	return f
}

func (p Person) clean() Person {
	for _, text := range []*string{&p.Name, &p.Account, &p.Organization, &p.OrganizationalRole, &p.AccountRole} {
		*text = valid(*text)
	}
	return p
}

func valid(text string) string { return strings.ToValidUTF8(text, "\uFFFD") }

func moment(at time.Time) time.Time {
	if at.IsZero() {
		return time.Time{}
	}
	return at.UTC().Truncate(time.Millisecond)
}
