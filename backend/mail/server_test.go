package mail_test

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/backend/fault"
	portico "portico/backend/mail"
	"portico/backend/settings"
	"portico/backend/testkit"
)

func word(text string) *string { return &text }

// Shows SET-6: a test really sends, and says exactly why it can't.
func TestSendATest_SET6(t *testing.T) {
	p := openPostOffice(t, settings.MailStartTLS)
	p.server.Login, p.server.Password = "portal", "sesam"
	if err := p.Try(t.Context(), p.server.Settings(), word("sesam"), "asa@halden.example"); err != nil {
		t.Fatal(err)
	}
	if taken := p.server.Taken(); len(taken) != 1 || !strings.Contains(string(taken[0].Raw), "mails go out") {
		t.Fatalf("%+v", taken)
	}
	secured := testkit.StartMailServer(t, settings.MailTLS)
	plain := testkit.StartMailServer(t, settings.MailPlain)
	wrongRecipient := testkit.StartMailServer(t, settings.MailPlain)
	wrongRecipient.OnRcpt = func(string) error { return answer(550, "no such person") }
	wrongMail := testkit.StartMailServer(t, settings.MailPlain)
	wrongMail.OnData = func(testkit.Taken) error { return answer(554, "not wanted") }
	wrongSender := testkit.StartMailServer(t, settings.MailPlain)
	wrongSender.OnMail = func(string) error { return answer(553, "not yours") }
	cut := testkit.StartMailServer(t, settings.MailPlain)
	cut.Cuts = 1
	down := testkit.StartMailServer(t, settings.MailPlain)
	down.Down()
	silent, chatty := listen(t, ""), listen(t, "HTTP/1.1 400 Bad Request\r\n\r\n")
	busy := listen(t, "421 too many connections\r\n")
	with := func(s *testkit.MailServer, change func(*settings.Mail)) settings.Mail {
		set := s.Settings()
		if change != nil {
			change(&set)
		}
		return set
	}
	port := func(n int) func(*settings.Mail) { return func(m *settings.Mail) { m.Port = n } }
	quick := p.another(func(parts *portico.Parts) { parts.Patience = 100 * time.Millisecond })
	cases := []struct {
		name     string
		settings settings.Mail
		password *string
		says     []string
	}{
		{"refused", with(down, nil), nil, []string{"localhost refuses connections on port", fmt.Sprint(down.Port)}},
		{"wrong login", with(p.server, nil), word("wrong"), []string{"refused the login", "535"}},
		{"certificate not trusted", with(secured, func(m *settings.Mail) { m.AuthorityFile = "" }), nil, []string{"The certificate of localhost is not trusted", "no authority"}},
		{"certificate not trusted after STARTTLS", with(p.server, func(m *settings.Mail) { m.AuthorityFile = "" }), word("sesam"), []string{"is not trusted"}},
		{"certificate of another name", with(secured, func(m *settings.Mail) { m.Server = "127.0.0.1" }), nil, []string{"is made out for another name (localhost)"}},
		{"name not found", with(plain, func(m *settings.Mail) { m.Server = "mail.portico.invalid" }), nil, []string{"mail.portico.invalid"}},
		{"no STARTTLS", with(plain, func(m *settings.Mail) { m.Protection = settings.MailStartTLS }), nil, []string{"does not offer STARTTLS"}},
		{"no TLS", with(plain, func(m *settings.Mail) { m.Protection = settings.MailTLS }), nil, []string{"does not speak TLS from the start"}},
		{"no login", with(plain, func(m *settings.Mail) { m.Login = "portal" }), word("x"), []string{"asks for no login"}},
		{"no protection", with(secured, func(m *settings.Mail) { m.Protection = settings.MailPlain }), nil, []string{"choose TLS"}},
		{"slow", with(plain, port(silent)), nil, []string{"did not answer on port", "100ms"}},
		{"no mail server", with(plain, port(chatty)), nil, []string{"no mail server"}},
		{"busy", with(plain, port(busy)), nil, []string{"421 too many connections"}},
		{"sender refused", with(wrongSender, nil), nil, []string{"takes no mails from portal@northwind.example", "553 not yours"}},
		{"recipient refused", with(wrongRecipient, nil), nil, []string{"refused asa@halden.example", "550 no such person"}},
		{"mail refused", with(wrongMail, nil), nil, []string{"refused this mail", "554 not wanted"}},
		{"cut off", with(cut, nil), nil, []string{"broke off in the middle"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			outbox := p.Outbox
			if strings.HasPrefix(c.name, "slow") || c.name == "no protection" {
				outbox = quick
			}
			err := outbox.Try(t.Context(), c.settings, c.password, "asa@halden.example")
			if !fault.Is(err, fault.Unavailable) {
				t.Fatalf("%v", err)
			}
			for _, says := range c.says {
				if !strings.Contains(err.Error(), says) {
					t.Errorf("says %q, not %q", err, says)
				}
			}
			if strings.Contains(err.Error(), "wrong\"") || strings.Contains(err.Error(), "sesam") {
				t.Errorf("the password is in %q", err)
			}
		})
	}
	var tests, rows int64
	p.store.Read(t.Context()).Raw("SELECT COUNT(*) FROM audit_entries WHERE action = 'mail.test' AND after NOT LIKE '%sesam%'").Scan(&tests)
	p.store.Read(t.Context()).Raw("SELECT COUNT(*) FROM outbox").Scan(&rows)
	if tests != int64(len(cases))+1 || rows != 0 {
		t.Errorf("%d entries, %d mails", tests, rows)
	}
}

// listen opens a port that says one thing to whoever connects, and then nothing.
func listen(t *testing.T, says string) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { _ = conn.Close() })
			_, _ = conn.Write([]byte(says))
		}
	}()
	return listener.Addr().(*net.TCPAddr).Port
}

// Shows SET-6 and SEC-45: the password is sealed, never shown, and goes to the
// server it was typed for alone.
func TestPasswordOfTheServer_SET6(t *testing.T) {
	p := openPostOffice(t, settings.MailTLS)
	p.server.Login, p.server.Password = "portal", "sesam öffne dich"
	set := p.server.Settings()
	if err := p.SaveServer(t.Context(), set, nil); !fault.Is(err, fault.Invalid) || fault.As(err).Fields["password"] == "" {
		t.Fatalf("no password: %v", err)
	}
	p.switchOn()
	server, err := p.Server(t.Context())
	if err != nil || !server.HasPassword || server.PasswordChanged == "" {
		t.Fatalf("%+v, %v", server, err)
	}
	shown, err := json.Marshal(server)
	if err != nil {
		t.Fatal(err)
	}
	var raw []string
	err = p.store.Read(t.Context()).Raw("SELECT value FROM settings UNION ALL SELECT password FROM mail_server UNION ALL SELECT before || after FROM audit_entries").Scan(&raw).Error
	if err != nil || len(raw) < 3 {
		t.Fatal(raw, err)
	}
	for _, text := range append(raw, string(shown)) {
		if strings.Contains(text, "sesam") {
			t.Errorf("the password stands in %s", text)
		}
	}
	// It is kept when other things change.
	set.SenderName = "Other"
	if err := p.SaveServer(t.Context(), set, nil); err != nil {
		t.Fatal(err)
	}
	p.enqueue(letter("asa@halden.example"))
	p.send(1)
	for name, change := range map[string]func(*settings.Mail){
		"another server": func(m *settings.Mail) { m.Server = "127.0.0.1" },
		"another login":  func(m *settings.Mail) { m.Login = "root" },
		"no protection":  func(m *settings.Mail) { m.Protection = settings.MailPlain },
	} {
		other := set
		change(&other)
		if err := p.SaveServer(t.Context(), other, nil); !fault.Is(err, fault.Invalid) || !strings.Contains(fault.As(err).Fields["password"], "again") {
			t.Errorf("%s: %v", name, err)
		}
		if err := p.Try(t.Context(), other, nil, "a@b.example"); !fault.Is(err, fault.Invalid) {
			t.Errorf("test with %s: %v", name, err)
		}
	}
	set.Login = ""
	if err := p.SaveServer(t.Context(), set, nil); err != nil {
		t.Fatal(err)
	}
	if server, err := p.Server(t.Context()); err != nil || server.HasPassword || server.PasswordChanged != "" {
		t.Errorf("%+v, %v", server, err)
	}
}

func TestMailSettingsAreChecked_SET6(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	noCertificate := filepath.Join(t.TempDir(), "x.pem")
	if err := os.WriteFile(noCertificate, []byte("hello"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		field  string
		change func(*settings.Mail)
	}{
		"no server":              {"server", func(m *settings.Mail) { m.Server = " " }},
		"an address":             {"server", func(m *settings.Mail) { m.Server = "https://smtp.example.com" }},
		"a port in the name":     {"server", func(m *settings.Mail) { m.Server = "smtp.example.com:25" }},
		"port":                   {"port", func(m *settings.Mail) { m.Port = 70000 }},
		"protection":             {"protection", func(m *settings.Mail) { m.Protection = "ssl" }},
		"password in the clear":  {"protection", func(m *settings.Mail) { m.Server, m.Login = "smtp.example.com", "x" }},
		"no sender":              {"senderEmail", func(m *settings.Mail) { m.SenderEmail = "" }},
		"two senders":            {"senderEmail", func(m *settings.Mail) { m.SenderEmail = "a@b.example, c@d.example" }},
		"long name":              {"senderName", func(m *settings.Mail) { m.SenderName = strings.Repeat("x", 101) }},
		"missing authority":      {"authorityFile", func(m *settings.Mail) { m.AuthorityFile = noCertificate + ".not" }},
		"authority is something": {"authorityFile", func(m *settings.Mail) { m.AuthorityFile = noCertificate }},
	} {
		set := p.server.Settings()
		c.change(&set)
		err := p.SaveServer(t.Context(), set, word("x"))
		if !fault.Is(err, fault.Invalid) || fault.As(err).Fields[c.field] == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Nothing needs to be there while it is off.
	if err := p.SaveServer(t.Context(), settings.Mail{Port: 587, Protection: settings.MailStartTLS}, nil); err != nil {
		t.Error(err)
	}
}
