package portal

import (
	"portico/backend/allotments"
	"portico/backend/assessments"
)

type assessmentList struct {
	Items     []assessmentCard
	CanInvite bool
}

// assessmentCard is one assessment with what is left of it.
type assessmentCard struct {
	assessments.Summary
	Left []leftLine
}

// leftLine says what one organization has left.
type leftLine struct{ Tone, Text string }

// listAssessments shows the assessments given to the manager, and no others,
// with what is left of each allotment (MGR-3). With Use Allotments off every one
// of them is unlimited.
func (p *Portal) listAssessments(v *visit) error {
	items, err := p.Assessments.List(v.ctx(), v.scope())
	if err != nil {
		return err
	}
	left, err := v.left()
	if err != nil {
		return err
	}
	cards := make([]assessmentCard, len(items))
	for i, one := range items {
		cards[i] = assessmentCard{one, left[one.ID]}
	}
	return v.ok("assessments", page{
		Title: v.T("assessments.title"), Lead: v.T("assessments.lead"), Section: "assessments",
		Data: assessmentList{Items: cards, CanInvite: v.canMake()},
	})
}

// left returns what the manager's organizations have left, by assessment. It
// names the organization where there are several.
func (v *visit) left() (map[int64][]leftLine, error) {
	lines := map[int64][]leftLine{}
	if !v.general.UseAllotments {
		for _, id := range v.scope().Assessments() {
			lines[id] = []leftLine{{"good", v.T("allotments.left.unlimited")}}
		}
		return lines, nil
	}
	all, err := v.portal.Allotments.Left(v.ctx(), v.scope())
	for _, one := range all {
		line := v.leftLine(one)
		if len(v.scope().Places()) > 1 {
			line.Text = v.T("allotments.left.at", "left", line.Text, "name", one.Organization)
		}
		lines[one.AssessmentID] = append(lines[one.AssessmentID], line)
	}
	return lines, err
}

func (v *visit) leftLine(one allotments.Left) leftLine {
	switch {
	case one.IsUnlimited:
		return leftLine{"good", v.T("allotments.left.unlimited")}
	case one.Available == 0:
		return leftLine{"bad", v.T("allotments.left.none")}
	}
	line := leftLine{"good", v.T("allotments.left.many", "n", v.grouped(one.Available))}
	if one.Available == 1 {
		line.Text = v.T("allotments.left.one", "n", 1)
	}
	if one.IsLow {
		line.Tone = "warn"
	}
	return line
}
