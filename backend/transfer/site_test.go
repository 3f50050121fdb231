package transfer_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/sheets"
	"portico/backend/testkit"
	"portico/backend/transfer"
)

// quiet is a progress that nobody looks at.
type quiet struct{}

func (quiet) Phase(string) {}
func (quiet) Total(int64)  {}
func (quiet) Done(int64)   {}

// site is a site of a test, and where its files lie.
type site struct {
	*backend.Backend
	t testing.TB
}

func open(t testing.TB) site {
	t.Helper()
	b, _ := testkit.OpenBackend(t)
	return site{b, t}
}

// file writes a table and returns the request to import it, with the columns
// as they are guessed.
func (s site) file(kind transfer.Kind, data string) transfer.Request {
	s.t.Helper()
	path := filepath.Join(s.t.TempDir(), "table.csv")
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		s.t.Fatal(err)
	}
	preview, err := s.Transfer.Preview(s.t.Context(), kind, path, "")
	if err != nil {
		s.t.Fatal(err)
	}
	return transfer.Request{Kind: kind, Path: path, Name: "table.csv", Mapping: preview.Mapping, Mode: transfer.Insert}
}

func (s site) importAs(mode transfer.Mode, kind transfer.Kind, data string) transfer.Report {
	s.t.Helper()
	request := s.file(kind, data)
	request.Mode = mode
	return s.carryOut(request)
}

// carryOut checks and imports, and fails unless both say the same.
func (s site) carryOut(request transfer.Request) transfer.Report {
	s.t.Helper()
	checked, err := s.Transfer.Check(s.t.Context(), request, quiet{})
	if err != nil {
		s.t.Fatal(err)
	}
	done, err := s.Transfer.Import(s.t.Context(), request, quiet{})
	if err != nil {
		s.t.Fatal(err)
	}
	if fmt.Sprint(checked) != fmt.Sprint(done) {
		s.t.Fatalf("ADM-4 the dry run said %+v, the import did %+v", checked, done)
	}
	return done
}

// tree writes the organizations of the site as "name(level,status)" by path of
// names, one a line, and holds that path, level and parent agree.
func (s site) tree() string {
	s.t.Helper()
	var all []organizations.Organization
	if err := s.Store.Read(s.t.Context()).Order("path").Find(&all).Error; err != nil {
		s.t.Fatal(err)
	}
	byID := map[int64]organizations.Organization{}
	for _, o := range all {
		byID[o.ID] = o
	}
	var lines []string
	for _, o := range all {
		names, above := []string{}, "/"
		for _, id := range o.Trail() {
			names = append(names, byID[id].Name)
		}
		if o.Parent() != 0 {
			above = byID[o.Parent()].Path
		}
		if o.Path != fmt.Sprintf("%s%d/", above, o.ID) || o.Level != len(o.Trail())+1 {
			s.t.Fatalf("%s stands at %s, level %d, below %s", o.Name, o.Path, o.Level, above)
		}
		line := strings.Join(append(names, o.Name), "/")
		if !o.IsActive() {
			line += " (archived)"
		}
		lines = append(lines, line)
	}
	// By path of names, not of ids.
	return strings.Join(sorted(lines), "\n")
}

func sorted(lines []string) []string {
	for i := range lines {
		for j := i; j > 0 && lines[j] < lines[j-1]; j-- {
			lines[j], lines[j-1] = lines[j-1], lines[j]
		}
	}
	return lines
}

func (s site) wantTree(lines ...string) {
	s.t.Helper()
	if got := s.tree(); got != strings.Join(sorted(lines), "\n") {
		s.t.Fatalf("the tree is\n%s\nnot\n%s", got, strings.Join(sorted(lines), "\n"))
	}
}

// want fails unless a report has these counts.
func want(t testing.TB, r transfer.Report, inserted, updated, unchanged, errors int) {
	t.Helper()
	if r.Inserted != inserted || r.Updated != updated || r.Unchanged != unchanged || len(r.Errors) != errors {
		t.Fatalf("inserted %d, updated %d, unchanged %d, %d errors %v; want %d, %d, %d, %d", r.Inserted, r.Updated, r.Unchanged, len(r.Errors), r.Errors[:min(8, len(r.Errors))], inserted, updated, unchanged, errors)
	}
}

// wantError fails unless the line is reported with the words.
func wantError(t testing.TB, r transfer.Report, line int, words string) {
	t.Helper()
	for _, one := range r.Errors {
		if one.Line == line && strings.Contains(one.Reason, words) {
			return
		}
	}
	t.Fatalf("line %d is not reported with %q: %v", line, words, r.Errors)
}

func wantRefusal(t testing.TB, err error, words string) {
	t.Helper()
	if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.As(err).Message, words) {
		t.Fatalf("got %v, want a refusal that says %q", err, words)
	}
}

// entries counts the audit entries of an action.
func (s site) entries(action string) (n int) {
	s.t.Helper()
	if err := s.Store.Read(s.t.Context()).Raw("SELECT COUNT(*) FROM audit_entries WHERE action = ?", action).Scan(&n).Error; err != nil {
		s.t.Fatal(err)
	}
	return n
}

func (s site) count(table string) (n int) {
	s.t.Helper()
	if err := s.Store.Read(context.WithoutCancel(s.t.Context())).Raw("SELECT COUNT(*) FROM " + table).Scan(&n).Error; err != nil {
		s.t.Fatal(err)
	}
	return n
}

// exportOrganizations returns an export as it lies in the file.
func (s site) exportOrganizations(format sheets.Format, query organizations.Query) string {
	s.t.Helper()
	var out bytes.Buffer
	if err := s.Transfer.ExportOrganizations(s.t.Context(), &out, format, transfer.SelectOrganizations(query, nil), quiet{}); err != nil {
		s.t.Fatal(err)
	}
	return out.String()
}

// rowsOf reads a file back.
func rowsOf(t testing.TB, data string) [][]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "back")
	if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := sheets.Open(t.Context(), path, sheets.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for row, err := range file.Rows(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row.Cells)
	}
	return rows
}
