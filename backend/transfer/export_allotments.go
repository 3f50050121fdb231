package transfer

import (
	"context"
	"io"
	"strconv"

	"portico/backend/allotments"
	"portico/backend/sheets"
	"portico/backend/store"
	"portico/backend/users"
)

// ExportAllotments writes the allotments that match a list's query, in its
// order. The file can be imported again; what is used and held is told beside
// and is not read back.
func (s *Service) ExportAllotments(ctx context.Context, out io.Writer, format sheets.Format, query allotments.Query, progress Progress) error {
	headers := append(labels(Allotments, fieldOrganization, fieldAssessment, fieldAllocated, fieldShared, fieldWarnBelow), "Used", "Held", "Available", "Response Allotment")
	given, err := s.Assessments.List(ctx, everything)
	if err != nil {
		return err
	}
	codes := map[int64]string{}
	for _, one := range given {
		codes[one.ID] = one.Code
	}
	trails, places := trails{service: s.Organizations, names: map[int64]string{}}, map[int64]string{}
	modes := map[string]string{"unlimited": "Unlimited", "allocated": "Allocated", "purchased": "Can Be Purchased"}
	return s.export(ctx, out, Allotments, format, progress, headers, func(ctx context.Context, page func([][]string) error) error {
		query.After, query.Limit, query.SkipCount = "", store.PageLimit, true
		for {
			found, err := s.Allotments.List(ctx, everything, query)
			if err != nil {
				return err
			}
			inputs := map[int64]users.Input{}
			for _, row := range found.Items {
				inputs[row.ID] = users.Input{OrganizationIDs: []int64{row.OrganizationID}}
			}
			if err := s.namePlaces(ctx, inputs, trails, places); err != nil {
				return err
			}
			rows := make([][]string, len(found.Items))
			for i, row := range found.Items {
				rows[i] = []string{
					places[row.OrganizationID], codes[row.AssessmentID], number(row.Allocated), yesNo(row.IsShared), number(row.WarnBelow),
					number(row.Used), number(row.Held), number(row.Available()), modes[row.Mode],
				}
			}
			if err := page(rows); err != nil {
				return err
			}
			if query.After = found.Next; query.After == "" {
				return nil
			}
		}
	})
}

func number(n int64) string { return strconv.FormatInt(n, 10) }
