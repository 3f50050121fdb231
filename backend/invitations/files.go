package invitations

import (
	"context"
	"fmt"
	"io"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/sheets"
)

// sheetName is the name of the sheet in XLSX files.
const sheetName = "Respondents"

// Template writes a table with the columns that a list can have, those of the
// organization's classifiers among them, and no row.
func (s *Service) Template(ctx context.Context, scope access.Scope, organizationID int64, out io.Writer, format sheets.Format) error {
	organization, err := s.Organizations.Find(ctx, scope, organizationID)
	if err != nil {
		return err
	}
	classifiers, err := s.Responses.ClassifiersFor(ctx, organization)
	if err != nil {
		return err
	}
	var names []string
	for _, one := range headers() {
		if one.field != fieldName {
			names = append(names, one.names[0])
		}
	}
	for _, classifier := range classifiers {
		names = append(names, classifier.Name)
	}
	writer, err := sheets.NewWriter(out, format, sheetName)
	if err != nil {
		return err
	}
	if err := writer.Write(names); err != nil {
		return err
	}
	return writer.Close()
}

// ErrorFile writes the rows that were not or could not be sent, as they stand
// in the file, with the reason of each in a last column. The mended file can be
// uploaded as it is.
func (s *Service) ErrorFile(ctx context.Context, scope access.Scope, id int64, out io.Writer, format sheets.Format) error {
	b, err := s.find(ctx, scope, id)
	if err != nil {
		return err
	}
	if scope.Is(access.NoBulkUpload) || scope.Is(access.HideExports) && scope.Is(access.HideIdentities) {
		return fault.New(fault.NotFound, "This list does not exist.")
	}
	writer, err := sheets.NewWriter(out, format, sheetName)
	if err != nil {
		return err
	}
	if err := writer.Write(append(append([]string{}, b.Header...), reasonHeader)); err != nil {
		return err
	}
	rows, err := s.Store.Read(ctx).Model(&Row{}).Where("bulk_id = ? AND state IN ('wrong', 'failed')", id).Order("line").Rows()
	if err != nil {
		return fmt.Errorf("read rows of list: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var row Row
		if err := s.Store.Read(ctx).ScanRows(rows, &row); err != nil {
			return fmt.Errorf("read rows of list: %w", err)
		}
		cells := append([]string{}, row.Cells...)
		for len(cells) < len(b.Header) {
			cells = append(cells, "")
		}
		if err := writer.Write(append(cells, row.Problem)); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read rows of list: %w", err)
	}
	return writer.Close()
}
