package transfer_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"portico/backend"
	"portico/backend/audit"
	"portico/backend/organizations"
	"portico/backend/sheets"
	"portico/backend/testkit"
	"portico/backend/transfer"
)

// stopper is a progress that does something at a moment of the work.
type stopper struct {
	quiet
	phase string
	at    func(phase string, done int64)
}

func (s *stopper) Phase(words string) { s.phase = words; s.at(words, 0) }
func (s *stopper) Done(n int64)       { s.at(s.phase, n) }

// TestRegistry imports a file of the shape of a real registry.
func TestRegistry(t *testing.T) {
	rows := 4000
	if testing.Short() {
		rows = 1200
	}
	data, good := registry(rows)
	s := open(t)
	report := s.importAs(transfer.Insert, transfer.Organizations, data)
	want(t, report, good, 0, 0, 106)
	if s.count("organizations") != good || len(report.Renamed) == 0 {
		t.Fatal(s.count("organizations"), len(report.Renamed))
	}
	again := s.importAs(transfer.Update, transfer.Organizations, data)
	want(t, again, 0, 0, good, 106)
	if len(again.Renamed) != 0 {
		t.Fatalf("ADM-4 nothing changes the second time, no name either: %v", again.Renamed[0])
	}
	s.tree()
	figures, err := s.Organizations.Figures(t.Context())
	if err != nil || figures.Active != int64(good) {
		t.Fatal(figures, err)
	}
}

func TestCancel(t *testing.T) {
	data, _ := registry(1500)
	for _, when := range []struct {
		phase string
		done  int64
	}{{"Reading", 0}, {"Checking", 0}, {"Importing", 100}, {"Importing", 1000}, {"Finishing", 0}} {
		t.Run("ADM-4 cancelled while "+when.phase, func(t *testing.T) {
			s := open(t)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			_, err := s.Transfer.Import(ctx, s.file(transfer.Organizations, data), &stopper{at: func(phase string, done int64) {
				if phase == when.phase && done >= when.done {
					cancel()
				}
			}})
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("got %v", err)
			}
			if s.count("organizations") != 0 || s.entries("organizations.import") != 0 {
				t.Fatal("something was left behind")
			}
			want(t, s.importAs(transfer.Insert, transfer.Organizations, "id,name\n1,After\n"), 1, 0, 0, 0)
		})
	}
}

// TestKill ends a process in the middle of an import, in the hardest way.
func TestKill(t *testing.T) {
	if folder := os.Getenv("PORTICO_TRANSFER_KILL"); folder != "" {
		importUntilKilled(t, folder)
		return
	}
	folder := t.TempDir()
	child := exec.Command(os.Args[0], "-test.run", "^TestKill$")
	child.Env = append(os.Environ(), "PORTICO_TRANSFER_KILL="+folder)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(5 * time.Millisecond) {
		if _, err := os.Stat(filepath.Join(folder, "half")); err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the import did not begin")
		}
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait()
	b, _ := testkit.OpenBackend(t, func(c *backend.Config) {
		c.Folder, c.KeyFolder = filepath.Join(folder, "data"), filepath.Join(folder, "keys")
	})
	if n := (site{b, t}).count("organizations"); n != 1 {
		t.Fatalf("SEC-47 %d organizations are there, not the one from before", n)
	}
}

func importUntilKilled(t *testing.T, folder string) {
	b, err := backend.Open(t.Context(), backend.Config{Folder: filepath.Join(folder, "data"), KeyFolder: filepath.Join(folder, "keys")})
	if err != nil {
		t.Fatal(err)
	}
	testkit.MustCreateOrganization(t, b, 0, "Before")
	data, _ := registry(1500)
	_, err = b.Transfer.Import(t.Context(), (site{b, t}).file(transfer.Organizations, data), &stopper{at: func(phase string, done int64) {
		if phase == "Importing" && done >= 1000 {
			_ = os.WriteFile(filepath.Join(folder, "half"), nil, 0o600)
			time.Sleep(time.Minute)
		}
	}})
	t.Fatalf("nobody killed it: %v", err)
}

func TestTwoAtOnce(t *testing.T) {
	s := open(t)
	data, good := registry(1000)
	requests := []transfer.Request{s.file(transfer.Organizations, data), s.file(transfer.Organizations, data)}
	var wait sync.WaitGroup
	reports := make([]transfer.Report, len(requests))
	faults := make([]error, len(requests))
	for i, request := range requests {
		request.Mode = transfer.Update
		wait.Go(func() { reports[i], faults[i] = s.Transfer.Import(t.Context(), request, quiet{}) })
	}
	wait.Wait()
	if err := errors.Join(faults...); err != nil {
		t.Fatal(err)
	}
	if reports[0].Inserted+reports[1].Inserted != good || reports[0].Unchanged+reports[1].Unchanged != good || s.count("organizations") != good {
		t.Fatalf("ADM-4 each row went in once: %d and %d, unchanged %d and %d", reports[0].Inserted, reports[1].Inserted, reports[0].Unchanged, reports[1].Unchanged)
	}
	s.tree()
}

func TestErrorFile(t *testing.T) {
	s := open(t)
	request := s.file(transfer.Organizations, "id;name;parent;extra\n1;Top;;kept\n2;\"Two\nlines\";gone;\"a;b\"\n3;Fine;1;\n4;;1;x\n")
	report := s.carryOut(request)
	want(t, report, 2, 0, 0, 2)
	for _, format := range []sheets.Format{sheets.CSV, sheets.XLSX} {
		var out bytes.Buffer
		if err := s.Transfer.ErrorFile(t.Context(), &out, request, report.Errors, format); err != nil {
			t.Fatal(err)
		}
		rows := rowsOf(t, out.String())
		if len(rows) != 3 || strings.Join(rows[0], "|") != "id|name|parent|extra|Reason" || rows[1][1] != "Two\nlines" || rows[1][3] != "a;b" || !strings.Contains(rows[1][4], "no organization “gone”") || !strings.Contains(rows[2][4], "Give the organization a name") {
			t.Fatalf("ADM-4 %s: %q", format, rows)
		}
	}
	// Mended and imported as it is; what is bad still gets a reason in the same column.
	report = s.importAs(transfer.Insert, transfer.Organizations, "id,name,parent,extra,Reason\n2,Two,1,x,because\n4,,1,y,because\n")
	want(t, report, 1, 0, 0, 1)
	s.wantTree("Top", "Top/Fine", "Top/Two")
}

func TestTemplate(t *testing.T) {
	s := open(t)
	for _, kind := range []transfer.Kind{transfer.Organizations, transfer.Users} {
		for _, format := range []sheets.Format{sheets.CSV, sheets.XLSX} {
			var out bytes.Buffer
			if err := s.Transfer.Template(&out, kind, format); err != nil {
				t.Fatal(err)
			}
			rows := rowsOf(t, out.String())
			if len(rows) != 1 {
				t.Fatalf("ADM-4 a template has no rows: %v", rows)
			}
			for i, field := range transfer.Guess(kind, rows[0]) {
				if field == "" {
					t.Errorf("ADM-4 the template's column %q is not known again", rows[0][i])
				}
			}
		}
	}
}

func TestExportOrganizations(t *testing.T) {
	s := open(t)
	const table = "id,name,parent,city,website,response allotment,bcc email,default assessor,default assessor email,email domains,notes,status\n" +
		"a,=Alpha,,Oslo,https://a.example,Allocated,bcc@a.example,Ann,ann@a.example,a.example; b.example,\"two\nlines; and more\",Active\n" +
		"b,Beta,a,Bergen,,Unlimited,,,,,,Active\nc,Gamma,b,,,Can Be Purchased,,,,,,Active\nd,Old,,,,,,,,,,Archived\n"
	want(t, s.importAs(transfer.Insert, transfer.Organizations, table), 4, 0, 0, 0)
	before := s.tree()
	for _, format := range []sheets.Format{sheets.CSV, sheets.XLSX} {
		exported := s.exportOrganizations(format, organizations.Query{})
		t.Run("ADM-4 an export changes nothing when it comes back as "+string(format), func(t *testing.T) {
			want(t, s.importAs(transfer.Update, transfer.Organizations, exported), 0, 0, 4, 0)
		})
		t.Run("ADM-4 and fills another site alike as "+string(format), func(t *testing.T) {
			other := open(t)
			request := other.file(transfer.Organizations, exported)
			for i, field := range request.Mapping {
				if strings.Contains(field, "portico_id") {
					request.Mapping[i] = "" // another site numbers its own
				}
			}
			want(t, other.carryOut(request), 4, 0, 0, 0)
			if other.tree() != before {
				t.Fatal(other.tree())
			}
			if back := rowsOf(t, other.exportOrganizations(sheets.CSV, organizations.Query{})); back[1][len(back[1])-4] != "two\nlines; and more" {
				t.Fatalf("%q", back[1])
			}
		})
	}
	t.Run("SEC-38 no cell begins a formula", func(t *testing.T) {
		raw := s.exportOrganizations(sheets.CSV, organizations.Query{})
		if !strings.Contains(raw, `"'=Alpha"`) || strings.Contains(raw, ",=") || strings.Contains(raw, `"=`) {
			t.Fatal(raw)
		}
	})
	t.Run("ADM-4 the export follows filter, search and order", func(t *testing.T) {
		names := func(query organizations.Query) string {
			var names []string
			for _, row := range rowsOf(t, s.exportOrganizations(sheets.CSV, query))[1:] {
				names = append(names, row[2])
			}
			return strings.Join(names, " ")
		}
		for want, query := range map[string]organizations.Query{
			"=Alpha Beta Gamma Old": {}, "Old Gamma Beta =Alpha": {Sort: "-name"}, "Beta": {Search: "bet"}, "Old": {Status: organizations.Archived}, "Gamma": {Level: 3}, "": {Search: "nothing"},
		} {
			if got := names(query); got != want {
				t.Errorf("%+v gave %q, not %q", query, got, want)
			}
		}
	})
	t.Run("ADM-4 all rows, not a page; those chosen alone; and it is written down", func(t *testing.T) {
		data, good := registry(1200)
		want(t, s.importAs(transfer.Insert, transfer.Organizations, data), good, 0, 0, 106)
		if rows := rowsOf(t, s.exportOrganizations(sheets.CSV, organizations.Query{Limit: 10})); len(rows) != good+5 {
			t.Fatal(len(rows))
		}
		var out bytes.Buffer
		if err := s.Transfer.ExportOrganizations(t.Context(), &out, sheets.CSV, transfer.SelectOrganizations(organizations.Query{}, []int64{3, 1}), quiet{}); err != nil {
			t.Fatal(err)
		}
		if rows := rowsOf(t, out.String()); len(rows) != 3 || rows[1][0] != "3" || rows[2][0] != "1" {
			t.Fatal(rows)
		}
		if s.entries("organizations.export") == 0 {
			t.Fatal("ADM-6 nobody wrote down what went out")
		}
	})
	t.Run("ADM-4 an export can be cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		before := s.entries("organizations.export")
		err := s.Transfer.ExportOrganizations(ctx, &bytes.Buffer{}, sheets.CSV, transfer.SelectOrganizations(organizations.Query{}, nil), &stopper{at: func(_ string, done int64) {
			if done > 0 {
				cancel()
			}
		}})
		if !errors.Is(err, context.Canceled) || s.entries("organizations.export") != before {
			t.Fatal(err)
		}
	})
}

func TestActor(t *testing.T) {
	s := open(t)
	ctx := audit.WithActor(t.Context(), audit.Actor{Kind: audit.Administrator, Name: "Inger"})
	if _, err := s.Transfer.Import(ctx, s.file(transfer.Organizations, "name\nAcme\n"), quiet{}); err != nil {
		t.Fatal(err)
	}
	var name string
	if err := s.Store.Read(t.Context()).Raw("SELECT actor_name FROM audit_entries WHERE action = 'organizations.import'").Scan(&name).Error; err != nil || name != "Inger" {
		t.Fatalf("ADM-6 the entry is %q's, %v", name, err)
	}
}
