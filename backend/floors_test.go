package backend_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

// floors is the plan of the house: a package imports only from floors below
// its own. Whoever needs another plan changes this table and the decision
// record together.
var floors = [][]string{
	0:  {"fault", "clock"},
	1:  {"store", "secrets", "sheets", "pdf", "figures"},
	2:  {"audit", "access", "evidence"},
	3:  {"settings", "jobs", "seals"},
	4:  {"mail", "organizations", "assessments"},
	5:  {"sitetext", "users"},
	6:  {"allotments", "signin"},
	7:  {"responses", "purchases", "contracts", "signers"},
	8:  {"cohorts"},
	9:  {"registrations", "transfer", "backups", "invitations"},
	10: {"portal"},
	11: {""},
	12: {"rehearsal", "samples"},
	13: {"guide"},
	14: {"bindings"},
	15: {"browsershell", "desktop"},
	16: {"cmd/portico-server"},
}

const root = "portico/backend"

type listed struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
	Standard                           bool
}

func packages(t *testing.T) []listed {
	t.Helper()
	command := exec.Command("go", "list", "-e", "-json=ImportPath,Imports,TestImports,XTestImports,Standard", root+"/...")
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var one listed
		if err := decoder.Decode(&one); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	return all
}

func floorOf(name string) (int, bool) {
	for floor, names := range floors {
		for _, one := range names {
			if one == name {
				return floor, true
			}
		}
	}
	return 0, false
}

// inHouse returns a package's name below backend, and whether it is ours.
func inHouse(path string) (string, bool) {
	if path == root {
		return "", true
	}
	return strings.CutPrefix(path, root+"/")
}

// TestFloors holds the plan of the house: arrows point down only.
func TestFloors(t *testing.T) {
	seen := 0
	for _, pkg := range packages(t) {
		name, _ := inHouse(pkg.ImportPath)
		if name == "testkit" {
			continue
		}
		floor, known := floorOf(name)
		if !known {
			t.Errorf("%s stands on no floor; give it one in floors", pkg.ImportPath)
			continue
		}
		seen++
		for _, imported := range pkg.Imports {
			below, ours := inHouse(imported)
			if !ours {
				continue
			}
			if below == "testkit" {
				t.Errorf("%s imports testkit, which is for tests alone", pkg.ImportPath)
				continue
			}
			if lower, _ := floorOf(below); lower >= floor {
				t.Errorf("%s (floor %d) imports %s (floor %d)", pkg.ImportPath, floor, imported, lower)
			}
		}
	}
	if seen < 15 {
		t.Fatalf("only %d packages were read", seen)
	}
}

// TestWailsStaysAtTheTop lets everything but the window be built without GTK.
func TestWailsStaysAtTheTop(t *testing.T) {
	for _, pkg := range packages(t) {
		if pkg.ImportPath == root+"/desktop" {
			continue
		}
		for _, imported := range pkg.Imports {
			if strings.HasPrefix(imported, "github.com/wailsapp/") {
				t.Errorf("%s imports %s; only desktop and main may", pkg.ImportPath, imported)
			}
		}
	}
}
