// Package transfer takes tables in and gives them out: organizations, users and
// allotments, as CSV and XLSX (ADM-4).
//
// An import is planned as a whole before anything is written: the dry run and
// the import are the same plan, once shown and once carried out in a single
// transaction with one audit entry. What an organization or a user must be is
// said by their own packages; here it is only found out which row is about
// whom.
package transfer

import (
	"context"
	"fmt"

	"portico/backend/allotments"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/sheets"
	"portico/backend/signin"
	"portico/backend/store"
	"portico/backend/users"
)

// Parts are what the package works with.
type Parts struct {
	Store         *store.Store
	Log           *audit.Log
	Organizations *organizations.Service
	Users         *users.Service
	Assessments   *assessments.Service
	Allotments    *allotments.Service
	SignIn        *signin.Service
}

// Service imports and exports. It is safe for concurrent use.
type Service struct {
	Parts
	limits sheets.Limits
}

// maxRows is how many rows one import takes: a plan of all of them stands in
// memory, about 2 KB for each.
const maxRows = 500_000

// New returns the transfer of a site.
func New(parts Parts) *Service {
	limits := sheets.DefaultLimits()
	limits.Rows = maxRows + 1 // and the header
	return &Service{Parts: parts, limits: limits}
}

// Kind says what the rows of a table are.
type Kind string

// The kinds.
const (
	Organizations Kind = "organizations"
	Users         Kind = "users"
	Allotments    Kind = "allotments"
)

// Mode says what becomes of a row that is about somebody who is there already.
type Mode string

// The modes.
const (
	Insert Mode = "insert" // such a row is reported
	Update Mode = "update" // it changes them
)

// Request is an import that somebody asks for.
type Request struct {
	Kind           Kind
	Path           string // of the file on this machine
	Name           string // as the person knows it
	Sheet          string // of an XLSX file; "" is the first
	NoHeader       bool   // the first row is data already
	Mapping        []string
	Mode           Mode
	SendActivation bool // users that are made get an activation mail
}

// Progress is told how far the work has come.
type Progress interface {
	Phase(words string)
	Total(n int64)
	Done(n int64)
}

// RowError says why a row is not imported.
type RowError struct {
	Line   int
	Reason string
}

// Renamed says which row got another name than it asked for (ORG-2).
type Renamed struct {
	Line     int
	From, To string
}

// Report is the outcome of a check or an import.
type Report struct {
	Rows        int // of the file, without its header
	Inserted    int
	Updated     int
	Unchanged   int
	Activations int // mails that were or would be sent
	Renamed     []Renamed
	Errors      []RowError // in the order of their lines
	SHA256      string     // of the file
}

// Check goes through the whole file and says what an import would do. Nothing
// is changed.
func (s *Service) Check(ctx context.Context, request Request, progress Progress) (Report, error) {
	table, err := s.read(ctx, request, progress)
	if err != nil {
		return Report{}, err
	}
	progress.Phase("Checking")
	plan, err := s.plan(ctx, table)
	if err != nil {
		return Report{}, err
	}
	return plan.report(), nil
}

// Import carries out what Check says: every row without an error, in one
// transaction with one audit entry. Cancelled or killed half way, nothing is
// in.
func (s *Service) Import(ctx context.Context, request Request, progress Progress) (Report, error) {
	table, err := s.read(ctx, request, progress)
	if err != nil {
		return Report{}, err
	}
	var report Report
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		progress.Phase("Checking")
		plan, err := s.plan(ctx, table)
		if err != nil {
			return err
		}
		report = plan.report()
		if report.Inserted+report.Updated == 0 {
			return nil
		}
		progress.Phase("Importing")
		progress.Total(int64(report.Inserted + report.Updated))
		if err := plan.apply(ctx, progress); err != nil {
			return err
		}
		progress.Phase("Finishing")
		return s.Log.Record(ctx, audit.Change{
			Action: string(request.Kind) + ".import", Subject: audit.Subject{Kind: "import", Name: request.Name},
			After: map[string]any{"file": request.Name, "sha256": report.SHA256, "mode": request.Mode, "rows": report.Rows,
				"inserted": report.Inserted, "updated": report.Updated, "unchanged": report.Unchanged,
				"renamed": len(report.Renamed), "errors": len(report.Errors), "activations": report.Activations},
		})
	})
	if ctx.Err() != nil && err != nil {
		return Report{}, ctx.Err()
	}
	if err != nil {
		return Report{}, fmt.Errorf("import %s: %w", request.Kind, err)
	}
	return report, nil
}

// plan says for every row of a table what becomes of it.
type plan interface {
	report() Report
	apply(ctx context.Context, progress Progress) error
}

func (s *Service) plan(ctx context.Context, table *table) (plan, error) {
	switch table.request.Kind {
	case Users:
		return s.planUsers(ctx, table)
	case Allotments:
		return s.planAllotments(ctx, table)
	}
	return s.planOrganizations(ctx, table)
}

func invalid(format string, values ...any) error {
	return fault.New(fault.Invalid, fmt.Sprintf(format, values...))
}
