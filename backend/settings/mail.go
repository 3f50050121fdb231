package settings

import (
	"context"
	"crypto/x509"
	"fmt"
	"net/mail"
	"net/netip"
	"os"
	"regexp"
	"strings"

	"portico/backend/fault"
	"portico/backend/store"
)

// How the way to the mail server is protected.
const (
	MailPlain    = "none"
	MailStartTLS = "starttls" // begins in the clear and must go on encrypted
	MailTLS      = "tls"      // encrypted from the first byte
)

// Mail is Site Settings › Mail (SET-6). The password is kept apart from it,
// sealed, by the package mail.
type Mail struct {
	IsOn            bool   `json:"is_on"` // mails go out by themselves
	Server          string `json:"server"`
	Port            int    `json:"port"`
	Protection      string `json:"protection"`
	Login           string `json:"login"`            // "" where the server asks for none
	AuthorityFile   string `json:"authority_file"`   // PEM file of an authority to trust beside the system's; "" for none
	SenderEmail     string `json:"sender_email"`     // also the envelope's sender, who gets what bounces
	SenderName      string `json:"sender_name"`      // "" for the address alone
	PasswordChanged string `json:"password_changed"` // RFC 3339; "" while there is none
}

// IsThisMachine reports whether the server is on this machine, so that nobody
// can listen on the way.
func (m Mail) IsThisMachine() bool {
	if m.Server == "localhost" {
		return true
	}
	address, err := netip.ParseAddr(m.Server)
	return err == nil && address.IsLoopback()
}

// SendsPasswordTo reports whether a password that was given for these settings
// may be used with others: it goes to the server, and for the login, that it
// was typed for, and never less protected.
func (m Mail) SendsPasswordTo(other Mail) bool {
	return strings.EqualFold(m.Server, other.Server) && m.Login == other.Login && (m.Protection == other.Protection || other.Protection != MailPlain)
}

var hostName = regexp.MustCompile(`^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\.?$`)

// Validate cleans the settings and returns an Invalid fault with the fields at
// fault. Whatever was typed is checked, and what sending needs only while it
// is on.
func (m *Mail) Validate() error {
	m.Server, m.Login, m.SenderEmail = strings.TrimSpace(m.Server), strings.TrimSpace(m.Login), strings.TrimSpace(m.SenderEmail)
	m.SenderName, m.AuthorityFile = store.Clean(m.SenderName), strings.TrimSpace(m.AuthorityFile)
	var fields fault.Fields
	fields.Require(!m.IsOn || m.Server != "", "server", "Enter the name of the mail server, such as smtp.example.com.")
	_, notAddress := netip.ParseAddr(m.Server)
	fields.Require(m.Server == "" || notAddress == nil || len(m.Server) <= 253 && hostName.MatchString(m.Server), "server", "Use a name such as smtp.example.com, without http or a port.")
	fields.Require(m.Port >= 1 && m.Port <= 65535, "port", "Use a port from 1 to 65535. Mail servers mostly listen on 587 or 465.")
	fields.Require(m.Protection == MailPlain || m.Protection == MailStartTLS || m.Protection == MailTLS, "protection", "Choose TLS, STARTTLS or none.")
	fields.Require(m.Protection != MailPlain || m.Login == "" || m.Server == "" || m.IsThisMachine(), "protection", "Without protection the password could be read on the way. Choose STARTTLS or TLS.")
	fields.Require(len(m.Login) <= 254 && !strings.ContainsAny(m.Login, "\r\n\x00"), "login", "Use at most 254 characters on one line.")
	fields.Require(!m.IsOn || m.SenderEmail != "", "senderEmail", "Enter the address that mails come from.")
	parsed, err := mail.ParseAddress(m.SenderEmail)
	fields.Require(m.SenderEmail == "" || err == nil && parsed.Address == m.SenderEmail && len(m.SenderEmail) <= 254 && !strings.ContainsAny(m.SenderEmail, "<>\"\\"), "senderEmail", "Use one address such as partners@example.com.")
	fields.Require(len([]rune(m.SenderName)) <= 100, "senderName", "Use at most 100 characters.")
	if m.AuthorityFile != "" {
		if _, err := m.Authorities(); err != nil {
			fields.Add("authorityFile", err.Error())
		}
	}
	return fields.Err()
}

// Authorities returns the certificate authorities to trust: the system's and
// that of the file. nil are the system's alone. It returns an Invalid fault
// when the file can't be read or holds no certificate.
func (m Mail) Authorities() (*x509.CertPool, error) {
	if m.AuthorityFile == "" {
		return nil, nil
	}
	raw, err := os.ReadFile(m.AuthorityFile)
	if err != nil {
		return nil, fault.New(fault.Invalid, "The file with the certificate authority can't be read.")
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(raw) {
		return nil, fault.New(fault.Invalid, "This file holds no certificate in PEM form.")
	}
	return pool, nil
}

// Mail returns the settings for sending mails.
func (s *Service) Mail(ctx context.Context) (Mail, error) {
	mail := Mail{Port: 587, Protection: MailStartTLS}
	return mail, s.load(ctx, "mail", &mail)
}

// SaveMail checks and saves them, in the transaction that ctx carries. The
// package mail calls it, which keeps the password.
func (s *Service) SaveMail(ctx context.Context, mail Mail) error {
	if err := mail.Validate(); err != nil {
		return err
	}
	before, err := s.Mail(ctx)
	if err != nil {
		return fmt.Errorf("save mail settings: %w", err)
	}
	return s.save(ctx, "mail", "Mail", before, mail)
}
