package bindings

import (
	"context"
	"io"
	"sync"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/sheets"
	"portico/backend/transfer"
)

// reportShown is how many errors and renamed rows a report shows; the error
// file has all of them.
const reportShown = 200

// reportsKept is how many reports are remembered.
const reportsKept = 10

// TransferField is something that a column can hold.
type TransferField struct {
	Name  string `json:"name"`
	Label string `json:"label"`
	Help  string `json:"help"`
}

// TransferPreview is the beginning of a file, with a guess at its columns.
type TransferPreview struct {
	Fields    []TransferField `json:"fields"`
	Format    string          `json:"format"`    // "csv", "xlsx"
	Encoding  string          `json:"encoding"`  // of a CSV file
	Separator string          `json:"separator"` // of a CSV file
	Sheets    []string        `json:"sheets"`
	Sheet     string          `json:"sheet"`
	Headers   []string        `json:"headers"` // the first row
	Rows      [][]string      `json:"rows"`    // at most eight
	Mapping   []string        `json:"mapping"` // a field's name for each column, or ""
}

// TransferRequest says what is to be checked or imported.
type TransferRequest struct {
	Kind           string   `json:"kind"`  // "organizations", "users", "allotments"
	Token          string   `json:"token"` // of the file that was chosen
	Sheet          string   `json:"sheet"`
	NoHeader       bool     `json:"noHeader"` // the first row is data already
	Mapping        []string `json:"mapping"`
	Mode           string   `json:"mode"`           // "insert", "update"
	SendActivation bool     `json:"sendActivation"` // users that are made get an activation mail
}

// TransferProblem says why a row is not imported.
type TransferProblem struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

// TransferRename says which row got another name than it asked for.
type TransferRename struct {
	Line int    `json:"line"`
	From string `json:"from"`
	To   string `json:"to"`
}

// TransferReport is the outcome of a check or an import. Errors and Renamed
// show at most 200; the counts count all.
type TransferReport struct {
	Rows         int               `json:"rows"`
	Inserted     int               `json:"inserted"`
	Updated      int               `json:"updated"`
	Unchanged    int               `json:"unchanged"`
	Activations  int               `json:"activations"`
	RenamedCount int               `json:"renamedCount"`
	Renamed      []TransferRename  `json:"renamed"`
	ErrorCount   int               `json:"errorCount"`
	Errors       []TransferProblem `json:"errors"`
	SHA256       string            `json:"sha256"`
}

// Transfer is the bridge to imports and exports.
type Transfer struct {
	core *Core

	mu      sync.Mutex
	reports map[string]finished // by the id of their task
	order   []string
}

type finished struct {
	request transfer.Request
	report  transfer.Report
}

func newTransfer(core *Core) *Transfer {
	return &Transfer{core: core, reports: map[string]finished{}}
}

// Preview reads the beginning of a file that was chosen.
func (t *Transfer) Preview(kind string, token string, sheet string) (TransferPreview, error) {
	ctx, b, err := t.enter(kind)
	if err != nil {
		return TransferPreview{}, err
	}
	path, _, err := t.core.chosen(token)
	if err != nil {
		return TransferPreview{}, err
	}
	found, err := b.Transfer.Preview(ctx, transfer.Kind(kind), path, sheet)
	if err != nil {
		return TransferPreview{}, err
	}
	preview := TransferPreview{
		Fields: []TransferField{}, Format: found.Format, Encoding: found.Encoding, Separator: found.Separator, Sheets: found.Sheets, Sheet: found.Sheet,
		Headers: found.Headers, Rows: found.Rows, Mapping: found.Mapping,
	}
	for _, field := range transfer.Fields(transfer.Kind(kind)) {
		preview.Fields = append(preview.Fields, TransferField{Name: field.Name, Label: field.Label, Help: field.Help})
	}
	return preview, nil
}

// Check goes through the whole file. Report has the outcome once the task is
// done; nothing is changed.
func (t *Transfer) Check(request TransferRequest) (TaskState, error) {
	return t.run(request, "Checking the file", (*transfer.Service).Check)
}

// Import imports every row without an error, in one transaction. Report has
// the outcome once the task is done.
func (t *Transfer) Import(request TransferRequest) (TaskState, error) {
	return t.run(request, "Importing", (*transfer.Service).Import)
}

func (t *Transfer) run(request TransferRequest, label string, work func(*transfer.Service, context.Context, transfer.Request, transfer.Progress) (transfer.Report, error)) (TaskState, error) {
	if _, _, err := t.enter(request.Kind); err != nil {
		return TaskState{}, err
	}
	path, name, err := t.core.chosen(request.Token)
	if err != nil {
		return TaskState{}, err
	}
	asked := transfer.Request{
		Kind: transfer.Kind(request.Kind), Path: path, Name: name, Sheet: request.Sheet, NoHeader: request.NoHeader,
		Mapping: request.Mapping, Mode: transfer.Mode(request.Mode), SendActivation: request.SendActivation,
	}
	return t.core.start(label, func(ctx context.Context, b *backend.Backend, progress *Progress) error {
		report, err := work(b.Transfer, ctx, asked, progress)
		if err == nil {
			t.keep(progress.task.state.ID, finished{asked, report})
		}
		return err
	})
}

// enter refuses to touch what is switched off (SET-3).
func (t *Transfer) enter(kind string) (context.Context, *backend.Backend, error) {
	switch transfer.Kind(kind) {
	case transfer.Organizations:
		return t.core.enterOrganizations()
	case transfer.Users:
		return t.core.enter()
	case transfer.Allotments:
		return t.core.enterAllotments()
	}
	return nil, nil, fault.New(fault.Invalid, "Only organizations, users and allotments can be imported and exported here.")
}

func (t *Transfer) keep(id string, one finished) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.reports[id] = one
	if t.order = append(t.order, id); len(t.order) > reportsKept {
		delete(t.reports, t.order[0])
		t.order = t.order[1:]
	}
}

func (t *Transfer) kept(id string) (finished, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	one, known := t.reports[id]
	if !known {
		return finished{}, fault.New(fault.NotFound, "This report is not kept any more. Check the file again.")
	}
	return one, nil
}

// Report returns the outcome of a check or an import by the id of its task.
func (t *Transfer) Report(id string) (TransferReport, error) {
	one, err := t.kept(id)
	if err != nil {
		return TransferReport{}, err
	}
	r := one.report
	report := TransferReport{
		Rows: r.Rows, Inserted: r.Inserted, Updated: r.Updated, Unchanged: r.Unchanged, Activations: r.Activations, SHA256: r.SHA256,
		RenamedCount: len(r.Renamed), Renamed: []TransferRename{}, ErrorCount: len(r.Errors), Errors: []TransferProblem{},
	}
	for _, renamed := range r.Renamed[:min(len(r.Renamed), reportShown)] {
		report.Renamed = append(report.Renamed, TransferRename(renamed))
	}
	for _, problem := range r.Errors[:min(len(r.Errors), reportShown)] {
		report.Errors = append(report.Errors, TransferProblem(problem))
	}
	return report, nil
}

// ErrorFile saves the rows that are not imported with the reason of each, to
// be mended and imported again.
func (t *Transfer) ErrorFile(id string, format string) (TaskState, error) {
	one, err := t.kept(id)
	if err != nil {
		return TaskState{}, err
	}
	return t.save(string(one.request.Kind)+"-errors", format, func(ctx context.Context, b *backend.Backend, _ *Progress, out io.Writer) error {
		return b.Transfer.ErrorFile(ctx, out, one.request, one.report.Errors, sheets.Format(format))
	})
}

// Template saves a table with the columns that an import knows.
func (t *Transfer) Template(kind string, format string) (TaskState, error) {
	if _, _, err := t.enter(kind); err != nil {
		return TaskState{}, err
	}
	return t.save(kind+"-template", format, func(_ context.Context, b *backend.Backend, _ *Progress, out io.Writer) error {
		return b.Transfer.Template(out, transfer.Kind(kind), sheets.Format(format))
	})
}

// ExportOrganizations saves all organizations that match a list's query, in
// its order; those of ids alone where there are any.
func (t *Transfer) ExportOrganizations(query OrganizationQuery, ids []int64, format string) (TaskState, error) {
	return t.save("organizations", format, func(ctx context.Context, b *backend.Backend, progress *Progress, out io.Writer) error {
		selection := transfer.SelectOrganizations(query.service(), ids)
		return b.Transfer.ExportOrganizations(ctx, out, sheets.Format(format), selection, progress)
	})
}

// ExportUsers saves all users that match a list's query, in its order; those
// of ids alone where there are any.
func (t *Transfer) ExportUsers(query UserQuery, ids []int64, format string) (TaskState, error) {
	return t.save("users", format, func(ctx context.Context, b *backend.Backend, progress *Progress, out io.Writer) error {
		wanted, err := query.service(ctx, b)
		if err != nil {
			return err
		}
		return b.Transfer.ExportUsers(ctx, out, sheets.Format(format), transfer.SelectUsers(wanted, ids), progress)
	})
}

// ExportAllotments saves all allotments that match a list's query, in its order.
func (t *Transfer) ExportAllotments(query AllotmentQuery, format string) (TaskState, error) {
	if _, _, err := t.enter(string(transfer.Allotments)); err != nil {
		return TaskState{}, err
	}
	return t.save("allotments", format, func(ctx context.Context, b *backend.Backend, progress *Progress, out io.Writer) error {
		return b.Transfer.ExportAllotments(ctx, out, sheets.Format(format), query.service(), progress)
	})
}

// save writes a table to where the person says, as a task.
func (t *Transfer) save(name string, format string, write func(context.Context, *backend.Backend, *Progress, io.Writer) error) (TaskState, error) {
	if format != string(sheets.CSV) && format != string(sheets.XLSX) {
		return TaskState{}, fault.New(fault.Invalid, "Choose CSV or XLSX.")
	}
	return t.core.save("Writing the file", name+"."+format, func(ctx context.Context, b *backend.Backend, progress *Progress) (func(io.Writer) error, error) {
		return func(out io.Writer) error { return write(ctx, b, progress, out) }, nil
	})
}
