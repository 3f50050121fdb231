package portal

import (
	"context"

	"portico/backend/responses"
)

// ReportPage returns the report of a response as its managers see it, for the
// administrator. It stands by itself, as Preview's pages do.
func (p *Portal) ReportPage(ctx context.Context, report responses.Report, language string) (string, error) {
	v, _, err := p.previewVisit(ctx, report.OrganizationID, language)
	if err != nil {
		return "", err
	}
	made := v.reportPage(report, false)
	made.Outside, made.Broad = true, true
	data := made.Data.(reportData)
	data.Embedded = true
	made.Data = data
	page, err := v.render("report", made, p.stylesheet())
	return string(page), err
}
