package testkit

import (
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/glebarez/sqlite"

	"portico/backend"
	"portico/backend/settings"
	"portico/backend/store"
)

// OrganizationsCSV names the environment variable with a CSV file of real
// organizations (columns id, name, parent_id, country, city) to measure with.
// Without it names are made up.
const OrganizationsCSV = "PORTICO_ORGANIZATIONS_CSV"

// Scale is how much a site to measure with holds.
type Scale struct {
	Organizations, Users, Responses, Registrations, Mails int
	Cohorts, Allotments, Orders                           int // at most one allotment for each organization
	Documents                                             int // each of a contract of its own
	Branch                                                int // children of the organization named ScaleBranch
}

// What every site made by OpenScale holds, whatever its size.
const (
	ScaleBranch = "Nordic Alliance" // an organization at the top with Scale.Branch children
	ScaleRare   = "zephyrine"       // a word in the names of ScaleHits organizations
	ScaleCommon = "univers"         // a piece of the names of about a quarter of them
	ScaleHits   = 12
)

// Scales are the sizes to measure at, by the number of organizations.
func Scales() map[int]Scale {
	return map[int]Scale{
		1_000:     {Organizations: 1_000, Users: 1_000, Responses: 1_000, Registrations: 200, Mails: 1_000, Cohorts: 100, Allotments: 300, Orders: 200, Documents: 500, Branch: 200},
		10_000:    {Organizations: 10_000, Users: 10_000, Responses: 10_000, Registrations: 2_000, Mails: 10_000, Cohorts: 1_000, Allotments: 3_000, Orders: 2_000, Documents: 5_000, Branch: 2_000},
		48_640:    {Organizations: 48_640, Users: 50_000, Responses: 50_000, Registrations: 5_000, Mails: 50_000, Cohorts: 5_000, Allotments: 40_000, Orders: 20_000, Documents: 20_000, Branch: 10_000},
		1_000_000: {Organizations: 1_000_000, Users: 50_000, Responses: 200_000, Registrations: 20_000, Mails: 100_000, Cohorts: 20_000, Allotments: 100_000, Orders: 50_000, Documents: 20_000, Branch: 10_000},
	}
}

// OpenScale opens a site of one of the Scales. It is made once and kept in the
// system's folder for temporary files; a benchmark that writes must put back
// what it changed.
func OpenScale(t testing.TB, organizations int) *backend.Backend {
	t.Helper()
	scale, known := Scales()[organizations]
	if !known {
		t.Fatalf("there is no scale of %d organizations", organizations)
	}
	if organizations > 50_000 && testing.Short() {
		t.Skip("a site of this size is skipped with -short")
	}
	fresh, _, _ := OpenStore(t)
	var version int
	if err := fresh.Read(t.Context()).Raw("SELECT MAX(version_id) FROM goose_db_version").Scan(&version).Error; err != nil {
		t.Fatal(err)
	}
	names := "made"
	if os.Getenv(OrganizationsCSV) != "" {
		names = "real"
	}
	folder := filepath.Join(os.TempDir(), fmt.Sprintf("portico-scale-%d-%s-%d", organizations, names, version))
	if _, err := os.Stat(filepath.Join(folder, "complete")); err != nil {
		if err := errors.Join(os.RemoveAll(folder), makeScale(t.Context(), folder, scale)); err != nil {
			t.Fatal(err)
		}
	}
	b, err := openScale(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func openScale(ctx context.Context, folder string) (*backend.Backend, error) {
	return backend.Open(ctx, backend.Config{
		Folder: filepath.Join(folder, "data"), KeyFolder: filepath.Join(folder, "keys"), Clock: NewClock(), Hashing: cheap,
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
	})
}

// makeScale makes a site with features and assessments through the services,
// and fills it with plain SQL.
func makeScale(ctx context.Context, folder string, scale Scale) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	b, err := openScale(ctx, folder)
	if err != nil {
		return err
	}
	err = b.Settings.SaveGeneral(ctx, settings.General{SiteName: "Northwind Partners", TimeZone: "Europe/Stockholm", UseOrganization: true, UsePartnerPortal: true, UseCohorts: true, UseAllotments: true, UseContracts: true})
	if err == nil {
		err = publishSamples(ctx, b)
	}
	if err = errors.Join(err, b.Close()); err != nil {
		return err
	}
	rows, err := scaleOrganizations(scale)
	if err != nil {
		return err
	}
	if err := fill(ctx, filepath.Join(folder, "data", store.FileName), scale, rows); err != nil {
		return fmt.Errorf("fill site: %w", err)
	}
	return os.WriteFile(filepath.Join(folder, "complete"), nil, 0o600)
}

// fill writes everything with indexes and triggers taken away, and brings them
// back at the end: many times quicker than keeping them up.
func fill(ctx context.Context, path string, scale Scale, rows []scaleOrganization) error {
	db, err := sql.Open(sqlite.DriverName, path+"?_pragma=synchronous(0)&_pragma=journal_mode(MEMORY)&_pragma=cache_size(-400000)&_pragma=temp_store(MEMORY)")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	restore, err := stripTables(ctx, db)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	filler := &filler{tx: tx, random: random(), scale: scale}
	if err := filler.fill(ctx, rows); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	for _, statement := range restore {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return errors.Join(fmt.Errorf("%.60s: %w", statement, err), tx.Rollback())
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "PRAGMA journal_mode(WAL)")
	return err
}

// stripTables drops the indexes and triggers of the tables to be filled, and
// returns what brings them back and makes right what the triggers keep.
func stripTables(ctx context.Context, db *sql.DB) ([]string, error) {
	const tables = "('organizations', 'users', 'user_identifiers', 'user_organizations', 'user_assessments', 'responses', 'registrations', 'outbox')"
	found, err := db.QueryContext(ctx, "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name IN "+tables+" ORDER BY type")
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var drops, restore, triggers []string
	for found.Next() {
		var kind, name, statement string
		if err := found.Scan(&kind, &name, &statement); err != nil {
			return nil, err
		}
		drops = append(drops, "DROP "+kind+" "+name)
		if kind == "trigger" {
			triggers = append(triggers, statement)
		} else {
			restore = append(restore, statement)
		}
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	for _, drop := range drops {
		if _, err := db.ExecContext(ctx, drop); err != nil {
			return nil, err
		}
	}
	for _, table := range []string{"organizations", "users", "responses", "registrations", "outbox"} {
		key := "search_key"
		if table == "organizations" {
			key = "name_key"
		}
		restore = append([]string{fmt.Sprintf(`UPDATE %[1]s SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(%[1]s.%[2]s))
			SELECT group_concat(COALESCE(l.plain, substr(%[1]s.%[2]s, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(%[1]s.%[2]s, place.i, 1)), %[2]s)
			WHERE %[2]s GLOB '*[^ -~]*'`, table, key)}, restore...)
		restore = append(restore, fmt.Sprintf("INSERT INTO %[1]s_search (%[1]s_search) VALUES ('rebuild')", table))
	}
	restore = append(restore, "DELETE FROM organization_counts",
		"INSERT INTO organization_counts SELECT status, level, response_allotment, COUNT(*) FROM organizations GROUP BY 1, 2, 3")
	return append(restore, triggers...), nil
}

// scaleOrganization is one organization to be written. Its id is its place in
// the list, from 1; parents stand before their children.
type scaleOrganization struct {
	name, key, city string
	parent, level   int
	path            string
}

// scaleOrganizations returns the organizations of a site: those of the CSV file
// when one is named, else made up ones, multiplied with other names as needed.
func scaleOrganizations(scale Scale) ([]scaleOrganization, error) {
	seeds, err := readSeeds(os.Getenv(OrganizationsCSV), scale.Organizations)
	if err != nil {
		return nil, err
	}
	rows := make([]scaleOrganization, 0, scale.Organizations)
	taken := make(map[string]bool, scale.Organizations)
	add := func(name, city string, parent int) int {
		o := scaleOrganization{name: name, key: store.Fold(name), city: city, parent: parent, level: 1, path: "/"}
		if parent > 0 {
			o.level, o.path = rows[parent-1].level+1, rows[parent-1].path
		}
		for number, key := 2, o.key; taken[fmt.Sprint(parent, " ", o.key)]; number++ {
			addition := fmt.Sprintf(" (%d)", number)
			o.name, o.key = name+addition, key+addition
		}
		taken[fmt.Sprint(parent, " ", o.key)] = true
		o.path = fmt.Sprintf("%s%d/", o.path, len(rows)+1)
		rows = append(rows, o)
		return len(rows)
	}
	branch := add(ScaleBranch, "Oslo", 0)
	for i := range ScaleHits {
		add(fmt.Sprintf("%s Zephyrine Works", places[i%len(places)]), places[i%len(places)], 0)
	}
	left := scale.Branch
	for round := 0; ; round++ {
		ids := make([]int, len(seeds)) // of each seed, in this round
		for i, seed := range seeds {
			if len(rows) == scale.Organizations {
				return rows, nil
			}
			name, parent := seed.name, 0
			if round > 0 {
				name += " " + places[(i+round)%len(places)]
			}
			switch {
			case seed.parent >= 0:
				parent = ids[seed.parent]
			case left > 0 && !seed.isParent:
				parent, left = branch, left-1
			}
			ids[i] = add(name, seed.city, parent)
		}
	}
}

// seed is an organization that names are taken from; parent is its place in the
// list of seeds, which is before its own, or -1.
type seed struct {
	name, city string
	parent     int
	isParent   bool
}

// readSeeds reads a CSV file, parents first; what lies below level 5 is left
// out. Without a file it makes seeds up.
func readSeeds(path string, most int) ([]seed, error) {
	if path == "" {
		return makeSeeds(min(most, 50_000)), nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read organizations: %w", err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read organizations: %w", err)
	}
	children := map[string][][]string{}
	for _, line := range lines[1:] {
		children[line[2]] = append(children[line[2]], line)
	}
	var seeds []seed
	level, parents := children[""], make([]int, len(children[""]))
	for i := range parents {
		parents[i] = -1
	}
	for range 5 {
		var next [][]string
		var nextParents []int
		for i, line := range level {
			seeds = append(seeds, seed{name: strings.TrimSpace(line[1]), city: line[4], parent: parents[i], isParent: len(children[line[0]]) > 0})
			for _, child := range children[line[0]] {
				next, nextParents = append(next, child), append(nextParents, len(seeds)-1)
			}
		}
		level, parents = next, nextParents
	}
	return seeds, nil
}
