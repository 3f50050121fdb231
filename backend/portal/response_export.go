package portal

import (
	"bytes"

	"portico/backend/access"
	"portico/backend/responses"
)

// listQuery returns what the address of the list asks for.
func (v *visit) listQuery() responses.Query {
	query := responses.Query{
		Search: cut(v.query("q"), 200), State: responses.State(v.query("state")), AssessmentID: v.queryNumber("assessment"),
		OrganizationID: v.queryNumber("organization"), CohortID: v.queryNumber("cohort"), Sort: v.query("sort"), After: v.query("after"),
	}
	if !v.can(access.HideIdentities) {
		query.Search = ""
	}
	return query
}

// exportResponses sends what the list shows as a table.
func (p *Portal) exportResponses(v *visit) error {
	if !v.can(access.HideExports) {
		return errNotFound
	}
	format, kind := v.sheetFormat()
	var out bytes.Buffer
	if err := p.Responses.Export(v.ctx(), v.scope(), v.listQuery(), &out, format); err != nil {
		return err
	}
	return v.attachment(v.T("responses.title")+"."+string(format), kind, out.Bytes())
}
