package main

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"portico/backend/audit"
	"portico/backend/store"
	"portico/backend/testkit"
)

var kills = flag.Int("kills", 5, "how often TestKilled kills the server")

// program is the real portico-server, built once for all tests of this package.
var program string

func TestMain(m *testing.M) {
	flag.Parse()
	folder, err := os.MkdirTemp("", "portico-server-*")
	if err != nil {
		panic(err)
	}
	program = filepath.Join(folder, "portico-server")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		panic(string(out))
	}
	code := m.Run()
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// freeAddress returns a loopback address on which nothing listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

// site is a demo site on the disk, and where it is served.
type site struct {
	folder, keys, address string
	demo                  map[string]any
}

func makeDemo(t *testing.T) site {
	t.Helper()
	s := site{folder: filepath.Join(t.TempDir(), "site"), keys: t.TempDir(), address: freeAddress(t)}
	out, err := exec.CommandContext(t.Context(), program, "demo", "--data", s.folder, "--key-folder", s.keys, "--listen", s.address).Output()
	if err != nil {
		t.Fatalf("demo: %v", err)
	}
	if err := json.Unmarshal(out, &s.demo); err != nil {
		t.Fatalf("demo printed no JSON object: %s", out)
	}
	return s
}

// serve starts the real server and waits until it says that it serves.
func (s site) serve(t *testing.T, more ...string) *exec.Cmd {
	t.Helper()
	command := exec.Command(program, append([]string{"serve", "--data", s.folder, "--key-folder", s.keys, "--listen", s.address}, more...)...)
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	command.Stderr = &log
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill() })
	lines := bufio.NewReader(out)
	if line, err := lines.ReadString('\n'); err != nil || !strings.HasPrefix(line, "Portal: ") {
		t.Fatalf("serve said %q: %v\n%s", line, err, log.String())
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	return command
}

var hidden = regexp.MustCompile(`<input[^>]*type="hidden"[^>]*>`)

// register registers one partner over HTTP and reports whether that was
// answered with success.
func register(ctx context.Context, base, name, email string) bool {
	jar, _ := cookiejar.New(nil)
	client := &http.Client{Jar: jar, Timeout: 20 * time.Second}
	get, err := http.NewRequestWithContext(ctx, http.MethodGet, base+"/register", nil)
	if err != nil {
		return false
	}
	response, err := client.Do(get)
	if err != nil {
		return false
	}
	page, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil {
		return false
	}
	form := url.Values{
		"organization_name": {name}, "first_name": {"Inger"}, "last_name": {"Dahl"}, "email": {email},
		"password": {testkit.Password}, "repeat_password": {testkit.Password},
	}
	attribute := regexp.MustCompile(`(name|value)="([^"]*)"`)
	for _, field := range hidden.FindAllString(string(page), -1) {
		values := map[string]string{}
		for _, match := range attribute.FindAllStringSubmatch(field, -1) {
			values[match[1]] = match[2]
		}
		form.Set(values["name"], values["value"])
	}
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/register", strings.NewReader(form.Encode()))
	if err != nil {
		return false
	}
	post.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	response, err = client.Do(post)
	if err != nil {
		return false
	}
	_ = response.Body.Close()
	return response.StatusCode == http.StatusOK && response.Request.URL.Path == "/register/done"
}

// TestKilled kills the server at random moments under a load of registrations:
// every one that was answered with success is there whole, and none is half
// there (SEC-47). The flag -kills says how often.
func TestKilled(t *testing.T) {
	s := makeDemo(t)
	var mu sync.Mutex
	answered := map[string]bool{}
	number := 0
	for kill := range *kills {
		command := s.serve(t, "--limits", "off")
		ctx, stop := context.WithCancel(t.Context())
		var load sync.WaitGroup
		for range 4 {
			load.Go(func() {
				for ctx.Err() == nil {
					mu.Lock()
					number++
					email := fmt.Sprintf("partner%d@kill.example", number)
					mu.Unlock()
					if register(ctx, "http://"+s.address, "Killed "+email, email) {
						mu.Lock()
						answered[email] = true
						mu.Unlock()
					}
				}
			})
		}
		time.Sleep(200*time.Millisecond + rand.N(1300*time.Millisecond))
		if err := command.Process.Kill(); err != nil { // SIGKILL: nothing can be put in order
			t.Fatal(err)
		}
		_ = command.Wait()
		stop()
		load.Wait()
		s.check(t, kill)
	}
	if len(answered) < *kills {
		t.Fatalf("only %d registrations were answered under %d kills", len(answered), *kills)
	}
	there := strings.Fields(s.sql(t, "SELECT u.email FROM users u JOIN user_organizations uo ON uo.user_id = u.id JOIN registrations r ON r.user_id = u.id AND r.organization_id = uo.organization_id WHERE u.email LIKE '%@kill.example' AND EXISTS (SELECT 1 FROM user_assessments ua WHERE ua.user_id = u.id)"))
	found := map[string]bool{}
	for _, email := range there {
		found[email] = true
	}
	for email := range answered {
		if !found[email] {
			t.Errorf("SEC-47: %s was answered with success and is not there whole", email)
		}
	}
	t.Logf("%d kills, %d registrations answered, %d there", *kills, len(answered), len(there))
}

// sql asks the database with the sqlite3 command, as anybody could.
func (s site) sql(t *testing.T, query string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "sqlite3", filepath.Join(s.folder, store.FileName), query).CombinedOutput()
	if err != nil {
		t.Fatalf("sqlite3: %v: %s", err, out)
	}
	return strings.TrimSpace(string(out))
}

// check looks at the file after a kill.
func (s site) check(t *testing.T, kill int) {
	t.Helper()
	for name, one := range map[string]struct{ query, want string }{
		"the file is whole":                      {"PRAGMA integrity_check", "ok"},
		"no row points nowhere":                  {"PRAGMA foreign_key_check", ""},
		"no organization without its manager":    {"SELECT COUNT(*) FROM organizations o WHERE o.name LIKE 'Killed %' AND NOT EXISTS (SELECT 1 FROM user_organizations uo WHERE uo.organization_id = o.id)", "0"},
		"no manager without an organization":     {"SELECT COUNT(*) FROM users u WHERE u.email LIKE '%@kill.example' AND NOT EXISTS (SELECT 1 FROM user_organizations uo WHERE uo.user_id = u.id)", "0"},
		"no manager without assessments":         {"SELECT COUNT(*) FROM users u WHERE u.email LIKE '%@kill.example' AND NOT EXISTS (SELECT 1 FROM user_assessments ua WHERE ua.user_id = u.id)", "0"},
		"no registration without its audit line": {"SELECT COUNT(*) FROM registrations r WHERE NOT EXISTS (SELECT 1 FROM audit_entries a WHERE a.subject_kind = 'registration' AND a.subject_id = r.id)", "0"},
		"no organization without its audit line": {"SELECT COUNT(*) FROM organizations o WHERE NOT EXISTS (SELECT 1 FROM audit_entries a WHERE a.subject_kind = 'organization' AND a.subject_id = o.id)", "0"},
		"no manager without a registration":      {"SELECT COUNT(*) FROM users u WHERE u.email LIKE '%@kill.example' AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.user_id = u.id)", "0"},
	} {
		if got := s.sql(t, one.query); got != one.want {
			t.Fatalf("SEC-47 after kill %d, %s: %s", kill+1, name, got)
		}
	}
	opened, err := store.Open(t.Context(), store.Options{Folder: s.folder})
	if err != nil {
		t.Fatal(err)
	}
	testkit.VerifyAudit(t, audit.New(opened))
	if err := opened.Close(); err != nil {
		t.Fatal(err)
	}
}
