package mail_test

import (
	"context"
	"fmt"
	"net/mail"
	"strings"
	"testing"
	"time"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	portico "portico/backend/mail"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/store"
)

type movableClock struct{ now time.Time }

func (c *movableClock) Now() time.Time { return c.now }

type site struct {
	store  *store.Store
	outbox *portico.Outbox
	log    *audit.Log
	clock  *movableClock
}

func openSite(t *testing.T) site {
	t.Helper()
	clock := &movableClock{time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)}
	s, err := store.Open(t.Context(), store.Options{Folder: t.TempDir(), Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	log := audit.New(s)
	return site{s, portico.New(portico.Parts{Store: s, Log: log, Key: secrets.NewKey(), Settings: settings.New(s, log, "")}), log, clock}
}

// organizations makes 1 and, below it, 2; beside them 3.
func (s site) organizations(t *testing.T) {
	t.Helper()
	for _, row := range []string{"1,'/1/',NULL,1", "2,'/1/2/',1,2", "3,'/3/',NULL,1"} {
		sql := `INSERT INTO organizations (id, path, parent_id, level, name, name_key, status, response_allotment, created_at, updated_at)
			SELECT a.*, 'O', 'o' || a.column1, 'active', 'unlimited', 0, 0 FROM (VALUES (` + row + `)) a`
		if err := s.store.Write(t.Context()).Exec(sql).Error; err != nil {
			t.Fatal(err)
		}
	}
}

func place(id int64, path string, level int) access.Place {
	return access.Place{ID: id, Path: path, Level: level}
}

func activation(site site) portico.Mail {
	return portico.Mail{
		Kind: "mail.activation", ToEmail: "inger@halden.example", ToName: "Inger Dahl", Subject: "Your account",
		Body: "Code 01AB-CDEF-GHJK-M", Secret: true, ExpiresAt: site.store.Now().Add(time.Hour),
		CauseKind: "user", CauseID: 5, OrganizationID: 2,
	}
}

// Shows MAIL-1.
func TestMailsAreHeldWithoutAServer_MAIL1(t *testing.T) {
	site := openSite(t)
	site.organizations(t)
	id, err := site.outbox.Enqueue(t.Context(), portico.Mail{Kind: "mail.done", ToEmail: "a@b.example", Subject: "Hello", Body: "Text\nof two lines", BCC: "c@d.example"})
	if err != nil {
		t.Fatal(err)
	}
	content, err := site.outbox.Read(t.Context(), access.ForAdministrator(), id)
	if err != nil || content.State != portico.Held || content.Text != "Text\nof two lines" || content.Note != "" {
		t.Fatalf("%+v, %v", content, err)
	}
	file, err := site.outbox.EML(t.Context(), access.ForAdministrator(), id)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := mail.ReadMessage(strings.NewReader(string(file)))
	if err != nil {
		t.Fatalf("%v in\n%s", err, file)
	}
	for header, want := range map[string]string{"To": "<a@b.example>", "Bcc": "c@d.example", "Subject": "Hello", "X-Unsent": "1"} {
		if got := parsed.Header.Get(header); got != want {
			t.Errorf("%s: %q, want %q", header, got, want)
		}
	}
	if link := content.MailTo(); link != "mailto:a@b.example?subject=Hello&body=Text%0D%0Aof%20two%20lines&bcc=c@d.example" {
		t.Errorf("mail program: %s", link)
	}
}

func TestHeadersCannotBeForged(t *testing.T) {
	site := openSite(t)
	id, err := site.outbox.Enqueue(t.Context(), portico.Mail{Kind: "x", ToEmail: "a@b.example", ToName: "Eve\r\nBcc: x@y.example", Subject: "Hi\r\nX-Evil: 1", Body: "."})
	if err != nil {
		t.Fatal(err)
	}
	file, err := site.outbox.EML(t.Context(), access.ForAdministrator(), id)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := mail.ReadMessage(strings.NewReader(string(file)))
	if err != nil || parsed.Header.Get("X-Evil") != "" || parsed.Header.Get("Bcc") != "" {
		t.Errorf("%v, %v", parsed, err)
	}
	for _, address := range []string{"", "x", "a@b@c", "a b@c", "Eve <a@b.example>", "a@b.example\r\nBcc: x@y", "\"a\"@b", strings.Repeat("a", 65) + "@b.example"} {
		if _, err := site.outbox.Enqueue(t.Context(), portico.Mail{Kind: "x", ToEmail: address, Subject: "s", Body: "."}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// Shows SEC-31.
func TestSecretsInMailsAreSealedAndBlanked_SEC31(t *testing.T) {
	site := openSite(t)
	site.organizations(t)
	id, err := site.outbox.Enqueue(t.Context(), activation(site))
	if err != nil {
		t.Fatal(err)
	}
	var raw string
	if err := site.store.Read(t.Context()).Raw("SELECT group_concat(body || subject || search_key) FROM outbox").Scan(&raw).Error; err != nil || strings.Contains(raw, "01AB") || raw == "" {
		t.Fatalf("the row reads %q, %v", raw, err)
	}
	content, err := site.outbox.Read(t.Context(), access.ForAdministrator(), id)
	if err != nil || content.Text != "Code 01AB-CDEF-GHJK-M" {
		t.Fatalf("%+v, %v", content, err)
	}
	var reads int64
	site.store.Read(t.Context()).Table("audit_entries").Where("action = 'mail.read' AND after NOT LIKE '%01AB%'").Count(&reads)
	if reads != 1 {
		t.Errorf("%d entries about reading it", reads)
	}
	manager := access.ForManager(1, []access.Place{place(1, "/1/", 1)}, nil, nil)
	if content, err := site.outbox.Read(t.Context(), manager, id); err != nil || content.Text != "" || content.Note == "" {
		t.Errorf("a manager reads %q, %v", content.Text, err)
	}

	site.clock.now = site.clock.now.Add(time.Hour)
	if content, err := site.outbox.Read(t.Context(), access.ForAdministrator(), id); err != nil || content.Text != "" || content.Note == "" {
		t.Errorf("expired: %q, %v", content.Text, err)
	}
	if n, err := site.outbox.BlankExpired(t.Context()); n != 1 || err != nil {
		t.Errorf("blanked %d, %v", n, err)
	}
	var left string
	site.store.Read(t.Context()).Raw("SELECT body FROM outbox WHERE id = ?", id).Scan(&left)
	if left != "" {
		t.Errorf("left: %q", left)
	}
	if _, err := site.outbox.EML(t.Context(), access.ForAdministrator(), id); !fault.Is(err, fault.Gone) {
		t.Errorf("file: %v", err)
	}
}

func TestNewCodeBlanksEarlierMails(t *testing.T) {
	site := openSite(t)
	site.organizations(t)
	first, _ := site.outbox.Enqueue(t.Context(), activation(site))
	if err := site.outbox.BlankFor(t.Context(), "user", 5); err != nil {
		t.Fatal(err)
	}
	second, _ := site.outbox.Enqueue(t.Context(), activation(site))
	for id, want := range map[int64]string{first: "", second: "Code 01AB-CDEF-GHJK-M"} {
		if content, err := site.outbox.Read(t.Context(), access.ForAdministrator(), id); err != nil || content.Text != want {
			t.Errorf("mail %d: %q, %v", id, content.Text, err)
		}
	}
}

// Shows SEC-33.
func TestWhoSeesWhichMails_SEC33(t *testing.T) {
	site := openSite(t)
	site.organizations(t)
	ids := map[int64]int64{}
	for _, organization := range []int64{0, 1, 2, 3} {
		id, err := site.outbox.Enqueue(t.Context(), portico.Mail{Kind: "x", ToEmail: "a@b.example", Subject: "s", Body: ".", OrganizationID: organization})
		if err != nil {
			t.Fatal(err)
		}
		ids[organization] = id
	}
	cases := []struct {
		name  string
		scope access.Scope
		sees  []int64
	}{
		{"administrator", access.ForAdministrator(), []int64{0, 1, 2, 3}},
		{"manager above", access.ForManager(1, []access.Place{place(1, "/1/", 1)}, nil, nil), []int64{1, 2}},
		{"manager below", access.ForManager(1, []access.Place{place(2, "/1/2/", 2)}, nil, nil), []int64{2}},
		{"sibling", access.ForManager(1, []access.Place{place(3, "/3/", 1)}, nil, nil), []int64{3}},
		{"Hide emails sent", access.ForManager(1, []access.Place{place(1, "/1/", 1)}, nil, access.Restrictions{access.HideEmailsSent: true}), nil},
		{"nobody", access.Scope{}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			page, err := site.outbox.List(t.Context(), c.scope, portico.Query{})
			if err != nil || page.Count != len(c.sees) || len(page.Items) != len(c.sees) {
				t.Errorf("lists %d, counts %d, want %d, %v", len(page.Items), page.Count, len(c.sees), err)
			}
			seen := map[int64]bool{}
			for _, organization := range c.sees {
				seen[organization] = true
			}
			missing := site.readError(t.Context(), c.scope, 9999)
			for organization, id := range ids {
				err := site.readError(t.Context(), c.scope, id)
				if seen[organization] != (err == nil) || err != nil && err.Error() != missing.Error() {
					t.Errorf("mail of organization %d: %v, a missing one: %v", organization, err, missing)
				}
			}
		})
	}
}

func (s site) readError(ctx context.Context, scope access.Scope, id int64) error {
	_, err := s.outbox.Read(ctx, scope, id)
	return err
}

func TestListPagesAndSearches(t *testing.T) {
	site := openSite(t)
	for i := range 7 {
		site.clock.now = site.clock.now.Add(time.Duration(i%2) * time.Second) // pairs share a moment
		if _, err := site.outbox.Enqueue(t.Context(), portico.Mail{Kind: "x", ToEmail: fmt.Sprintf("p%d@b.example", i), ToName: "Åsa", Subject: "100% s_t", Body: "."}); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	query := portico.Query{Limit: 3}
	for {
		page, err := site.outbox.List(t.Context(), access.ForAdministrator(), query)
		if err != nil || page.Count != 7 {
			t.Fatalf("%d, %v", page.Count, err)
		}
		for _, m := range page.Items {
			got = append(got, m.ToEmail[:2])
		}
		if query.Cursor = page.Next; query.Cursor == "" {
			break
		}
	}
	if strings.Join(got, " ") != "p6 p5 p4 p3 p2 p1 p0" {
		t.Errorf("order %v", got)
	}
	for search, want := range map[string]int{"åSA": 7, "0% s": 7, "s_t": 7, "sxt": 0, "P3@": 1} {
		page, err := site.outbox.List(t.Context(), access.ForAdministrator(), portico.Query{Search: search})
		if err != nil || page.Count != want {
			t.Errorf("%q finds %d, want %d, %v", search, page.Count, want, err)
		}
	}
	if _, err := site.outbox.List(t.Context(), access.ForAdministrator(), portico.Query{Cursor: "x"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("bad cursor: %v", err)
	}
}
