package portal

import (
	"fmt"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/responses"
)

type reportData struct {
	responses.Report
	Name        string
	Score       string // "" without one
	ScoreNote   string // why there is none
	Bars        []bar
	StateLabel  string
	IsCompleted bool
	CanExport   bool
	Embedded    bool // shown at the desk, which has its own controls
	Answers     []answerGroup
}

// bar is a score of a section as a bar of an SVG, 0 to 300 wide.
type bar struct {
	Label string
	Score string
	Width float64
	Band  *assessments.Band
}

type answerGroup struct {
	Title     string
	Questions []answerLine
}

type answerLine struct {
	Text   string
	Given  []string
	Points string // "3 of 4"; "" where it doesn't count
}

// barWidth is the length of a bar for a score of 100.
const barWidth = 300

// showReport shows what came out of a response: score, sections, answers.
func (p *Portal) showReport(v *visit) error {
	report, err := p.Responses.Report(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	return v.ok("report", v.reportPage(report, v.can(access.HideExports)))
}

func (v *visit) reportPage(report responses.Report, canExport bool) page {
	data := reportData{Report: report, Name: report.Name(), Score: v.score(report.Score), StateLabel: v.stateLabel(report.Response), IsCompleted: report.State == responses.Completed, CanExport: canExport}
	if data.IsCompleted && report.Score == nil {
		data.ScoreNote = v.T("report.no_score")
	}
	data.Bars = v.bars(report.Sections)
	for _, section := range report.Sections {
		group := answerGroup{Title: section.Title}
		for _, question := range section.Questions {
			line := answerLine{Text: question.Text, Given: question.Given}
			if question.IsCount && data.IsCompleted {
				line.Points = v.T("report.points", "points", v.plain(question.Points), "most", v.plain(question.Most))
			}
			group.Questions = append(group.Questions, line)
		}
		data.Answers = append(data.Answers, group)
	}
	return page{
		Title: data.Name, Lead: fmt.Sprintf("%s · %s", report.Assessment, report.Organization.Name), Section: "responses", Notice: v.done(), Data: data,
	}
}

// bars returns a bar for each section that has a score.
func (v *visit) bars(sections []responses.ReportSection) []bar {
	var bars []bar
	for _, section := range sections {
		if section.Score == nil || section.Score.Score == nil {
			continue
		}
		bars = append(bars, bar{Label: section.Title, Score: v.score(section.Score.Score), Width: *section.Score.Score / 100 * barWidth, Band: section.Band})
	}
	return bars
}

func (v *visit) plain(number float64) string {
	return v.decimal(fmt.Sprintf("%g", float64(int64(number*100+0.5))/100))
}
