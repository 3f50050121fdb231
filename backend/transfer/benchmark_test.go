package transfer_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"portico/backend/transfer"
)

// registry makes a file of the shape that real registries have: rows not
// ordered parents first, a quarter of them with a parent, 106 below level 5,
// names that several have. It returns how many rows can go in.
func registry(rows int) (data string, good int) {
	var out strings.Builder
	out.WriteString("id,name,parent_id,country,city,website\n")
	towns := []string{"Oslo", "Łódź", "東京", "São Paulo", "Reykjavík", ""}
	row := func(id int, parent int) {
		above := ""
		if parent > 0 {
			above = fmt.Sprintf("x%07d", parent)
		}
		name := fmt.Sprintf("\"Institute of %s Studies, %d\"", []string{"Advanced", "Nordic", "Applied", "Historical"}[id%4], id/2*2*(id%50)%rows)
		fmt.Fprintf(&out, "x%07d,%s,%s,Country,%s,https://www.institute-%d.example.org\n", id, name, above, towns[id%len(towns)], id)
	}
	// Chains of seven levels first, deepest first: 100 rows at level 6, of
	// which 6 have one below.
	id := 1
	for chain := range 100 {
		depth := 6
		if chain < 6 {
			depth = 7
		}
		for level := depth; level >= 1; level-- {
			parent := id + 1
			if level == 1 {
				parent = 0
			}
			row(id, parent)
			id++
		}
	}
	for ; id <= rows; id++ {
		parent := 0
		if id%4 == 0 && id+3 <= rows {
			parent = id + 3 // comes later, and stands at level 1
		}
		row(id, parent)
	}
	return out.String(), rows - 106
}

// BenchmarkImport is P5: the import against `sqlite3 .import` of the same rows
// into a table with the same columns, triggers, indexes and search index.
// PORTICO_IMPORT names a file to use instead of a made one.
func BenchmarkImport(b *testing.B) {
	data, _ := registry(48_746)
	if path := os.Getenv("PORTICO_IMPORT"); path != "" {
		read, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		data = string(read)
	}
	var ours, theirs, bare time.Duration
	for b.Loop() {
		s := open(b)
		request := s.file(transfer.Organizations, data)
		start := time.Now()
		report, err := s.Transfer.Import(b.Context(), request, quiet{})
		if err != nil {
			b.Fatal(err)
		}
		ours += time.Since(start)
		if len(report.Errors) != 106 {
			b.Fatal(len(report.Errors))
		}
		full, same := sqliteImport(b, s, data)
		theirs, bare = theirs+full, bare+same
	}
	b.ReportMetric(ours.Seconds()/float64(b.N), "s/import")
	if theirs > 0 {
		b.ReportMetric(ours.Seconds()/theirs.Seconds(), "times-sqlite3")
		b.ReportMetric(ours.Seconds()/bare.Seconds(), "times-sqlite3-six-columns")
	}
}

// sqliteImport times the sqlite3 command on the rows as they stand in the
// site (every column of the table), and on the file as it is (its six columns
// with the indexes that fit them).
func sqliteImport(b *testing.B, s site, data string) (full, same time.Duration) {
	b.Helper()
	if _, err := exec.LookPath("sqlite3"); err != nil {
		b.Log("sqlite3 is not installed; nothing to compare with")
		return 0, 0
	}
	folder := b.TempDir()
	var schema []string
	err := s.Store.Read(b.Context()).Raw("SELECT sql || ';' FROM sqlite_master WHERE tbl_name IN ('organizations', 'organizations_search', 'organizations_searched', 'organization_counts') AND sql IS NOT NULL ORDER BY type = 'trigger', rowid").Scan(&schema).Error
	if err != nil {
		b.Fatal(err)
	}
	var columns []string
	if err := s.Store.Read(b.Context()).Raw("SELECT name FROM pragma_table_info('organizations')").Scan(&columns).Error; err != nil {
		b.Fatal(err)
	}
	whole := filepath.Join(folder, "whole.csv")
	file, err := os.Create(whole)
	if err != nil {
		b.Fatal(err)
	}
	writer := csv.NewWriter(file)
	rows, err := s.Store.Read(b.Context()).Raw("SELECT " + strings.Join(columns, ",") + " FROM organizations ORDER BY id").Rows()
	if err != nil {
		b.Fatal(err)
	}
	for rows.Next() {
		cells, into := make([]*string, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := rows.Scan(into...); err != nil {
			b.Fatal(err)
		}
		texts := make([]string, len(cells))
		for i, cell := range cells {
			if cell != nil {
				texts[i] = *cell
			}
		}
		if err := writer.Write(texts); err != nil {
			b.Fatal(err)
		}
	}
	writer.Flush()
	_ = rows.Close()
	_ = file.Close()
	raw := filepath.Join(folder, "raw.csv")
	if err := os.WriteFile(raw, []byte(data[strings.Index(data, "\n")+1:]), 0o600); err != nil {
		b.Fatal(err)
	}
	plain := []string{
		"CREATE TABLE t (id TEXT, name TEXT, parent_id TEXT, country TEXT, city TEXT, website TEXT);", "CREATE UNIQUE INDEX t_id ON t (id);",
		"CREATE INDEX t_parent ON t (COALESCE(parent_id, 0), name);", "CREATE INDEX t_name ON t (name, id);", "CREATE INDEX t_city ON t (city, name);", "CREATE INDEX t_site ON t (website);", "CREATE INDEX t_country ON t (country, name);",
		"CREATE VIRTUAL TABLE t_search USING fts5 (name, content='t', tokenize='trigram', detail=none, columnsize=0);",
		"CREATE TRIGGER t_insert AFTER INSERT ON t BEGIN INSERT INTO t_search (rowid, name) VALUES (new.rowid, new.name); END;",
	}
	return timed(b, filepath.Join(folder, "full.db"), schema, whole, "organizations"), timed(b, filepath.Join(folder, "plain.db"), plain, raw, "t")
}

func timed(b *testing.B, db string, schema []string, file, table string) time.Duration {
	b.Helper()
	run := func(script string) {
		command := exec.CommandContext(context.WithoutCancel(b.Context()), "sqlite3", db)
		command.Stdin = strings.NewReader(script)
		// .import warns of triggers' rows; what counts is that all came in.
		if out, err := command.CombinedOutput(); err != nil {
			b.Fatalf("sqlite3: %v\n%s", err, out)
		}
	}
	run("PRAGMA journal_mode = WAL;\n" + strings.Join(schema, "\n"))
	start := time.Now()
	run(fmt.Sprintf("PRAGMA synchronous = FULL;\n.mode csv\n.import %q %s\n", file, table))
	spent := time.Since(start)
	counted, err := exec.CommandContext(b.Context(), "sqlite3", db, "SELECT COUNT(*) FROM "+table).Output()
	if err != nil || strings.TrimSpace(string(counted)) == "0" {
		b.Fatalf("%s rows came in: %v", counted, err)
	}
	return spent
}
