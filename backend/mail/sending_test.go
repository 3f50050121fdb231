package mail_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	portico "portico/backend/mail"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/store"
	"portico/backend/testkit"
)

// postOffice is an outbox beside a real SMTP server.
type postOffice struct {
	*portico.Outbox
	t      *testing.T
	store  *store.Store
	log    *audit.Log
	set    *settings.Service
	key    secrets.Key
	clock  *testkit.Clock
	server *testkit.MailServer
}

func openPostOffice(t *testing.T, protection string, change ...func(*portico.Parts)) *postOffice {
	t.Helper()
	p := &postOffice{t: t, key: secrets.NewKey()}
	p.store, p.log, p.clock = testkit.OpenStore(t)
	p.set = settings.New(p.store, p.log, "")
	p.Outbox = p.another(change...)
	p.server = testkit.StartMailServer(t, protection)
	return p
}

// another is the outbox as a second process has it.
func (p *postOffice) another(change ...func(*portico.Parts)) *portico.Outbox {
	parts := portico.Parts{Store: p.store, Log: p.log, Key: p.key, Settings: p.set, Patience: 5 * time.Second}
	for _, one := range change {
		one(&parts)
	}
	return portico.New(parts)
}

func (p *postOffice) switchOn() {
	p.t.Helper()
	var password *string
	if p.server.Login != "" {
		password = &p.server.Password
	}
	if err := p.SaveServer(p.t.Context(), p.server.Settings(), password); err != nil {
		p.t.Fatal(err)
	}
}

func letter(to string) portico.Mail {
	return portico.Mail{Kind: "mail_test", ToEmail: to, ToName: "Åsa Öst", Subject: "Grüße aus Malmö", Body: "Hej Åsa,\n\nvälkommen.\n"}
}

func (p *postOffice) enqueue(m portico.Mail) int64 {
	p.t.Helper()
	id, err := p.Enqueue(p.t.Context(), m)
	if err != nil {
		p.t.Fatal(err)
	}
	return id
}

// send sends what is due and fails the test unless so many went out.
func (p *postOffice) send(want int) {
	p.t.Helper()
	sent, err := p.SendDue(p.t.Context())
	if err != nil || sent != want {
		p.t.Fatalf("sent %d, want %d, %v", sent, want, err)
	}
}

func (p *postOffice) read(id int64) portico.Content {
	p.t.Helper()
	content, err := p.Read(p.t.Context(), access.ForAdministrator(), id)
	if err != nil {
		p.t.Fatal(err)
	}
	return content
}

// is fails the test unless a mail is in a state and its last error says words.
func (p *postOffice) is(id int64, state portico.State, words ...string) portico.Content {
	p.t.Helper()
	content := p.read(id)
	if content.State != state || len(words) == 0 && content.LastError != "" {
		p.t.Fatalf("mail %d is %s (%q), not %s", id, content.State, content.LastError, state)
	}
	for _, word := range words {
		if !strings.Contains(content.LastError, word) {
			p.t.Fatalf("mail %d says %q, not %q", id, content.LastError, word)
		}
	}
	return content
}

func answer(code int, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: smtp.NoEnhancedCode, Message: text}
}

// Shows MAIL-1 and SET-6: with every protection, with and without a login.
func TestMailsGoOut_MAIL1(t *testing.T) {
	for _, protection := range []string{settings.MailPlain, settings.MailStartTLS, settings.MailTLS} {
		for _, login := range []string{"", "portal"} {
			t.Run(protection+" "+login, func(t *testing.T) {
				p := openPostOffice(t, protection)
				if login != "" {
					p.server.Login, p.server.Password = login, "sesam öffne dich"
				}
				held := p.enqueue(letter("before@halden.example"))
				p.switchOn()
				id := p.enqueue(letter("asa@halden.example"))
				p.is(id, portico.Queued)
				p.send(1)
				if content := p.is(id, portico.Sent); !content.SentAt.Equal(p.clock.Now()) {
					t.Errorf("sent at %v", content.SentAt)
				}
				p.is(held, portico.Held)
				p.send(0)
				taken := p.server.Taken()
				if len(taken) != 1 || taken[0].From != "portal@northwind.example" || strings.Join(taken[0].To, " ") != "asa@halden.example" {
					t.Fatalf("%+v", taken)
				}
				attempts, err := p.Attempts(t.Context(), id)
				if err != nil || len(attempts) != 1 || attempts[0].Outcome != portico.Taken {
					t.Errorf("%+v, %v", attempts, err)
				}
			})
		}
	}
}

func TestWhatAMailSays(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	p.switchOn()
	p.server.OnRcpt = func(to string) error {
		if to == "late@halden.example" && len(p.server.Taken()) == 0 {
			return answer(451, "greylisted")
		}
		return nil
	}
	p.enqueue(letter("late@halden.example"))
	p.send(0)
	p.clock.Advance(time.Hour)
	other := letter("asa@halden.example")
	other.BCC = "copy@northwind.example"
	p.enqueue(other)
	p.server.OnRcpt = nil
	p.send(2)
	first := p.server.Taken()[0].Message(t)
	copied := p.server.Taken()[1]
	if strings.Join(copied.To, " ") != "asa@halden.example copy@northwind.example" || strings.Contains(strings.ToLower(string(copied.Raw)), "copy@") {
		t.Errorf("the blind copy went to %v and reads\n%s", copied.To, copied.Raw)
	}
	words := new(mime.WordDecoder)
	subject, err := words.DecodeHeader(first.Header.Get("Subject"))
	if err != nil || subject != "Grüße aus Malmö" {
		t.Errorf("subject %q, %v", subject, err)
	}
	for header, name := range map[string]string{"From": "Northwind Pårtners", "To": "Åsa Öst"} {
		list, err := first.Header.AddressList(header)
		if err != nil || len(list) != 1 || list[0].Name != name {
			t.Errorf("%s: %v, %v", header, list, err)
		}
	}
	// Composed again an hour later, it says when it was queued.
	if date, err := first.Header.Date(); err != nil || !date.Equal(testkit.NewClock().Now()) {
		t.Errorf("date %v, %v", date, err)
	}
	if got := first.Header.Get("Auto-Submitted"); got != "auto-generated" {
		t.Errorf("auto-submitted %q", got)
	}
	id := first.Header.Get("Message-Id")
	if !strings.HasPrefix(id, "<") || !strings.HasSuffix(id, "@northwind.example>") || id == copied.Message(t).Header.Get("Message-Id") {
		t.Errorf("message id %q", id)
	}
	if media := first.Header.Get("Content-Type"); !strings.HasPrefix(media, "text/plain; charset=UTF-8") {
		t.Errorf("content type %q", media)
	}
	if body := text(t, first); body != "Hej Åsa,\r\n\r\nvälkommen.\r\n" {
		t.Errorf("body %q", body)
	}
}

func text(t *testing.T, message *netmail.Message) string {
	t.Helper()
	raw, err := io.ReadAll(quoted(message.Header.Get("Content-Transfer-Encoding"), message.Body))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// A mail that is refused for now comes again, after longer and longer pauses,
// and is given up after two days.
func TestBackOff_MAIL1(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	p.switchOn()
	p.server.OnRcpt = func(string) error { return answer(450, "mailbox busy") }
	id := p.enqueue(letter("asa@halden.example"))
	started := p.clock.Now()
	want := []time.Duration{time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute, 16 * time.Minute, 32 * time.Minute, 64 * time.Minute, 128 * time.Minute, 4 * time.Hour, 4 * time.Hour}
	for attempt := 1; ; attempt++ {
		p.send(0)
		content := p.read(id)
		if content.State == portico.Failed {
			if attempt != 20 || !strings.Contains(content.LastError, "Given up after 20 attempts.") || !strings.Contains(content.LastError, "450 mailbox busy") {
				t.Errorf("given up at attempt %d: %s", attempt, content.LastError)
			}
			break
		}
		pause := content.NextAt.Sub(p.clock.Now())
		if attempt <= len(want) && pause != want[attempt-1] {
			t.Errorf("pause %d is %s, want %s", attempt, pause, want[attempt-1])
		}
		p.clock.Advance(pause - time.Millisecond)
		connections := p.server.Connections()
		p.send(0)
		if p.server.Connections() != connections {
			t.Fatal("it was tried before its time")
		}
		p.clock.Advance(time.Millisecond)
	}
	if took := p.clock.Now().Sub(started); took < 47*time.Hour || took > 50*time.Hour {
		t.Errorf("given up after %s", took)
	}
	p.server.OnRcpt = nil
	if done, err := p.Send(t.Context(), []int64{id}); err != nil || len(done.Changed) != 1 {
		t.Fatal(done, err)
	}
	p.send(1)
	p.is(id, portico.Sent)
}

func TestRefusedForGood_MAIL1(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	p.switchOn()
	p.server.OnRcpt = func(to string) error {
		if strings.HasPrefix(to, "nobody") {
			return answer(550, "no such person\nreally")
		}
		return nil
	}
	p.server.OnData = func(taken testkit.Taken) error {
		if strings.HasPrefix(taken.To[0], "spam") {
			return answer(554, "looks like spam")
		}
		if strings.HasPrefix(taken.To[0], "full") {
			return answer(452, "disk full")
		}
		return nil
	}
	nobody, spam, full, good := p.enqueue(letter("nobody@halden.example")), p.enqueue(letter("spam@halden.example")), p.enqueue(letter("full@halden.example")), p.enqueue(letter("asa@halden.example"))
	p.send(1)
	p.is(nobody, portico.Failed, "nobody@halden.example", "550 no such person really")
	p.is(spam, portico.Failed, "554 looks like spam")
	p.is(full, portico.Queued, "452 disk full")
	p.is(good, portico.Sent)
	if p.server.Connections() != 1 {
		t.Errorf("%d connections for four mails", p.server.Connections())
	}
	if failed, err := p.CountIn(t.Context(), portico.Failed); err != nil || failed != 2 {
		t.Errorf("%d failed, %v", failed, err)
	}
	p.clock.Advance(24 * time.Hour)
	p.send(0) // the disk is full still; what was refused for good is left alone
	if attempts, _ := p.Attempts(t.Context(), nobody); len(attempts) != 1 {
		t.Errorf("%d attempts", len(attempts))
	}
}

// Each recipient stands for themselves: who has a mail does not get it again.
func TestRecipientAndCopyAreTwo_MAIL1(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	p.switchOn()
	refuse := map[string]int{}
	p.server.OnRcpt = func(to string) error {
		if code := refuse[to]; code != 0 {
			return answer(code, "not this one")
		}
		return nil
	}
	with := func(to, copyTo string) int64 {
		m := letter(to)
		m.BCC = copyTo
		return p.enqueue(m)
	}
	count := func(address string) (n int) {
		for _, taken := range p.server.Taken() {
			for _, to := range taken.To {
				if to == address {
					n++
				}
			}
		}
		return n
	}
	refuse["c1@x.example"], refuse["c2@x.example"], refuse["t3@x.example"] = 451, 550, 550
	slow, lost, wrong := with("t1@x.example", "c1@x.example"), with("t2@x.example", "c2@x.example"), with("t3@x.example", "c3@x.example")
	same := with("t4@x.example", "T4@x.example")
	p.send(1)
	p.is(slow, portico.Queued, "The recipient has it, the copy is missing.", "c1@x.example")
	p.is(lost, portico.Failed, "The recipient has it, the copy is missing.", "c2@x.example")
	p.is(wrong, portico.Failed, "t3@x.example")
	p.is(same, portico.Sent)
	if count("c3@x.example") != 0 || count("t4@x.example") != 1 {
		t.Error("a copy went out of what nobody got, or twice")
	}
	clear(refuse)
	if _, err := p.Send(t.Context(), []int64{slow, lost, wrong}); err != nil {
		t.Fatal(err)
	}
	p.send(3)
	for _, address := range []string{"t1", "c1", "t2", "c2", "t3", "c3"} {
		if n := count(address + "@x.example"); n != 1 {
			t.Errorf("%s has it %d times", address, n)
		}
	}
}

// What keeps every mail is no mail's fault.
func TestServerDownAndBack_MAIL1(t *testing.T) {
	p := openPostOffice(t, settings.MailStartTLS)
	p.switchOn()
	id := p.enqueue(letter("asa@halden.example"))
	p.server.Down()
	var pauses []time.Duration
	for range 8 {
		p.send(0)
		server, err := p.Server(t.Context())
		if err != nil || !strings.Contains(server.Reason, "refuses connections") {
			t.Fatalf("%+v, %v", server, err)
		}
		pauses = append(pauses, server.PausedUntil.Sub(p.clock.Now()))
		p.send(0) // it is left alone meanwhile
		p.clock.Advance(server.PausedUntil.Sub(p.clock.Now()))
	}
	if got := fmt.Sprint(pauses); got != "[1m0s 2m0s 4m0s 8m0s 16m0s 30m0s 30m0s 30m0s]" {
		t.Errorf("pauses %s", got)
	}
	if content := p.is(id, portico.Queued); content.Attempts != 0 {
		t.Errorf("%d attempts count against the mail", content.Attempts)
	}
	p.server.Up()
	p.send(1)
	if server, err := p.Server(t.Context()); err != nil || server.Reason != "" || !server.PausedUntil.IsZero() || !server.SentAt.Equal(p.clock.Now()) {
		t.Errorf("%+v, %v", server, err)
	}

	// A server that stays away fails its mails after five days.
	p.server.Down()
	id = p.enqueue(letter("asa@halden.example"))
	p.send(0)
	p.clock.Advance(5*24*time.Hour - time.Second)
	if n, err := p.GiveUp(t.Context()); n != 0 || err != nil {
		t.Errorf("%d given up too early, %v", n, err)
	}
	p.clock.Advance(time.Second)
	if n, err := p.GiveUp(t.Context()); n != 1 || err != nil {
		t.Errorf("%d given up, %v", n, err)
	}
	p.is(id, portico.Failed, "five days", "refuses connections")
}

// A wrong sender or login must not fail the mails that wait.
func TestServerRefusesUs_MAIL1(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	p.switchOn()
	first, second := p.enqueue(letter("a@halden.example")), p.enqueue(letter("b@halden.example"))
	p.server.OnMail = func(string) error { return answer(553, "sender not allowed") }
	p.send(0)
	if server, err := p.Server(t.Context()); err != nil || !strings.Contains(server.Reason, "takes no mails from portal@northwind.example") || !strings.Contains(server.Reason, "553 sender not allowed") {
		t.Errorf("%+v, %v", server, err)
	}
	p.is(first, portico.Queued)
	p.is(second, portico.Queued)
	p.server.OnMail = nil
	p.switchOn() // saving tries at once
	p.send(2)
}

func TestConnectionCutInTheMiddle_MAIL1(t *testing.T) {
	p := openPostOffice(t, settings.MailTLS)
	p.switchOn()
	p.server.Cuts = 1
	first, second := p.enqueue(letter("a@halden.example")), p.enqueue(letter("b@halden.example"))
	p.send(1)
	p.is(first, portico.Queued, "broke off in the middle")
	p.is(second, portico.Sent)
	p.clock.Advance(time.Minute)
	p.send(1)
	p.is(first, portico.Sent)
	if n := len(p.server.Taken()); n != 2 {
		t.Errorf("%d mails", n)
	}
}

// A server that says nothing holds nothing up for longer than the deadline.
func TestSlowServerIsLeft_MAIL1(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	p := openPostOffice(t, settings.MailPlain, func(parts *portico.Parts) { parts.Patience = 50 * time.Millisecond })
	to := p.server.Settings()
	to.Port = silent.Addr().(*net.TCPAddr).Port
	if err := p.SaveServer(t.Context(), to, nil); err != nil {
		t.Fatal(err)
	}
	p.enqueue(letter("asa@halden.example"))
	p.send(0)
	if server, err := p.Server(t.Context()); err != nil || !strings.Contains(server.Reason, "did not answer on port") {
		t.Errorf("%+v, %v", server, err)
	}
}

// Two processes, many senders: every mail goes out once.
func TestNobodySendsAMailTwice_MAIL1(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	p.switchOn()
	const mails = 40
	for i := range mails {
		p.enqueue(letter(fmt.Sprintf("p%d@halden.example", i)))
	}
	var wait sync.WaitGroup
	for range 6 {
		other := p.another()
		wait.Go(func() {
			if _, err := other.SendDue(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	seen := map[string]int{}
	for _, taken := range p.server.Taken() {
		seen[taken.To[0]]++
	}
	for i := range mails {
		if n := seen[fmt.Sprintf("p%d@halden.example", i)]; n != 1 {
			t.Errorf("mail %d went out %d times", i, n)
		}
	}
}

// A process that was killed while it held a mail leaves it to the next one.
func TestClaimOfTheDeadEnds_MAIL1(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	p.switchOn()
	id := p.enqueue(letter("asa@halden.example"))
	if err := p.store.Write(t.Context()).Exec("UPDATE outbox SET lease = 'of the dead', lease_until = ?", p.store.Now().Add(10*time.Minute)).Error; err != nil {
		t.Fatal(err)
	}
	p.send(0)
	if done, err := p.Cancel(t.Context(), []int64{id}); err != nil || len(done.Left) != 1 {
		t.Errorf("cancelled while it is handed over: %+v, %v", done, err)
	}
	p.clock.Advance(10 * time.Minute)
	p.send(1)
	p.is(id, portico.Sent)
}

// Shows that no copy of a site ever writes to real people (TST-1).
func TestSandboxNeverSends_TST1(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	p.switchOn()
	queued := p.enqueue(letter("asa@halden.example"))
	p.Outbox = p.another(func(parts *portico.Parts) { parts.NeverSends = true })
	held := p.enqueue(letter("asa@halden.example"))
	p.is(held, portico.Held)
	p.send(0)
	for name, err := range map[string]error{
		"send": second(p.Send(t.Context(), []int64{held, queued})), "send all": second(p.SendAll(t.Context(), portico.Held)),
		"test": p.Try(t.Context(), p.server.Settings(), nil, "a@b.example"),
	} {
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if p.server.Connections() != 0 {
		t.Error("a sandbox called the mail server")
	}
}

func second[T any](_ T, err error) error { return err }

// Shows SEC-31: a body with a link or code is gone once it was sent.
func TestSealedBodyGoesOutAndIsBlanked_SEC31(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	p.switchOn()
	secret := letter("asa@halden.example")
	secret.Secret, secret.ExpiresAt, secret.Body = true, p.store.Now().Add(time.Hour), "Code 01AB-CDEF-GHJK-M"
	id := p.enqueue(secret)
	late := p.enqueue(secret)
	used := secret
	used.CauseKind, used.CauseID = "user", 7
	replaced := p.enqueue(used)
	if err := p.BlankFor(t.Context(), "user", 7); err != nil {
		t.Fatal(err)
	}
	p.is(replaced, portico.Cancelled)
	if err := p.store.Write(t.Context()).Exec("UPDATE outbox SET next_at = next_at + 7200000 WHERE id = ?", late).Error; err != nil {
		t.Fatal(err)
	}
	p.send(1)
	if body := text(t, p.server.Taken()[0].Message(t)); strings.TrimSpace(body) != "Code 01AB-CDEF-GHJK-M" {
		t.Errorf("it reads %q", body)
	}
	if content := p.is(id, portico.Sent); content.Text != "" || content.Body != "" || !strings.Contains(content.Note, "when it was sent") {
		t.Errorf("left: %+v", content)
	}
	var left int64
	p.store.Read(t.Context()).Raw("SELECT COUNT(*) FROM outbox WHERE id = ? AND body <> ''", id).Scan(&left)
	if left != 0 {
		t.Error("the sealed body is still there")
	}
	p.clock.Advance(2 * time.Hour)
	if n, err := p.BlankExpired(t.Context()); n != 1 || err != nil {
		t.Errorf("%d blanked, %v", n, err)
	}
	p.is(late, portico.Failed, "expired before")
	p.send(0)
	if done, err := p.Send(t.Context(), []int64{late, replaced, id}); err != nil || len(done.Changed) != 0 || len(done.Left) != 3 {
		t.Errorf("%+v, %v", done, err)
	}
}

func TestHeldMailsAreSentOrLeft_MAIL1(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	var ids []int64
	for i := range 5 {
		ids = append(ids, p.enqueue(letter(fmt.Sprintf("p%d@halden.example", i))))
	}
	if _, err := p.Send(t.Context(), ids); !fault.Is(err, fault.Conflict) || fault.As(err).Mend == nil {
		t.Errorf("without a server: %v", err)
	}
	p.switchOn()
	p.send(0)
	if done, err := p.Send(t.Context(), ids[:1]); err != nil || len(done.Changed) != 1 {
		t.Fatal(done, err)
	}
	if done, err := p.Cancel(t.Context(), ids[1:3]); err != nil || len(done.Changed) != 2 {
		t.Fatal(done, err)
	}
	p.send(1)
	if n, err := p.SendAll(t.Context(), portico.Held); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	p.send(2)
	for i, want := range []portico.State{portico.Sent, portico.Cancelled, portico.Cancelled, portico.Sent, portico.Sent} {
		p.is(ids[i], want)
	}
	var entries int64
	p.store.Read(t.Context()).Raw("SELECT COUNT(*) FROM audit_entries WHERE action IN ('mail.send', 'mail.cancel', 'mail.send_all')").Scan(&entries)
	if entries != 4 {
		t.Errorf("%d entries", entries)
	}
	// Switched off, what waits is held again.
	waiting := p.enqueue(letter("asa@halden.example"))
	off := p.server.Settings()
	off.IsOn = false
	if err := p.SaveServer(t.Context(), off, nil); err != nil {
		t.Fatal(err)
	}
	p.is(waiting, portico.Held)
	p.send(0)
}

func TestAttachments_MAIL1(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	p.switchOn()
	content := make([]byte, 300_000)
	for i := range content {
		content[i] = byte(i * 7)
	}
	m := letter("asa@halden.example")
	m.Attachments = []portico.Attachment{{Name: "Bericht Åsa.pdf", MediaType: "application/pdf", Content: content}}
	id := p.enqueue(m)
	p.send(1)
	if files := p.read(id).Files; len(files) != 1 || files[0].Name != "Bericht Åsa.pdf" || files[0].Size != 300_000 {
		t.Errorf("%+v", files)
	}
	file, err := p.EML(t.Context(), access.ForAdministrator(), id)
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{"sent": p.server.Taken()[0].Raw, "file": file} {
		message := testkit.Taken{Raw: raw}.Message(t)
		_, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		parts := multipart.NewReader(message.Body, params["boundary"])
		if body, err := parts.NextPart(); err != nil || !strings.HasPrefix(body.Header.Get("Content-Type"), "text/plain") {
			t.Fatalf("%s: %v", name, err)
		}
		attached, err := parts.NextPart()
		if err != nil {
			t.Fatal(err)
		}
		given, err := new(mime.WordDecoder).DecodeHeader(attached.FileName())
		if got, _ := io.ReadAll(base64.NewDecoder(base64.StdEncoding, attached)); err != nil || string(got) != string(content) || given != "Bericht Åsa.pdf" {
			t.Errorf("%s: %d bytes of %q, %v", name, len(got), given, err)
		}
	}
	for name, wrong := range map[string][]portico.Attachment{
		"too large": {{Name: "a.bin", MediaType: "a/b", Content: make([]byte, portico.MaxAttachmentsBytes/2)}, {Name: "b.bin", MediaType: "a/b", Content: make([]byte, portico.MaxAttachmentsBytes/2+1)}},
		"a folder":  {{Name: "../a.bin", MediaType: "a/b", Content: []byte("x")}},
		"a break":   {{Name: "a\r\nX-Evil: 1.bin", MediaType: "a/b", Content: []byte("x")}},
		"no type":   {{Name: "a.bin", MediaType: "pdf", Content: []byte("x")}},
		"empty":     {{Name: "a.bin", MediaType: "a/b"}},
		"too many":  make([]portico.Attachment, portico.MaxAttachments+1),
	} {
		m.Attachments = wrong
		if _, err := p.Enqueue(t.Context(), m); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A mail under way when the program ends is finished, not cut off.
func TestEndOfTheProgram_MAIL1(t *testing.T) {
	p := openPostOffice(t, settings.MailPlain)
	p.switchOn()
	ctx, end := context.WithCancel(t.Context())
	p.server.OnData = func(testkit.Taken) error { end(); return nil }
	first, second := p.enqueue(letter("a@halden.example")), p.enqueue(letter("b@halden.example"))
	if sent, err := p.SendDue(ctx); sent != 1 || err != nil {
		t.Fatal(sent, err)
	}
	p.is(first, portico.Sent)
	p.is(second, portico.Queued)
	p.send(1)
}

func quoted(encoding string, body io.Reader) io.Reader {
	if encoding == "quoted-printable" {
		return quotedprintable.NewReader(body)
	}
	return body
}
