package portal

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/url"

	"portico/backend/access"
	"portico/backend/pdf"
	"portico/backend/responses"
)

// printed says which parts of a report are written.
type printed struct {
	score    bool
	feedback bool
	points   bool // of each answer
	details  bool // organization, email and moments
}

// wholeReport is for whoever manages a response.
var wholeReport = printed{score: true, feedback: true, points: true, details: true}

// reportPDF sends the report of a response on paper.
func (p *Portal) reportPDF(v *visit) error {
	if !v.can(access.HideExports) {
		return errNotFound
	}
	report, err := p.Responses.Report(v.ctx(), v.scope(), v.pathID())
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := v.printReport(&out, report, wholeReport); err != nil {
		return err
	}
	return v.attachment(report.Assessment+" - "+report.Name()+".pdf", "application/pdf", out.Bytes())
}

// ownReportPDF sends a respondent their own report, as far as the assessment
// shows it.
func (p *Portal) ownReportPDF(v *visit) error {
	sitting, err := p.Responses.Sit(v.ctx(), v.R.PathValue("token"))
	v.speak(sitting)
	if err != nil {
		return v.closedLink(sitting, err)
	}
	report, shows, err := p.Responses.OwnReport(v.ctx(), sitting.ID)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := v.printReport(&out, report, printed{score: shows.ShowScore, feedback: shows.ShowFeedback}); err != nil {
		return err
	}
	return v.attachment(report.Assessment+".pdf", "application/pdf", out.Bytes())
}

// ReportFile returns the report of a response as a PDF, for a mail.
func (p *Portal) ReportFile(ctx context.Context, id int64) ([]byte, error) {
	report, err := p.Responses.Report(ctx, access.ForAdministrator(), id)
	if err != nil {
		return nil, err
	}
	return p.printForMail(ctx, report, wholeReport)
}

// OwnReportFile returns what a respondent may see of their report as a PDF, for
// a mail.
func (p *Portal) OwnReportFile(ctx context.Context, id int64) ([]byte, error) {
	report, shows, err := p.Responses.OwnReport(ctx, id)
	if err != nil {
		return nil, err
	}
	return p.printForMail(ctx, report, printed{score: shows.ShowScore, feedback: shows.ShowFeedback})
}

// printForMail writes a report in the language of its response.
func (p *Portal) printForMail(ctx context.Context, report responses.Report, what printed) ([]byte, error) {
	request := (&http.Request{Method: http.MethodGet, URL: &url.URL{Path: "/"}, Header: http.Header{"Accept-Language": {report.Language}}}).WithContext(ctx)
	v := p.newVisit(nil, request)
	if err := v.load(); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err := v.printReport(&out, report, what)
	return out.Bytes(), err
}

// printReport writes the report of one response as a PDF.
func (v *visit) printReport(out io.Writer, report responses.Report, what printed) error {
	document, err := pdf.New(pdf.Options{Title: report.Assessment + ": " + report.Name(), Author: v.general.SiteName, Language: v.language, Created: v.portal.Clock.Now()})
	if err != nil {
		return err
	}
	document.Heading(1, report.Assessment)
	document.Text(report.Name() + " · " + report.Organization.Name)
	document.Pairs(v.reportPairs(report, what))
	if what.feedback && report.Feedback != nil {
		document.Heading(2, report.Feedback.Title)
		document.Text(report.Feedback.Text)
	}
	v.printSections(document, report, what)
	v.printAnswers(document, report, what)
	return document.Write(out)
}

func (v *visit) reportPairs(report responses.Report, what printed) []pdf.Pair {
	var pairs []pdf.Pair
	add := func(key, value string) {
		if value != "" {
			pairs = append(pairs, pdf.Pair{Name: v.T(key), Value: value})
		}
	}
	if what.score && report.State == responses.Completed {
		if score := v.score(report.Score); score != "" {
			add("column.score", score+" "+v.T("report.of"))
		} else {
			add("column.score", v.T("report.no_score"))
		}
	}
	if what.details {
		add("field.email", report.Email)
		add("report.sent", v.moment(report.SentAt))
		add("report.started", v.moment(report.StartedAt))
	}
	add("report.completed", v.moment(report.CompletedAt))
	return pairs
}

// printSections draws the scores of the sections, with their feedback.
func (v *visit) printSections(document *pdf.Document, report responses.Report, what printed) {
	var bars []pdf.Bar
	for _, section := range report.Sections {
		if what.score && section.Score != nil && section.Score.Score != nil {
			bars = append(bars, pdf.Bar{Label: section.Title, Value: v.score(section.Score.Score), Share: *section.Score.Score / 100, Mark: -1})
		}
	}
	if len(bars) > 0 {
		document.Heading(2, v.T("report.sections"))
		document.Bars(bars)
	}
	for _, section := range report.Sections {
		if what.feedback && section.Band != nil {
			document.Keep(16)
			document.Text(section.Title + ": " + section.Band.Title)
			document.Note(section.Band.Text)
		}
	}
}

func (v *visit) printAnswers(document *pdf.Document, report responses.Report, what printed) {
	document.Heading(2, v.T("report.answers"))
	for _, section := range report.Sections {
		document.Heading(2, section.Title)
		for _, question := range section.Questions {
			document.Keep(14)
			text := question.Text
			if what.points && question.IsCount && report.State == responses.Completed {
				text += "  (" + v.T("report.points", "points", v.plain(question.Points), "most", v.plain(question.Most)) + ")"
			}
			document.Note(text)
			if len(question.Given) == 0 {
				document.Text(v.T("report.not_answered"))
			}
			for _, given := range question.Given {
				document.Text(given)
			}
		}
	}
}
