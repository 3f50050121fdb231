// Package build_test looks into the packages that build/package.sh makes.
package build_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"portico/backend"
)

// folder is where the packages lie. Making them takes minutes, so that the
// tests run where build/test.sh has made them.
func folder(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("PORTICO_PACKAGES")
	if folder == "" {
		t.Skip("PORTICO_PACKAGES does not name the folder with the packages")
	}
	return folder
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	said, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, said)
	}
	return string(said)
}

func read(t *testing.T, parts ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// wantNotices holds that a notices file knows the parts that are surely inside.
func wantNotices(t *testing.T, text string) {
	t.Helper()
	for _, part := range []string{"Go: runtime", "github.com/wailsapp/wails/v2 v2.16", "modernc.org/sqlite", "gorm.io/gorm", "github.com/xuri/excelize/v2", "npm package: react 19", "npm package: @mantine/core 9", "Font: DejaVu", "Permission is hereby granted", "Apache License"} {
		if !strings.Contains(text, part) {
			t.Errorf("the notices lack %q", part)
		}
	}
}

func TestDeb(t *testing.T) {
	deb := filepath.Join(folder(t), "portico_"+backend.Version+"_amd64.deb")
	root := t.TempDir()
	run(t, "dpkg-deb", "--extract", deb, root)
	if version := strings.TrimSpace(run(t, "dpkg-deb", "--field", deb, "Version")); version != backend.Version {
		t.Fatal(version)
	}
	if needed := run(t, "dpkg-deb", "--field", deb, "Depends"); !strings.Contains(needed, "libwebkit2gtk-4.1-0") {
		t.Fatal(needed)
	}
	for line := range strings.Lines(run(t, "dpkg-deb", "--contents", deb)) {
		if !strings.Contains(line, "root/root") || strings.HasPrefix(line, "-rwsr") || strings.Contains(line[:10], "w-") && line[8] == 'w' {
			t.Errorf("odd owner or rights: %s", line)
		}
	}
	if said := run(t, filepath.Join(root, "usr/bin/portico-server"), "version"); !strings.Contains(said, backend.Version) {
		t.Fatal(said)
	}
	if said := run(t, filepath.Join(root, "usr/bin/portico"), "--version"); !strings.Contains(said, backend.Version) {
		t.Fatal(said)
	}
	run(t, "desktop-file-validate", filepath.Join(root, "usr/share/applications/portico.desktop"))
	for _, size := range []string{"16", "32", "48", "128", "256"} {
		icon := filepath.Join(root, "usr/share/icons/hicolor", size+"x"+size, "apps/portico.png")
		if said := run(t, "identify", "-format", "%wx%h", icon); said != size+"x"+size {
			t.Errorf("the icon of %s pixels has %s", size, said)
		}
	}
	wantNotices(t, read(t, root, "usr/share/doc/portico/copyright"))
}

// TestDebServes shows that the packaged server makes and serves a site.
func TestDebServes(t *testing.T) {
	deb := filepath.Join(folder(t), "portico_"+backend.Version+"_amd64.deb")
	root := t.TempDir()
	run(t, "dpkg-deb", "--extract", deb, root)
	said := run(t, filepath.Join(root, "usr/bin/portico-server"), "demo", "--data", filepath.Join(t.TempDir(), "site"), "--key-folder", t.TempDir())
	if !strings.Contains(said, `"registration_url"`) {
		t.Fatal(said)
	}
}

func TestTar(t *testing.T) {
	name := "portico-" + backend.Version + "-linux-amd64"
	root := t.TempDir()
	run(t, "tar", "-xzf", filepath.Join(folder(t), name+".tar.gz"), "-C", root)
	entries, err := os.ReadDir(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if want := []string{"NOTICES.txt", "README.txt", "portico", "portico-server", "portico.desktop", "portico.svg"}; !slices.Equal(names, want) {
		t.Fatal(names)
	}
	if said := run(t, filepath.Join(root, name, "portico-server"), "version"); !strings.Contains(said, backend.Version) {
		t.Fatal(said)
	}
	wantNotices(t, read(t, root, name, "NOTICES.txt"))
}

// wantWindowsProgram holds that a file is a 64-bit Windows program with a
// window, our icon and version, and the interface inside.
func wantWindowsProgram(t *testing.T, file string) {
	t.Helper()
	if said := run(t, "file", "--brief", file); !strings.Contains(said, "PE32+ executable (GUI) x86-64") {
		t.Fatal(said)
	}
	content := read(t, file)
	wide := func(text string) string { // as Windows keeps it
		return string(slices.Concat(slicesOf(text)...))
	}
	for _, want := range []string{wide("ProductVersion"), wide(backend.Version), "<assemblyIdentity", "per monitor", "Verify"} {
		if want == "per monitor" {
			want = "permonitorv2"
		}
		if !strings.Contains(strings.ToLower(content), strings.ToLower(want)) {
			t.Errorf("%s lacks %q", filepath.Base(file), want)
		}
	}
}

func slicesOf(text string) [][]byte {
	var out [][]byte
	for _, r := range text {
		out = append(out, []byte{byte(r), 0})
	}
	return out
}

func TestWindows(t *testing.T) {
	wantWindowsProgram(t, filepath.Join(folder(t), "portico-"+backend.Version+"-windows-amd64.exe"))
}

func TestInstaller(t *testing.T) {
	installer := filepath.Join(folder(t), "portico-"+backend.Version+"-windows-amd64-installer.exe")
	if said := run(t, "file", "--brief", installer); !strings.Contains(said, "Nullsoft Installer") {
		t.Fatal(said)
	}
	root := t.TempDir()
	run(t, "7z", "x", "-y", "-o"+root, installer)
	wantWindowsProgram(t, filepath.Join(root, "portico.exe"))
	if said := run(t, "file", "--brief", filepath.Join(root, "portico-server.exe")); !strings.Contains(said, "PE32+ executable (console) x86-64") {
		t.Fatal(said)
	}
	notices := read(t, root, "NOTICES.txt")
	wantNotices(t, notices)
	if !bytes.Contains([]byte(notices), []byte("\r\n")) {
		t.Error("the notices have no line ends for Windows")
	}
	if _, err := os.Stat(filepath.Join(root, "uninstall.exe")); err != nil {
		t.Error("there is no way to uninstall:", err)
	}
}
