package transfer

import (
	"context"
	"strings"

	"portico/backend/sheets"
)

// table is a file that was read, each row cut to the mapped columns.
type table struct {
	request  Request
	sha256   string
	columns  map[string]int // field to its place in a record's cells
	records  []record
	progress Progress
}

type record struct {
	line  int
	cells []string
}

// has reports whether a field is mapped.
func (t *table) has(field string) bool {
	_, mapped := t.columns[field]
	return mapped
}

// cell returns a record's text for a field, or "".
func (t *table) cell(r record, field string) string {
	if at, mapped := t.columns[field]; mapped {
		return r.cells[at]
	}
	return ""
}

// read reads the mapped columns of the whole file.
func (s *Service) read(ctx context.Context, request Request, progress Progress) (*table, error) {
	if request.Mode != Insert && request.Mode != Update {
		return nil, invalid("Choose whether to insert only, or to insert and update.")
	}
	columns, from, err := places(request)
	if err != nil {
		return nil, err
	}
	progress.Phase("Reading")
	file, err := sheets.Open(ctx, request.Path, s.limits)
	if err != nil {
		return nil, err
	}
	if file.Format == sheets.CSV {
		progress.Phase("Reading, in KB")
		progress.Total(file.Size >> 10)
	} else {
		progress.Phase("Reading, in rows")
	}
	t := &table{request: request, sha256: file.SHA256, columns: columns, progress: progress}
	first := true
	for row, err := range file.Rows(ctx, request.Sheet) {
		if err != nil {
			return nil, err
		}
		if first && !request.NoHeader {
			first = false
			continue
		}
		cells := make([]string, len(from))
		for to, at := range from {
			if at < len(row.Cells) {
				cells[to] = strings.Clone(strings.TrimSpace(row.Cells[at]))
				if isErrorValue(cells[to]) {
					return nil, invalid("Row %d has the error %s of a spreadsheet in a cell. Mend the formula there, or take the value out, and save the table again.", row.Line, cells[to])
				}
			}
		}
		t.records = append(t.records, record{line: row.Line, cells: cells})
		if len(t.records)%1000 == 0 {
			if row.Read > 0 {
				progress.Done(row.Read >> 10)
			} else {
				progress.Done(int64(len(t.records)))
			}
		}
	}
	if len(t.records) == 0 {
		return nil, invalid("This file has no rows below the names of its columns.")
	}
	return t, nil
}

// places returns for each mapped field its place in a record, and for each
// such place its column in the file.
func places(request Request) (columns map[string]int, from []int, err error) {
	columns = map[string]int{}
	for column, name := range request.Mapping {
		if name == "" {
			continue
		}
		field, known := fieldOf(request.Kind, name)
		if !known {
			return nil, nil, invalid("There is no field %q.", name)
		}
		if _, twice := columns[name]; twice {
			return nil, nil, invalid("Two columns are taken as %s. Choose one of them.", field.Label)
		}
		columns[name] = len(from)
		from = append(from, column)
	}
	if len(from) == 0 {
		return nil, nil, invalid("No column is chosen. Say for at least one column what it holds.")
	}
	return columns, from, nil
}

// checked tells how many rows were looked at, and whether to go on.
func (t *table) checked(ctx context.Context, rows int) error {
	if rows%1000 != 0 {
		return nil
	}
	t.progress.Total(int64(len(t.records)))
	t.progress.Done(int64(rows))
	return ctx.Err()
}

// isErrorValue reports whether a cell holds what a formula gives that has
// failed. It would become somebody's name.
func isErrorValue(cell string) bool {
	switch cell {
	case "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

// list splits a cell of several values.
func list(cell string) []string {
	values := []string{}
	for _, value := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '\n' }) {
		if value = strings.TrimSpace(value); value != "" {
			values = append(values, value)
		}
	}
	return values
}
