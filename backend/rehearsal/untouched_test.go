package rehearsal_test

import (
	"database/sql"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"portico/backend"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/rehearsal"
	"portico/backend/settings"
	"portico/backend/testkit"
)

// dump returns every row of every table but those that a rehearsal writes: its
// own, the audit log, and the log's search index.
func dump(t *testing.T, b *backend.Backend) map[string]string {
	t.Helper()
	var tables []string
	if err := b.Store.Read(t.Context()).Raw("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%' AND name NOT LIKE 'audit_%' AND name NOT IN ('rehearsals', 'sqlite_sequence')").Scan(&tables).Error; err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, table := range tables {
		found, err := b.Store.Read(t.Context()).Raw("SELECT * FROM \"" + table + "\"").Rows()
		if err != nil {
			t.Fatal(table, err)
		}
		rows[table] = readAll(t, found)
	}
	if len(rows) < 15 {
		t.Fatalf("only %d tables were read", len(rows))
	}
	return rows
}

func readAll(t *testing.T, rows *sql.Rows) string {
	t.Helper()
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for rows.Next() {
		values, places := make([]any, len(names)), make([]any, len(names))
		for i := range values {
			places[i] = &values[i]
		}
		if err := rows.Scan(places...); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&out, values...)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestTST1_TheSiteIsUntouched compares the whole site before and after.
func TestTST1_TheSiteIsUntouched(t *testing.T) {
	b := openDemo(t)
	before, entries := dump(t, b), countEntries(t, b)
	s, _ := open(t, b)
	ctx := audit.WithActor(t.Context(), audit.Actor{Kind: audit.Administrator, Name: "Ada"})
	if err := s.Start(ctx, false); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	// The demo site uses contracts: what is signed is signed in the sandbox.
	if step := find(t, s.State().Report, "sign"); step.State != rehearsal.Passed {
		t.Fatal(story(s.State().Report))
	}
	after := dump(t, b)
	for table, rows := range before {
		if after[table] != rows {
			t.Errorf("%s was changed", table)
		}
	}
	if got := countEntries(t, b) - entries; got != 1 {
		t.Errorf("%d audit entries, not one", got)
	}
	var entry audit.Entry
	if err := b.Store.Read(t.Context()).Order("id DESC").Take(&entry).Error; err != nil || entry.Action != "rehearsal.run" || entry.ActorName != "Ada" || !strings.Contains(entry.After, `"outcome":"passed"`) {
		t.Errorf("the entry: %+v %v", entry, err)
	}
	last, found, err := s.Last(t.Context())
	if err != nil || !found || last.Outcome != "passed" || last.Failed != 0 || last.Passed < 10 || last.ByName != "Ada" {
		t.Errorf("the last one: %+v %v", last, err)
	}
}

func countEntries(t *testing.T, b *backend.Backend) int64 {
	t.Helper()
	entries, _, err := b.Audit.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// TestTST1_Cancel cancels before each step in turn: nothing is left, neither
// folder nor listener, and nothing is written.
func TestTST1_Cancel(t *testing.T) {
	site := testkit.OpenRegistration(t, quick)
	requireCode(t, site.Backend)
	s, folder := open(t, site.Backend)
	entries := countEntries(t, site.Backend)
	for at := 1; at <= 18; at += everyNth {
		reached := make(chan string)
		go_on := make(chan struct{})
		n := 0
		s.PutFaults(nil, nil, func(step string) {
			if n++; n == at {
				reached <- step
				<-go_on
			}
		})
		if err := s.Start(t.Context(), true); err != nil {
			t.Fatal(err)
		}
		step := <-reached
		base := address(t, folder)
		ended := make(chan struct{})
		go func() { s.Cancel(); close(ended) }()
		time.Sleep(time.Millisecond)
		close(go_on)
		select {
		case <-ended:
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: cancelling does not end", step)
		}
		state := s.State()
		if state.Stage != rehearsal.Cancelled || state.Sandbox != nil {
			t.Fatalf("%s: %s %v", step, state.Stage, state.Fault)
		}
		if state.Report.Outcome != rehearsal.OutcomeCancelled {
			t.Fatalf("%s: a cancelled rehearsal says %q", step, state.Report.Outcome)
		}
		for _, one := range state.Report.Steps {
			if one.State == rehearsal.Running || one.State == rehearsal.Waiting {
				t.Fatalf("%s: step %d is still %s", step, one.Number, one.State)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(folder, "*")); len(left) > 0 {
			t.Fatalf("%s: left %v", step, left)
		}
		if base != "" {
			if _, err := net.DialTimeout("tcp", base, time.Second); err == nil {
				t.Fatalf("%s: %s still listens", step, base)
			}
		}
	}
	if countEntries(t, site.Backend) != entries {
		t.Error("a cancelled rehearsal was written down")
	}
	s.Cancel() // nothing runs: nothing happens
}

// address returns where the sandbox in a folder listens, as its settings say.
func address(t *testing.T, folder string) string {
	t.Helper()
	found, _ := filepath.Glob(filepath.Join(folder, "*", "site", "portico.db-wal"))
	if len(found) == 0 {
		return ""
	}
	text, _ := os.ReadFile(found[0])
	_, rest, known := strings.Cut(string(text), `"public_address":"http://`)
	if !known {
		return ""
	}
	base, _, _ := strings.Cut(rest, `"`)
	return base
}

// TestTST1_OneAtATime refuses a second rehearsal while one runs, and plays
// while the site's own listener runs.
func TestTST1_OneAtATime(t *testing.T) {
	site := testkit.OpenRegistration(t, quick)
	listener, err := site.Settings.Listener(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	listener.Port = 0
	if err := site.Listener.Start(listener); err != nil {
		t.Fatal(err)
	}
	s, _ := open(t, site.Backend)
	reached, go_on := make(chan struct{}, 40), make(chan struct{})
	s.PutFaults(nil, nil, func(step string) {
		if step == "link" {
			reached <- struct{}{}
			<-go_on
		}
	})
	if err := s.Start(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	<-reached
	if err := s.Start(t.Context(), false); !fault.Is(err, fault.Conflict) {
		t.Errorf("a second one: %v", err)
	}
	state := s.State()
	if state.Stage != rehearsal.Playing || len(state.Report.Steps) != 18 || state.Report.Steps[1].State != rehearsal.Passed || state.Report.Steps[17].State != rehearsal.Waiting {
		t.Errorf("live: %+v", state)
	}
	close(go_on)
	if err := s.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if report := s.State().Report; report.Outcome != rehearsal.OutcomePassed {
		t.Error(story(report))
	}
	if now := site.Listener.State(); !now.Running {
		t.Error("the site's own listener stopped")
	}
}

// TestTST1_Sweep removes what a crash left behind, at the next start, and
// leaves alone what another program has in use.
func TestTST1_Sweep(t *testing.T) {
	site := testkit.OpenRegistration(t, quick)
	s, folder := open(t, site.Backend)
	crashed, used, other := filepath.Join(folder, "portico-rehearsal-1"), filepath.Join(folder, "portico-rehearsal-2"), filepath.Join(folder, "something-else")
	for _, one := range []string{crashed, used, other} {
		if err := os.MkdirAll(filepath.Join(one, "site"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(one, "rehearsal.lock"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	lock := flock.New(filepath.Join(used, "rehearsal.lock"))
	if held, err := lock.TryLock(); err != nil || !held {
		t.Fatal(err)
	}
	play(t, s)
	there := func(path string) bool { _, err := os.Stat(path); return err == nil }
	if there(crashed) || !there(used) || !there(other) {
		t.Errorf("crashed %v, used %v, other %v", there(crashed), there(used), there(other))
	}
	_ = lock.Unlock()
	_ = os.RemoveAll(used)
	_ = os.RemoveAll(other)
}

// TestTST1_SEC45_Folder looks at the sandbox's folder while it is there: for its
// owner alone, outside the data folder, without the master key.
func TestTST1_SEC45_Folder(t *testing.T) {
	var keys string
	site := testkit.OpenRegistration(t, func(c *backend.Config) { keys = c.KeyFolder })
	s, folder := open(t, site.Backend)
	s.PutFaults(nil, nil, func(step string) {
		if step != "second" {
			return
		}
		found, err := os.ReadDir(folder)
		if err != nil || len(found) != 1 {
			t.Errorf("%d folders: %v", len(found), err)
			return
		}
		secret, err := filepath.Glob(filepath.Join(keys, "keys", "*"))
		if err != nil || len(secret) != 1 {
			t.Error("no key", err)
			return
		}
		key, err := os.ReadFile(secret[0])
		if err != nil {
			t.Error(err)
		}
		err = filepath.WalkDir(filepath.Join(folder, found[0].Name()), func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := entry.Info()
			if err != nil {
				return err
			}
			if entry.IsDir() && info.Mode().Perm() != 0o700 {
				t.Errorf("%s is %v", path, info.Mode())
			}
			if text, err := os.ReadFile(path); err == nil && strings.Contains(string(text), strings.TrimSpace(string(key))) {
				t.Errorf("%s holds the master key", path)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	})
	play(t, s)
	s.UseFolder(site.Store.Folder())
	if err := s.Start(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if state := s.State(); state.Stage != rehearsal.Broken || !strings.Contains(fmt.Sprint(state.Fault), "data folder") {
		t.Errorf("a sandbox inside the data folder: %s %v", state.Stage, state.Fault)
	}
	if left, _ := filepath.Glob(filepath.Join(site.Store.Folder(), "portico-rehearsal-*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

// TestTST1_SEC48_NoRoom says in words when there is no room for a copy.
func TestTST1_SEC48_NoRoom(t *testing.T) {
	site := testkit.OpenRegistration(t, quick)
	s, _ := open(t, site.Backend)
	small := smallDisk(t)
	s.UseFolder(small)
	if err := s.Start(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	state := s.State()
	if state.Stage != rehearsal.Broken || !fault.Is(state.Fault, fault.Unavailable) || state.Sandbox != nil {
		t.Fatalf("%s %v", state.Stage, state.Fault)
	}
	if !strings.Contains(state.Fault.Error(), small) {
		t.Errorf("the place is not named: %v", state.Fault)
	}
	if left, _ := filepath.Glob(filepath.Join(small, "*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	s.UseFolder(t.TempDir())
	play(t, s)
}

// TestTST2_KeepOpen leaves the sandbox open for trying by hand, with a partner
// who can sign in, and throws it away.
func TestTST2_KeepOpen(t *testing.T) {
	site := testkit.OpenRegistration(t, quick)
	requireCode(t, site.Backend)
	// The site sends its mails by itself; its copy must not (MAIL-1).
	server := testkit.StartMailServer(t, settings.MailPlain)
	if err := site.Backend.Outbox.SaveServer(t.Context(), server.Settings(), nil); err != nil {
		t.Fatal(err)
	}
	s, folder := open(t, site.Backend)
	if _, err := s.Outbox(t.Context(), mail.Query{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("an outbox without a sandbox: %v", err)
	}
	if err := s.Start(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	s.Keep(true)
	if err := s.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	sandbox := s.State().Sandbox
	if sandbox == nil || len(sandbox.People) != 1 {
		t.Fatalf("%+v", sandbox)
	}
	if p := sandbox.People[0]; p.Part != rehearsal.PartPartner || p.Email == "" || p.Password == "" || p.Secret == "" || p.CodeUntil.IsZero() {
		t.Fatalf("%+v", p)
	}
	// The clock of the test stands still, and both codes around it were used.
	if sandbox.People[0].Code != "" {
		t.Error("a code is offered that was used already")
	}
	site.Clock.Advance(time.Minute)
	sandbox = s.State().Sandbox
	browser := testkit.NewBrowser(t, sandbox.Address)
	browser.Get("/login").Form("Sign in").Set("Email or Login", sandbox.People[0].Email).Set("Password", sandbox.People[0].Password).Submit().At("/login/code").
		Form("Sign in").Set("Code", sandbox.People[0].Code).Submit().Want(200, "Robin").At("/home")
	if n := server.Connections(); n != 0 {
		t.Errorf("the sandbox called the mail server %d times", n)
	}
	page, err := s.Outbox(t.Context(), mail.Query{})
	if err != nil || len(page.Items) < 3 {
		t.Fatal(page, err)
	}
	for _, message := range page.Items {
		content, err := s.ReadMail(t.Context(), message.ID)
		// Those whose code was used are cancelled; none is on its way.
		if err != nil || message.State != mail.Held && message.State != mail.Cancelled {
			t.Error(message.State, err)
		}
		if strings.Contains(content.Text, "http") && !strings.Contains(content.Text, sandbox.Address) {
			t.Errorf("%s leads elsewhere", message.Kind)
		}
	}
	if err := s.ThrowAway(); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(folder, "*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	if answer, err := http.Get(sandbox.Address + "/login"); err == nil {
		answer.Body.Close()
		t.Error("it still listens")
	}
	if err := s.ThrowAway(); err != nil {
		t.Errorf("nothing to throw away: %v", err)
	}
}

// TestTST2_EndOfProgram throws an open sandbox away when the site closes.
func TestTST2_EndOfProgram(t *testing.T) {
	b, err := backend.Open(t.Context(), backend.Config{Folder: t.TempDir(), KeyFolder: t.TempDir(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	s := rehearsal.New(b)
	s.UseFolder(folder)
	if err := s.Start(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	if err := s.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s.State().Sandbox == nil {
		t.Fatal("it was not kept open")
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(folder, "*")); len(left) > 0 {
		t.Errorf("left %v", left)
	}
}

// TestTST1_EmptySite says of a site where nothing is set up what to do first.
func TestTST1_EmptySite(t *testing.T) {
	b, _ := testkit.OpenBackend(t)
	s, _ := open(t, b)
	report := play(t, s)
	step := find(t, report, "settings")
	if report.Outcome != rehearsal.OutcomeFailed || step.Mend == nil || step.Mend.To != "/settings/features/general" {
		t.Errorf("%+v", step)
	}
	for _, one := range report.Steps[2:] {
		if one.State != rehearsal.NotReached || one.Summary == "" {
			t.Errorf("%s is %s: %q", one.ID, one.State, one.Summary)
		}
	}
}
