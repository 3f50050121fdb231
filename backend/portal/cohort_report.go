package portal

import (
	"fmt"
	"math"
	"strings"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/cohorts"
	"portico/backend/responses"
)

type cohortReportData struct {
	cohorts.Report
	About     string
	Result    partView
	Self      *partView
	Compared  []comparison // of a 360: Self against the others, by section
	Table     *splitTable
	Splits    []option
	Filters   []option
	Files     string // the query of the files' addresses
	CanExport bool
	Embedded  bool // shown at the desk, which has its own controls
	Missing   int  // how many more answers it takes
}

// partView is a part as the page draws it.
type partView struct {
	cohorts.Part
	Score     string
	Spread    string
	Columns   []histogramColumn
	Bars      []spreadBar
	Questions []questionGroup
}

// histogramColumn is a column of the distribution of scores, in the units of
// an SVG of 300 × 80.
type histogramColumn struct {
	X, Y, Width, Height float64
	Label               string
	Count               int
}

// spreadBar is a section's mean as a bar of an SVG, 0 to 300 wide, with the
// stretch of one standard deviation either side.
type spreadBar struct {
	Label  string
	Score  string
	Width  float64
	From   float64
	Long   float64
	Mark   float64 // Self; below 0 for none
	Note   string  // the spread in words
	Hidden bool
}

// comparison is a section with Self and the others.
type comparison struct {
	Label, Self, Others, Gap string
	SelfAt, OthersAt         float64 // 0 to 300; below 0 for none
}

type questionGroup struct {
	Title string
	Items []questionAnswers
}

type questionAnswers struct {
	cohorts.QuestionPart
	Mean string
	Bars []answerBar
}

type answerBar struct {
	Label string
	Count int
	Share string
	Width float64 // 0 to 300
}

// splitTable is the parts of a split beside each other, by section.
type splitTable struct {
	Label string
	Heads []string
	Rows  []splitRow
}

type splitRow struct {
	Label string
	Cells []splitCell
}

type splitCell struct {
	Text   string
	Hidden bool
	Depth  int // 0 to 4: how high the score is, for the shade; −1 for none
}

// showCohortReport shows what came out of a cohort (COH-2).
func (p *Portal) showCohortReport(v *visit) error {
	view := v.cohortView()
	report, err := p.Cohorts.Report(v.ctx(), v.scope(), v.pathID(), view)
	if err != nil {
		return err
	}
	return v.ok("cohort_report", v.cohortReportPage(report, v.can(access.HideExports)))
}

func (v *visit) cohortView() cohorts.View {
	view := cohorts.View{SplitBy: cut(v.query("split"), 300)}
	if by, value, found := strings.Cut(cut(v.query("filter"), 600), filterSeparator); found {
		view.FilterBy, view.FilterValue = by, value
	}
	return view
}

// filterSeparator stands between a dimension and its value in an address. No
// name has it: control characters are cleaned away.
const filterSeparator = "\x1f"

func (v *visit) cohortReportPage(report cohorts.Report, canExport bool) page {
	data := cohortReportData{
		Report: report, About: report.Subject(), CanExport: canExport && report.Enough,
		Result: v.partView(report.All, report.Self), Missing: max(0, report.Minimum-report.All.Count),
	}
	if report.Type == cohorts.Around && !report.Enough {
		data.Missing = report.Minimum - (report.Completed - selfCount(report))
	}
	if report.Self != nil {
		own := v.partView(*report.Self, nil)
		data.Self, data.Compared = &own, v.compare(report)
	}
	data.Splits, data.Filters = v.reportChoices(report)
	if len(report.Split) > 0 {
		data.Table = v.splitTable(report)
	}
	data.Files = strings.TrimPrefix(withQuery("", v.R.URL.Query(), "done", ""), "?")
	return page{
		Title: v.T("cohort.report.title", "name", report.Name), Section: "cohorts", Form: &form{Values: v.R.URL.Query(), words: v.words},
		Lead: v.T("cohort.report.lead", "assessment", report.Assessment, "organization", report.Organization.Name), Data: data,
	}
}

func selfCount(report cohorts.Report) int {
	if report.Self == nil {
		return 0
	}
	return report.Self.Count
}

// reportChoices returns what the report can be split and narrowed by.
func (v *visit) reportChoices(report cohorts.Report) (splits, filters []option) {
	splits, filters = []option{{Label: v.T("cohort.split.none")}}, []option{{Label: v.T("cohort.filter.none")}}
	for _, dimension := range report.Dimensions {
		label := v.dimensionLabel(dimension)
		splits = append(splits, option{Value: dimension.Name, Label: label, Selected: report.View.SplitBy == dimension.Name})
		for _, value := range dimension.Values {
			filters = append(filters, option{
				Value: dimension.Name + filterSeparator + value, Label: label + ": " + v.valueLabel(value),
				Selected: report.View.FilterBy == dimension.Name && report.View.FilterValue == value,
			})
		}
	}
	return splits, filters
}

func (v *visit) dimensionLabel(d cohorts.Dimension) string {
	if d.Name == cohorts.ByRole {
		return v.T("cohort.role")
	}
	return d.Label
}

func (v *visit) valueLabel(value string) string {
	if value == "" {
		return v.T("cohort.not_said")
	}
	return v.roleLabel(value)
}

// mean writes a mean with one decimal.
func (v *visit) mean(s cohorts.Summary) string {
	if !s.Is() {
		return ""
	}
	return v.decimal(responses.FormatScore(math.Round(s.Mean*10) / 10))
}

// spread says how far values lie apart, or "" for a single one.
func (v *visit) spread(s cohorts.Summary) string {
	if !s.Is() || s.Count < 2 {
		return ""
	}
	return v.T("cohort.spread", "deviation", v.decimal(fmt.Sprintf("%.1f", s.Deviation)), "lowest", v.decimal(responses.FormatScore(s.Lowest)), "highest", v.decimal(responses.FormatScore(s.Highest)))
}

func (v *visit) partView(part cohorts.Part, self *cohorts.Part) partView {
	shown := partView{Part: part, Score: v.mean(part.Total), Spread: v.spread(part.Total), Columns: columnsOf(part.Histogram)}
	own := map[string]cohorts.Summary{}
	if self != nil {
		for _, section := range self.Sections {
			own[section.ID] = section.Score
		}
	}
	for _, section := range part.Sections {
		if section.IsScored && section.Score.Count > 0 {
			shown.Bars = append(shown.Bars, v.spreadBar(section, own[section.ID]))
		}
		group := questionGroup{Title: section.Title}
		for _, question := range section.Questions {
			if question.Answered > 0 {
				group.Items = append(group.Items, v.questionAnswers(question))
			}
		}
		if len(group.Items) > 0 {
			shown.Questions = append(shown.Questions, group)
		}
	}
	return shown
}

func (v *visit) spreadBar(section cohorts.SectionPart, self cohorts.Summary) spreadBar {
	bar := spreadBar{Label: section.Title, Mark: -1, Hidden: section.Score.Hidden}
	if s := section.Score; s.Is() {
		bar.Score, bar.Note, bar.Width = v.mean(s), v.spread(s), s.Mean/100*barWidth
		from, to := max(0, s.Mean-s.Deviation), min(100, s.Mean+s.Deviation)
		bar.From, bar.Long = from/100*barWidth, (to-from)/100*barWidth
	}
	if self.Is() {
		bar.Mark = self.Mean / 100 * barWidth
	}
	return bar
}

// columnsOf draws the distribution of scores.
func columnsOf(counts [cohorts.Buckets]int) []histogramColumn {
	const width, height, gap = 300.0, 80.0, 6.0
	most := 0
	for _, count := range counts {
		most = max(most, count)
	}
	if most == 0 {
		return nil
	}
	each := (width - gap*(cohorts.Buckets-1)) / cohorts.Buckets
	var columns []histogramColumn
	for i, count := range counts {
		tall := height * float64(count) / float64(most)
		columns = append(columns, histogramColumn{
			X: float64(i) * (each + gap), Y: height - tall, Width: each, Height: tall, Count: count,
			Label: fmt.Sprintf("%d–%d", i*100/cohorts.Buckets, (i+1)*100/cohorts.Buckets),
		})
	}
	return columns
}

func (v *visit) questionAnswers(question cohorts.QuestionPart) questionAnswers {
	shown := questionAnswers{QuestionPart: question}
	if question.Numbers.Is() && (question.Type == assessments.Scale || question.Type == assessments.Number) {
		shown.Mean = v.mean(question.Numbers)
	}
	for _, bar := range question.Bars {
		shown.Bars = append(shown.Bars, answerBar{Label: bar.Label, Count: bar.Count, Share: fmt.Sprintf("%.0f %%", 100*bar.Share), Width: bar.Share * barWidth})
	}
	return shown
}

// compare puts Self beside the others, by section.
func (v *visit) compare(report cohorts.Report) []comparison {
	others := map[string]cohorts.Summary{}
	for _, section := range report.All.Sections {
		others[section.ID] = section.Score
	}
	var rows []comparison
	for _, section := range report.Self.Sections {
		if !section.IsScored || !section.Score.Is() {
			continue
		}
		row := comparison{Label: section.Title, Self: v.mean(section.Score), SelfAt: section.Score.Mean / 100 * barWidth, OthersAt: -1}
		if other := others[section.ID]; other.Is() {
			row.Others, row.OthersAt = v.mean(other), other.Mean/100*barWidth
			row.Gap = v.decimal(fmt.Sprintf("%+.1f", section.Score.Mean-other.Mean))
		}
		rows = append(rows, row)
	}
	return rows
}

func (v *visit) splitTable(report cohorts.Report) *splitTable {
	table := &splitTable{}
	for _, dimension := range report.Dimensions {
		if dimension.Name == report.View.SplitBy {
			table.Label = v.dimensionLabel(dimension)
		}
	}
	total := splitRow{Label: v.T("cohort.total")}
	byID := map[string]int{}
	for _, section := range report.All.Sections {
		if section.IsScored {
			byID[section.ID] = len(table.Rows)
			table.Rows = append(table.Rows, splitRow{Label: section.Title, Cells: make([]splitCell, len(report.Split))})
		}
	}
	for at, part := range report.Split {
		table.Heads = append(table.Heads, fmt.Sprintf("%s (%d)", v.valueLabel(part.Label), part.Count))
		total.Cells = append(total.Cells, v.splitCell(part, part.Total))
		for i := range table.Rows {
			table.Rows[i].Cells[at] = splitCell{Hidden: part.Hidden, Depth: -1}
		}
		for _, section := range part.Sections {
			if i, scored := byID[section.ID]; scored {
				table.Rows[i].Cells[at] = v.splitCell(part, section.Score)
			}
		}
	}
	if report.IsScored {
		table.Rows = append([]splitRow{total}, table.Rows...)
	}
	return table
}

func (v *visit) splitCell(part cohorts.Part, s cohorts.Summary) splitCell {
	cell := splitCell{Text: v.mean(s), Hidden: part.Hidden || s.Hidden, Depth: -1}
	if s.Is() && !cell.Hidden {
		cell.Depth = min(4, int(s.Mean/20))
	}
	return cell
}
