// Command notices writes the version and the licence of every part that stands
// in the programs: Go modules, the interface's packages, and fonts. It fails
// when a part has no licence that it can find.
//
// Run it at the top of the repository, with the build tags of the program.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

type part struct {
	kind, name, version string
	licences            []string // texts
}

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

func run(to io.Writer) error {
	var parts []part
	for _, gather := range []func() ([]part, error){language, modules, packages, viewer, fonts} {
		found, err := gather()
		if err != nil {
			return err
		}
		slices.SortFunc(found, func(a, b part) int { return strings.Compare(a.name+" "+a.version, b.name+" "+b.version) })
		parts = append(parts, found...)
	}
	out := bufio.NewWriter(to)
	fmt.Fprintf(out, "Portico stands on the work of many. These are its %d parts, each with its licence.\n\n", len(parts))
	for _, p := range parts {
		fmt.Fprintf(out, "%s: %s %s\n", p.kind, p.name, p.version)
	}
	for _, p := range parts {
		if len(p.licences) == 0 {
			return fmt.Errorf("%s %s %s has no licence file", p.kind, p.name, p.version)
		}
		fmt.Fprintf(out, "\n%s\n%s: %s %s\n%s\n\n", strings.Repeat("=", 78), p.kind, p.name, p.version, strings.Repeat("=", 78))
		fmt.Fprintln(out, strings.Join(p.licences, "\n\n"+strings.Repeat("-", 78)+"\n\n"))
	}
	return out.Flush()
}

// language is Go itself, whose library and runtime are in every program.
func language() ([]part, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("find Go: %w", err)
	}
	texts, err := licencesIn(strings.TrimSpace(string(root)))
	return []part{{"Go", "runtime and standard library", runtime.Version(), texts}}, err
}

// modules are those whose packages are linked in, on any system that is built
// for.
func modules() ([]part, error) {
	var parts []part
	seen := map[string]bool{}
	for _, system := range []string{"linux", "windows"} {
		list := exec.Command("go", "list", "-deps", "-tags", "desktop,production,webkit2_41", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", ".", "./backend/cmd/portico-server")
		list.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		if system == runtime.GOOS {
			list.Env = append(os.Environ(), "CGO_ENABLED=1")
		}
		list.Stderr = os.Stderr
		out, err := list.Output()
		if err != nil {
			return nil, fmt.Errorf("list modules: %w", err)
		}
		for line := range strings.Lines(string(out)) {
			fields := strings.Split(strings.TrimSpace(line), "\t")
			if len(fields) != 3 || seen[fields[0]] {
				continue
			}
			seen[fields[0]] = true
			texts, err := licencesIn(fields[2])
			if err != nil {
				return nil, err
			}
			parts = append(parts, part{"Go module", fields[0], fields[1], texts})
		}
	}
	return parts, nil
}

// viewer is the library that shows PDF files on the signing page and at the
// desk. It lies in the repository as its makers built it.
func viewer() ([]part, error) {
	const folder = "backend/portal/assets/viewer/pdfjs"
	code, err := os.ReadFile(folder + "/pdf.min.mjs")
	if err != nil {
		return nil, err
	}
	version := regexp.MustCompile(`pdfjsVersion = ([0-9.]+)`).FindSubmatch(code)
	if version == nil {
		return nil, errors.New("the PDF viewer does not say which version it is")
	}
	// What it carries of others: character maps of Adobe, fonts of Foxit and
	// Red Hat, OpenJPEG.
	var texts []string
	for _, inside := range []string{"", "cmaps", "standard_fonts", "wasm"} {
		found, err := licencesIn(filepath.Join(folder, inside))
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s of the PDF viewer has no licence file", filepath.Join(folder, inside))
		}
		texts = append(texts, found...)
	}
	return []part{{"JavaScript library", "pdfjs-dist", string(version[1]), texts}}, nil
}

// packages are the interface's, and those that they need.
func packages() ([]part, error) {
	var root struct {
		Dependencies map[string]string `json:"dependencies"`
	}
	if err := readJSON("frontend/package.json", &root); err != nil {
		return nil, err
	}
	var parts []part
	seen := map[string]bool{}
	var visit func(name string, from string) error
	visit = func(name, from string) error {
		folder, err := findPackage(name, from)
		if err != nil || seen[folder] {
			return err
		}
		seen[folder] = true
		var about struct {
			Version      string            `json:"version"`
			License      any               `json:"license"`
			Dependencies map[string]string `json:"dependencies"`
		}
		if err := readJSON(filepath.Join(folder, "package.json"), &about); err != nil {
			return err
		}
		texts, err := licencesIn(folder)
		if err != nil {
			return err
		}
		if len(texts) == 0 && about.License != nil {
			texts = []string{fmt.Sprintf("Licence: %v (as its package says; it carries no text)", about.License)}
		}
		parts = append(parts, part{"npm package", name, about.Version, texts})
		for needed := range about.Dependencies {
			if err := visit(needed, folder); err != nil {
				return err
			}
		}
		return nil
	}
	for name := range root.Dependencies {
		if err := visit(name, "frontend"); err != nil {
			return nil, err
		}
	}
	return parts, nil
}

// findPackage looks where Node looks: in node_modules of the folder, then of
// those above it.
func findPackage(name, from string) (string, error) {
	for folder := from; ; folder = filepath.Dir(folder) {
		found := filepath.Join(folder, "node_modules", name)
		if _, err := os.Stat(filepath.Join(found, "package.json")); err == nil {
			return found, nil
		}
		if folder == "." || folder == string(filepath.Separator) {
			return "", fmt.Errorf("npm package %s is not installed", name)
		}
	}
}

// fonts are those of the PDF files.
func fonts() ([]part, error) {
	const folder = "backend/pdf/fonts"
	var parts []part
	for _, one := range [][2]string{{"DejaVu Sans Condensed", "DejaVu-LICENSE.txt"}, {"Droid Sans Fallback", "Droid-LICENSE.txt"}, {"NanumGothic", "Nanum-LICENSE.txt"}} {
		text, err := os.ReadFile(filepath.Join(folder, one[1]))
		if err != nil {
			return nil, err
		}
		parts = append(parts, part{"Font", one[0], "", []string{strings.TrimSpace(string(text))}})
	}
	return parts, nil
}

var licenceName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|copyright|notice|patents|unlicense)([-._].*)?$`)

// licencesIn returns the licence texts at the top of a folder.
func licencesIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, entry := range entries {
		name := strings.TrimSuffix(entry.Name(), filepath.Ext(entry.Name()))
		if entry.IsDir() || !licenceName.MatchString(entry.Name()) && !licenceName.MatchString(name) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		texts = append(texts, strings.TrimSpace(string(bytes.ToValidUTF8(text, nil))))
	}
	return texts, nil
}

func readJSON(file string, into any) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	return nil
}
