package portal

import "portico/backend/assessments"

type assessmentList struct {
	Items     []assessments.Summary
	CanInvite bool
}

// listAssessments shows the assessments given to the manager, and no others
// (MGR-3). With Use Allotments off every one of them is unlimited.
func (p *Portal) listAssessments(v *visit) error {
	items, err := p.Assessments.List(v.ctx(), v.scope())
	if err != nil {
		return err
	}
	return v.ok("assessments", page{
		Title: v.T("assessments.title"), Lead: v.T("assessments.lead"), Section: "assessments",
		Data: assessmentList{Items: items, CanInvite: v.canMake()},
	})
}
