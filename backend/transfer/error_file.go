package transfer

import (
	"context"
	"io"

	"portico/backend/sheets"
)

// reasonHeader is the column that an error file has more than the file that
// was read. No field is known by that name, so that the mended file can be
// imported as it is.
const reasonHeader = "Reason"

// ErrorFile writes the rows that were not imported, as they stand in the file,
// with the reason of each in a last column.
func (s *Service) ErrorFile(ctx context.Context, out io.Writer, request Request, errors []RowError, format sheets.Format) error {
	file, err := sheets.Open(ctx, request.Path, s.limits)
	if err != nil {
		return err
	}
	writer, err := sheets.NewWriter(out, format, sheetName(request.Kind))
	if err != nil {
		return err
	}
	reasons := make(map[int]string, len(errors))
	for _, one := range errors {
		reasons[one.Line] = one.Reason
	}
	width, last, first := len(request.Mapping), -1, true
	for row, err := range file.Rows(ctx, request.Sheet) {
		if err != nil {
			return err
		}
		reason, bad := reasons[row.Line]
		if header := first && !request.NoHeader; header {
			reason, bad = reasonHeader, true
			// A file that was mended half has the column of the time before.
			if at := len(row.Cells) - 1; at >= 0 && row.Cells[at] == reasonHeader {
				last = at
			}
		}
		first = false
		if !bad {
			continue
		}
		cells := widen(row.Cells, width)
		if last >= 0 && last < len(cells) {
			cells = cells[:last]
		}
		if err := writer.Write(append(cells, reason)); err != nil {
			return err
		}
	}
	return writer.Close()
}
