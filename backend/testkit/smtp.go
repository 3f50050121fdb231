package testkit

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/mail"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"portico/backend/settings"
)

// MailServer is a real SMTP server on a free port of this machine, which keeps
// what it takes. Its fields may be changed while nobody sends.
type MailServer struct {
	Login, Password string // "" asks for none
	// What it says to each step; nil takes everything. An *smtp.SMTPError is the
	// answer itself.
	OnMail func(from string) error
	OnRcpt func(to string) error
	OnData func(taken Taken) error
	// Cuts closes the connection in the middle of DATA as often as it says.
	Cuts int

	Port      int
	Authority string // PEM file of the authority that signed its certificate

	t      testing.TB
	mode   string
	config *tls.Config
	mu     sync.Mutex
	server *smtp.Server
	listen net.Listener
	taken  []Taken
	conns  int
}

// Taken is a mail that the server took.
type Taken struct {
	From string
	To   []string // the envelope's recipients
	Raw  []byte
}

// Message parses the mail.
func (m Taken) Message(t testing.TB) *mail.Message {
	t.Helper()
	parsed, err := mail.ReadMessage(bytes.NewReader(m.Raw))
	if err != nil {
		t.Fatalf("%v in\n%s", err, m.Raw)
	}
	return parsed
}

// StartMailServer starts a server that speaks as settings.MailPlain,
// MailStartTLS or MailTLS say.
func StartMailServer(t testing.TB, protection string) *MailServer {
	t.Helper()
	s := &MailServer{t: t, mode: protection}
	s.config, s.Authority = certificate(t)
	s.Up()
	t.Cleanup(s.Down)
	return s
}

// Settings are those with which mails go through the server.
func (s *MailServer) Settings() settings.Mail {
	return settings.Mail{IsOn: true, Server: "localhost", Port: s.Port, Protection: s.mode, Login: s.Login, AuthorityFile: s.Authority,
		SenderEmail: "portal@northwind.example", SenderName: "Northwind Pårtners"}
}

// Up starts the server, on the port that it had before if there was one.
func (s *MailServer) Up() {
	s.t.Helper()
	listener, err := new(net.ListenConfig).Listen(s.t.Context(), "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(s.Port)))
	if err != nil {
		s.t.Fatal(err)
	}
	s.Port = listener.Addr().(*net.TCPAddr).Port
	server := smtp.NewServer(smtp.BackendFunc(s.session))
	server.Domain, server.AllowInsecureAuth, server.ErrorLog = "localhost", true, log.New(io.Discard, "", 0)
	if s.mode == settings.MailStartTLS {
		server.TLSConfig = s.config
	}
	if s.mode == settings.MailTLS {
		listener = tls.NewListener(listener, s.config)
	}
	s.mu.Lock()
	s.server, s.listen = server, listener
	s.mu.Unlock()
	go func() { _ = server.Serve(listener) }()
}

// Down stops the server at once: connections break off, new ones are refused.
func (s *MailServer) Down() {
	s.mu.Lock()
	defer s.mu.Unlock()
	_ = s.listen.Close() // it may not be served yet
	_ = s.server.Close()
}

// Taken returns the mails that the server took, in their order.
func (s *MailServer) Taken() []Taken {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Taken(nil), s.taken...)
}

// Connections returns how often somebody connected.
func (s *MailServer) Connections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conns
}

func (s *MailServer) session(conn *smtp.Conn) (smtp.Session, error) {
	s.mu.Lock()
	s.conns++
	s.mu.Unlock()
	return &mailSession{server: s, conn: conn}, nil
}

type mailSession struct {
	server *MailServer
	conn   *smtp.Conn
	signed bool
	mail   Taken
}

func (m *mailSession) Reset()        { m.mail = Taken{} }
func (m *mailSession) Logout() error { return nil }

func (m *mailSession) AuthMechanisms() []string {
	if m.server.Login == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (m *mailSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, login, password string) error {
		if login != m.server.Login || password != m.server.Password {
			return smtp.ErrAuthFailed
		}
		m.signed = true
		return nil
	}), nil
}

func (m *mailSession) Mail(from string, _ *smtp.MailOptions) error {
	if m.server.Login != "" && !m.signed {
		return smtp.ErrAuthRequired
	}
	m.mail.From = from
	if m.server.OnMail != nil {
		return m.server.OnMail(from)
	}
	return nil
}

func (m *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if m.server.OnRcpt != nil {
		if err := m.server.OnRcpt(to); err != nil {
			return err
		}
	}
	m.mail.To = append(m.mail.To, to)
	return nil
}

func (m *mailSession) Data(r io.Reader) error {
	m.server.mu.Lock()
	cut := m.server.Cuts > 0
	if cut {
		m.server.Cuts--
	}
	m.server.mu.Unlock()
	if cut {
		_ = m.conn.Conn().Close()
		return io.ErrUnexpectedEOF
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m.mail.Raw = raw
	if m.server.OnData != nil {
		if err := m.server.OnData(m.mail); err != nil {
			return err
		}
	}
	m.server.mu.Lock()
	defer m.server.mu.Unlock()
	m.server.taken = append(m.server.taken, m.mail)
	return nil
}

// certificate makes an authority of its own and a certificate for localhost,
// and returns the server's side and the authority's file.
func certificate(t testing.TB) (*tls.Config, string) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	authorityKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	authority := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Test authority"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	raw, err := x509.CreateCertificate(rand.Reader, authority, authority, &authorityKey.PublicKey, authorityKey)
	must(err)
	file := filepath.Join(t.TempDir(), "authority.pem")
	must(os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: raw}), 0o600))
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "localhost"}, NotBefore: authority.NotBefore, NotAfter: authority.NotAfter, DNSNames: []string{"localhost"}}
	signed, err := x509.CreateCertificate(rand.Reader, leaf, authority, &key.PublicKey, authorityKey)
	must(err)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{signed}, PrivateKey: key}}}, file
}
