package portal

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"portico/backend/access"
	"portico/backend/cohorts"
	"portico/backend/pdf"
	"portico/backend/sheets"
)

// reportToSave returns the report of the address, where whoever asks may take
// it along as a file.
func (v *visit) reportToSave() (cohorts.Report, error) {
	if !v.can(access.HideExports) {
		return cohorts.Report{}, errNotFound
	}
	report, err := v.portal.Cohorts.Report(v.ctx(), v.scope(), v.pathID(), v.cohortView())
	if err == nil {
		err = report.Refusal()
	}
	return report, err
}

// cohortReportPDF sends the report as it is looked at, on paper.
func (p *Portal) cohortReportPDF(v *visit) error {
	report, err := v.reportToSave()
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := v.printCohort(&out, report); err != nil {
		return err
	}
	return v.attachment(report.Name+".pdf", "application/pdf", out.Bytes())
}

// cohortReportTable sends the report as a table, CSV or XLSX by the address.
func (p *Portal) cohortReportTable(v *visit) error {
	report, err := v.reportToSave()
	if err != nil {
		return err
	}
	format, kind := sheets.CSV, "text/csv; charset=utf-8"
	if strings.HasSuffix(v.R.URL.Path, ".xlsx") {
		format, kind = sheets.XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	}
	var out bytes.Buffer
	if err := v.tabulateCohort(&out, format, report); err != nil {
		return err
	}
	return v.attachment(report.Name+"."+string(format), kind, out.Bytes())
}

// tabulateCohort writes a row for each measure of each part that is shown.
func (v *visit) tabulateCohort(out io.Writer, format sheets.Format, report cohorts.Report) error {
	writer, err := sheets.NewWriter(out, format, v.T("cohort.sheet"))
	if err != nil {
		return err
	}
	head := []string{"cohort.part", "cohort.section", "cohort.question", "cohort.answer", "cohort.n", "cohort.mean", "cohort.deviation", "cohort.lowest", "cohort.highest"}
	for i := range head {
		head[i] = v.T(head[i])
	}
	if err := writer.Write(head); err != nil {
		return err
	}
	everybody := v.T("cohort.everybody")
	if report.Type == cohorts.Around {
		everybody = v.T("cohort.others")
	}
	if report.View.FilterBy != "" {
		everybody = v.valueLabel(report.View.FilterValue)
	}
	parts := []cohorts.Part{report.All}
	names := []string{everybody}
	if report.Self != nil {
		parts, names = append(parts, *report.Self), append(names, v.T("cohort.self"))
	}
	for _, part := range report.Split {
		parts, names = append(parts, part), append(names, v.valueLabel(part.Label))
	}
	for i, part := range parts {
		for _, row := range v.rowsOf(names[i], part) {
			if err := writer.Write(row); err != nil {
				return err
			}
		}
	}
	return writer.Close()
}

func (v *visit) rowsOf(name string, part cohorts.Part) [][]string {
	hidden := v.T("cohort.hidden")
	if part.Hidden {
		return [][]string{{name, hidden, "", "", strconv.Itoa(part.Count), "", "", "", ""}}
	}
	var rows [][]string
	measure := func(section, question string, s cohorts.Summary) {
		row := []string{name, section, question, "", strconv.Itoa(s.Count), "", "", "", ""}
		if s.Hidden {
			row[3] = hidden
		} else if s.Count > 0 {
			for i, value := range []float64{s.Mean, s.Deviation, s.Lowest, s.Highest} {
				row[5+i] = strconv.FormatFloat(value, 'f', 2, 64)
			}
		}
		rows = append(rows, row)
	}
	if part.Total.Count > 0 {
		measure(v.T("cohort.total"), "", part.Total)
	}
	for _, section := range part.Sections {
		if section.IsScored && section.Score.Count > 0 {
			measure(section.Title, "", section.Score)
		}
		for _, question := range section.Questions {
			switch {
			case question.Answered == 0:
				continue
			case question.Hidden:
				rows = append(rows, []string{name, section.Title, question.Text, hidden, strconv.Itoa(question.Answered), "", "", "", ""})
				continue
			case question.Numbers.Is():
				measure(section.Title, question.Text, question.Numbers)
			}
			for _, bar := range question.Bars {
				rows = append(rows, []string{name, section.Title, question.Text, bar.Label, strconv.Itoa(bar.Count), "", "", "", ""})
			}
			for _, text := range question.Texts {
				rows = append(rows, []string{name, section.Title, question.Text, text, "1", "", "", "", ""})
			}
		}
	}
	return rows
}

// printCohort writes the report as a PDF.
func (v *visit) printCohort(out io.Writer, report cohorts.Report) error {
	title := v.T("cohort.report.title", "name", report.Name)
	document, err := pdf.New(pdf.Options{Title: title, Author: v.general.SiteName, Language: v.language, Created: v.portal.Clock.Now()})
	if err != nil {
		return err
	}
	document.Heading(1, title)
	document.Text(v.T("cohort.report.lead", "assessment", report.Assessment, "organization", report.Organization.Name))
	document.Pairs(v.cohortPairs(report))
	if report.View.FilterBy != "" {
		document.Note(v.T("cohort.filter.note", "value", v.valueLabel(report.View.FilterValue)))
	}
	switch {
	case report.FilterHidden || report.All.Hidden:
		document.Text(v.T("cohort.hidden.text", "minimum", report.Minimum))
	default:
		v.printPart(document, report)
	}
	if report.Self != nil {
		document.Heading(2, v.T("cohort.self_others"))
		var rows [][]string
		for _, row := range v.compare(report) {
			rows = append(rows, []string{row.Label, row.Self, row.Others, row.Gap})
		}
		document.Table([]pdf.Column{{Title: v.T("cohort.section"), Share: .55}, {Title: v.T("cohort.self"), Share: .15, Right: true}, {Title: v.T("cohort.others"), Share: .15, Right: true}, {Title: v.T("cohort.gap"), Share: .15, Right: true}}, rows)
	}
	if len(report.Split) > 0 {
		v.printSplit(document, report)
	}
	if !report.All.Hidden {
		v.printQuestions(document, report.All)
	}
	return document.Write(out)
}

func (v *visit) cohortPairs(report cohorts.Report) []pdf.Pair {
	pairs := []pdf.Pair{
		{Name: v.T("cohort.type"), Value: v.T("cohort.type." + string(report.Type))},
		{Name: v.T("cohort.answered"), Value: v.T("cohort.answered.of", "completed", report.Completed, "invited", report.Invited)},
		{Name: v.T("cohort.closes"), Value: v.date(report.ClosesAt)},
	}
	if about := report.Subject(); about != "" {
		pairs = append([]pdf.Pair{{Name: v.T("cohort.subject"), Value: about}}, pairs...)
	}
	if report.All.Total.Is() && !report.All.Hidden {
		score := v.mean(report.All.Total) + " " + v.T("report.of")
		if spread := v.spread(report.All.Total); spread != "" {
			score += " (" + spread + ")"
		}
		pairs = append(pairs, pdf.Pair{Name: v.T("column.score"), Value: score})
	}
	return pairs
}

func (v *visit) printPart(document *pdf.Document, report cohorts.Report) {
	self := map[string]cohorts.Summary{}
	if report.Self != nil {
		for _, section := range report.Self.Sections {
			self[section.ID] = section.Score
		}
	}
	var bars []pdf.Bar
	for _, section := range report.All.Sections {
		if !section.IsScored || !section.Score.Is() {
			continue
		}
		s := section.Score
		bar := pdf.Bar{Label: section.Title, Value: v.mean(s), Share: s.Mean / 100, From: (s.Mean - s.Deviation) / 100, To: (s.Mean + s.Deviation) / 100, Mark: -1}
		if own := self[section.ID]; own.Is() {
			bar.Mark = own.Mean / 100
		}
		bars = append(bars, bar)
	}
	if len(bars) == 0 {
		return
	}
	document.Heading(2, v.T("report.sections"))
	document.Bars(bars)
	note := v.T("cohort.bars.note")
	if report.Self != nil {
		note += " " + v.T("cohort.bars.self")
	}
	document.Note(note)
	if report.All.Total.Count > 1 {
		document.Heading(2, v.T("cohort.distribution"))
		var columns []pdf.Bar
		for i, count := range report.All.Histogram {
			columns = append(columns, pdf.Bar{Label: fmt.Sprintf("%d–%d", i*100/cohorts.Buckets, (i+1)*100/cohorts.Buckets), Value: strconv.Itoa(count), Share: float64(count) / float64(report.All.Total.Count), Mark: -1})
		}
		document.Bars(columns)
	}
}

func (v *visit) printSplit(document *pdf.Document, report cohorts.Report) {
	table := v.splitTable(report)
	document.Heading(2, v.T("cohort.split.by", "what", table.Label))
	const most = 6 // columns beside each other on paper
	for from := 0; from < len(table.Heads); from += most {
		to := min(from+most, len(table.Heads))
		columns := []pdf.Column{{Title: v.T("cohort.section"), Share: .34}}
		for _, head := range table.Heads[from:to] {
			columns = append(columns, pdf.Column{Title: head, Share: .66 / float64(to-from), Right: true})
		}
		var rows [][]string
		for _, row := range table.Rows {
			cells := []string{row.Label}
			for _, cell := range row.Cells[from:to] {
				if cell.Hidden {
					cell.Text = v.T("cohort.hidden")
				}
				cells = append(cells, cell.Text)
			}
			rows = append(rows, cells)
		}
		document.Table(columns, rows)
	}
	document.Note(v.T("cohort.hidden.note", "minimum", report.Minimum))
}

func (v *visit) printQuestions(document *pdf.Document, part cohorts.Part) {
	for _, group := range v.partView(part, nil).Questions {
		document.Heading(2, group.Title)
		for _, question := range group.Items {
			document.Keep(16 + 6*float64(min(len(question.Bars), 6)))
			text := question.Text
			if question.Mean != "" {
				text += "  (" + v.T("cohort.mean") + ": " + question.Mean + ")"
			}
			document.Text(text)
			if question.Hidden {
				document.Note(v.T("cohort.hidden"))
				continue
			}
			var bars []pdf.Bar
			for _, bar := range question.Bars {
				bars = append(bars, pdf.Bar{Label: bar.Label, Value: strconv.Itoa(bar.Count), Share: bar.Width / barWidth, Mark: -1})
			}
			document.Bars(bars)
			for _, given := range question.Texts {
				document.Note("“" + given + "”")
			}
		}
	}
}
