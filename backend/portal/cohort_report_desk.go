package portal

import (
	"context"
	"io"

	"portico/backend/cohorts"
	"portico/backend/fault"
	"portico/backend/sheets"
)

// CohortReportPage returns a cohort's report as its managers see it, for the
// administrator. It stands by itself, as Preview's pages do.
func (p *Portal) CohortReportPage(ctx context.Context, report cohorts.Report, language string) (string, error) {
	v, _, err := p.previewVisit(ctx, report.OrganizationID, language)
	if err != nil {
		return "", err
	}
	made := v.cohortReportPage(report, false)
	made.Outside, made.Broad = true, true
	data := made.Data.(cohortReportData)
	data.Embedded = true
	made.Data = data
	page, err := v.render("cohort_report", made, p.stylesheet())
	return string(page), err
}

// CohortReportFile writes a cohort's report as "pdf", "csv" or "xlsx".
func (p *Portal) CohortReportFile(ctx context.Context, out io.Writer, report cohorts.Report, format, language string) error {
	v, _, err := p.previewVisit(ctx, report.OrganizationID, language)
	if err != nil {
		return err
	}
	if err := report.Refusal(); err != nil {
		return err
	}
	switch format {
	case "pdf":
		return v.printCohort(out, report)
	case string(sheets.CSV), string(sheets.XLSX):
		return v.tabulateCohort(out, sheets.Format(format), report)
	}
	return fault.New(fault.Invalid, "There is no such kind of file.")
}
