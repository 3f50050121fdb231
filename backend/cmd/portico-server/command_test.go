package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"portico/backend/store"
)

// say runs the program and returns its exit code and what it printed.
func say(t *testing.T, args ...string) (code int, out, err string) {
	t.Helper()
	var stdout, stderr strings.Builder
	command := exec.CommandContext(t.Context(), program, args...)
	command.Stdout, command.Stderr = &stdout, &stderr
	var exit *exec.ExitError
	if runErr := command.Run(); errors.As(runErr, &exit) {
		code = exit.ExitCode()
	} else if runErr != nil {
		t.Fatal(runErr)
	}
	return code, stdout.String(), stderr.String()
}

func TestWhenSomethingIsWrong(t *testing.T) {
	s := makeDemo(t)
	with := func(command string, more ...string) []string {
		return append([]string{command, "--data", s.folder, "--key-folder", s.keys}, more...)
	}
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	damaged := t.TempDir()
	if err := os.WriteFile(filepath.Join(damaged, store.FileName), []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	linked := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(s.folder, linked); err != nil {
		t.Fatal(err)
	}
	empty := t.TempDir()
	if err := os.WriteFile(filepath.Join(empty, store.FileName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"SRV-1 an unknown command", []string{"dance"}, 2, "--help"},
		{"SRV-1 a folder that holds a site", with("demo"), 1, "already holds a site"},
		{"SRV-1 demo without a folder", []string{"demo"}, 1, "--data DIR"},
		{"SET-5 a port that is taken", with("serve", "--listen", taken.Addr().String()), 1, "taken by another program"},
		{"SEC-50 the administrator's interface beyond this machine", with("serve", "--listen", freeAddress(t), "--admin", "0.0.0.0:0"), 1, "this machine only"},
		{"SRV-1 no limits beyond this machine", with("serve", "--listen", "0.0.0.0:1", "--limits", "off"), 1, "load tests"},
		{"SRV-1 no limits without an address", with("serve", "--limits", "off"), 1, "load tests"},
		{"SRV-1 no site to check", []string{"verify-audit", "--data", t.TempDir(), "--key-folder", s.keys}, 1, "There is no site"},
		{"SEC-48 a data folder that is a file", []string{"migrate", "--data", file, "--key-folder", s.keys}, 1, "data folder"},
		{"SEC-48 a damaged database", []string{"migrate", "--data", damaged, "--key-folder", s.keys}, 1, "damaged"},
		{"SEC-45 the master key is missing", []string{"migrate", "--data", s.folder, "--key-folder", t.TempDir()}, 1, "master key"},
		{"SEC-45 the key folder lies inside the data folder", []string{"migrate", "--data", s.folder, "--key-folder", filepath.Join(s.folder, "keys")}, 1, "lie inside it"},
		{"SEC-45 nor through a link", []string{"migrate", "--data", s.folder, "--key-folder", filepath.Join(linked, "keys")}, 1, "lie inside it"},
		{"SEC-49 an address without a host is no address", with("serve", "--listen", ":8787"), 1, "no address to listen on"},
		{"SEC-48 a database of no bytes", []string{"migrate", "--data", empty, "--key-folder", s.keys}, 1, "is empty"},
		{"SEC-45 the key folder is the data folder", []string{"migrate", "--data", s.folder, "--key-folder", s.folder}, 1, "can't be the data folder"},
	} {
		t.Run(one.name, func(t *testing.T) {
			code, out, said := say(t, one.args...)
			if code != one.code || !strings.Contains(said, one.says) {
				t.Fatalf("exit %d, said %q", code, said)
			}
			if one.args[0] == "demo" && out != "" {
				t.Fatalf("stdout has %q", out)
			}
			if strings.Contains(said, "goroutine") {
				t.Fatalf("a stack instead of a sentence: %s", said)
			}
		})
	}
	t.Run("SEC-48 nothing was lost by any of it", func(t *testing.T) {
		if code, out, said := say(t, with("migrate")...); code != 0 || !strings.Contains(out, "up to date") {
			t.Fatal(code, out, said)
		}
	})
	t.Run("SEC-43 the audit log holds, and an entry cut off is named", func(t *testing.T) {
		if code, out, said := say(t, with("verify-audit")...); code != 0 || !strings.Contains(out, "holds") || !strings.Contains(out, "agrees up to") {
			t.Fatal(code, out, said)
		}
		cut := exec.CommandContext(t.Context(), "sqlite3", filepath.Join(s.folder, "portico.db"), "DELETE FROM audit_entries WHERE id = (SELECT MAX(id) FROM audit_entries); SELECT MAX(id) + 1 FROM audit_entries")
		first, err := cut.Output()
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second time too: opening the site must not anchor the cut
			if code, _, said := say(t, with("verify-audit")...); code != 1 || !strings.Contains(said, "Entry "+strings.TrimSpace(string(first))+" is the first broken one") {
				t.Fatal(code, said)
			}
		}
	})
	for _, command := range []string{"serve", "demo", "migrate", "verify-audit", "version"} {
		if code, out, _ := say(t, command, "--help"); code != 0 || !strings.Contains(out, "Usage:") {
			t.Errorf("SRV-1 %s --help: %d %s", command, code, out)
		}
	}
	if code, out, _ := say(t, "version"); code != 0 || !strings.HasPrefix(out, "portico-server ") {
		t.Error("SRV-1 version", code, out)
	}
}

func TestServe(t *testing.T) {
	s := makeDemo(t)
	command := s.serve(t)
	get := func(path string) (int, string) {
		request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "http://"+s.address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(body)
	}
	for _, path := range []string{"/healthz", "/readyz", "/register", "/login"} {
		if status, _ := get(path); status != http.StatusOK {
			t.Errorf("SRV-3 %s: %d", path, status)
		}
	}
	for _, path := range []string{"/call/Organizations/List", "/enter", "/index.html"} {
		if status, body := get(path); status != http.StatusNotFound {
			t.Errorf("SEC-49 %s reaches the desktop: %d %s", path, status, body)
		}
	}
	t.Run("SEC-48 a second start on the same folder", func(t *testing.T) {
		code, _, said := say(t, "serve", "--data", s.folder, "--key-folder", s.keys, "--listen", freeAddress(t))
		if code != 1 || !strings.Contains(said, "already running") {
			t.Fatal(code, said)
		}
	})
	t.Run("SRV-3 it ends cleanly when told to", func(t *testing.T) {
		if err := command.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		if err := command.Wait(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(s.folder, store.FileName+"-wal")); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the write-ahead log was not folded in: %v", err)
		}
	})
}
