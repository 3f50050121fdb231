package portal

import (
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"portico/backend/assessments"
	"portico/backend/fault"
	"portico/backend/responses"
	"portico/backend/sitetext"
)

// openSitting shows what stands behind a respondent's link: the introduction,
// the section where they left off (or another that they have reached), or
// that all is done.
func (p *Portal) openSitting(v *visit) error {
	sitting, err := p.Responses.Sit(v.ctx(), v.R.PathValue("token"))
	v.speak(sitting)
	if err != nil {
		return v.closedLink(sitting, err)
	}
	switch {
	case sitting.State == responses.Completed:
		return v.showCompleted(sitting)
	case sitting.StartedAt.IsZero() || v.query("page") == "0":
		return v.showIntroduction(sitting)
	case v.query("saved") != "":
		return v.showSaved(sitting)
	}
	index := sitting.Current()
	if page, err := strconv.Atoi(v.query("page")); err == nil && page >= 1 && page <= len(sitting.Sections) {
		index = page - 1
	}
	index = min(index, sitting.Reach())
	return v.showSection(sitting, index, nil, nil)
}

// saveSitting takes a page of answers, or the respondent's word to begin.
func (p *Portal) saveSitting(v *visit) error {
	token := v.R.PathValue("token")
	sitting, err := p.Responses.Sit(v.ctx(), token)
	v.speak(sitting)
	if err != nil {
		return v.closedLink(sitting, err)
	}
	to := "/r/" + url.PathEscape(token)
	if sitting.State == responses.Completed {
		return v.redirect(to)
	}
	step := responses.Step(v.value("do"))
	if step == "begin" || v.value("section") == "" {
		if _, err := p.Responses.Begin(v.ctx(), token); err != nil {
			return err
		}
		return v.redirect(to + "?page=1")
	}
	if step != responses.Back && step != responses.Stay {
		step = responses.Next
	}
	values := map[string][]string{}
	for name, given := range v.R.PostForm {
		if id, isAnswer := strings.CutPrefix(name, "q-"); isAnswer {
			values[id] = given
		}
	}
	outcome, err := p.Responses.SavePage(v.ctx(), token, responses.Page{Section: v.value("section"), Values: values, Asked: v.R.PostForm["asked"]}, step)
	if fault.Is(err, fault.Invalid) {
		return v.redirect(to) // not the page they stand on: go on from there
	}
	switch {
	case err != nil:
		return err
	case outcome.Completed:
		return v.redirect(to)
	case len(outcome.Problems) > 0:
		if sitting, err = p.Responses.Sit(v.ctx(), token); err != nil {
			return err
		}
		return v.showSection(sitting, outcome.Section, outcome.Problems, values)
	case step == responses.Stay:
		return v.redirect(to + "?saved=1")
	case outcome.New != "":
		return v.redirect(fmt.Sprintf("%s?page=%d&new=%s", to, outcome.Section+1, url.QueryEscape(outcome.New)))
	}
	return v.redirect(fmt.Sprintf("%s?page=%d", to, outcome.Section+1))
}

// speak takes the respondent's language, where the response has one.
func (v *visit) speak(sitting responses.Sitting) {
	if words := v.portal.words[sitting.Language]; words != nil {
		v.language, v.words = sitting.Language, words
	}
}

// closedLink shows why a link can't be answered, under the name of whoever
// sent it.
func (v *visit) closedLink(sitting responses.Sitting, err error) error {
	f := fault.As(err)
	if f == nil {
		return err
	}
	return v.show(status(f.Code), "sitting_closed", page{
		Title: v.T("sitting.closed." + string(f.Code)), Outside: true, Brand: sitting.Organization.Name, Look: &sitting.Organization, Data: v.words.fault(f.Message),
	})
}

// sittingText renders a site text for a respondent.
func (v *visit) sittingText(kind sitetext.Kind, sitting responses.Sitting) (template.HTML, error) {
	name := sitting.FirstName
	if name == "" {
		name = sitting.LastName
	}
	return v.portal.Texts.Render(v.ctx(), kind, sitting.OrganizationID, v.language, sitetext.Values{
		"site.name": v.general.SiteName, "organization.name": sitting.Organization.Name, "respondent.first_name": name,
		"assessment.name": sitting.Definition.Name, "expires": v.moment(sitting.ExpiresAt),
	})
}

type introductionData struct {
	Text      template.HTML
	Own       []string // the assessment's own introduction, by paragraph
	Sections  int
	Questions int
	AtLeast   bool // answers can bring up more
	Minutes   int
	Begun     bool
	Action    string
}

func (v *visit) showIntroduction(sitting responses.Sitting) error {
	made, err := v.introduction(sitting)
	if err != nil {
		return err
	}
	return v.ok("sitting_introduction", made)
}

func (v *visit) introduction(sitting responses.Sitting) (page, error) {
	text, err := v.sittingText(sitetext.Introduction, sitting)
	if err != nil {
		return page{}, err
	}
	data := introductionData{
		Text: text, Own: paragraphs(sitting.Definition.Introduction), Sections: len(sitting.Sections), Minutes: sitting.Definition.Minutes,
		Begun: !sitting.StartedAt.IsZero(), Action: v.R.URL.Path, AtLeast: sitting.Definition.HasAnswerConditions(),
	}
	for _, section := range sitting.Sections {
		data.Questions += len(section.Questions)
	}
	return page{Title: sitting.Definition.Name, Outside: true, Brand: sitting.Organization.Name, Look: &sitting.Organization, Data: data}, nil
}

func (v *visit) showSaved(sitting responses.Sitting) error {
	return v.ok("sitting_saved", page{
		Title: v.T("sitting.saved.title"), Lead: v.T("sitting.saved.lead", "day", v.moment(sitting.ExpiresAt)), Outside: true,
		Brand: sitting.Organization.Name, Look: &sitting.Organization, Data: v.R.URL.Path,
	})
}

type sectionData struct {
	Section   assessments.Section
	Intro     []string
	Number    int // from 1
	Count     int
	Percent   int
	Questions []questionView
	Action    string
	IsLast    bool
	Name      string // of the assessment
	Lang      string // of the assessment, "" when not said
}

// showSection shows one section; after a refusal with the problems and what
// was typed.
func (v *visit) showSection(sitting responses.Sitting, index int, problems map[string]*assessments.AnswerProblem, typed map[string][]string) error {
	code := 200
	if len(problems) > 0 {
		code = 422
	}
	return v.show(code, "sitting_section", v.sectionPage(sitting, index, problems, typed, v.query("new")))
}

// sectionPage makes the page of a section. fresh is the question that an
// answer brought up just now.
func (v *visit) sectionPage(sitting responses.Sitting, index int, problems map[string]*assessments.AnswerProblem, typed map[string][]string, fresh string) page {
	section := sitting.Sections[index]
	data := sectionData{
		Section: section, Intro: paragraphs(section.Description), Number: index + 1, Count: len(sitting.Sections),
		Percent: 100 * index / len(sitting.Sections), Action: v.R.URL.Path, IsLast: index == len(sitting.Sections)-1, Name: sitting.Definition.Name, Lang: sitting.Definition.Language,
	}
	shown := map[string]bool{}
	for _, question := range section.Questions {
		shown[question.ID] = true
	}
	focused := false
	for _, question := range sitting.OnPage(section.ID) {
		said := typed
		if asked := v.R.PostForm["asked"]; asked != nil && !slices.Contains(asked, question.ID) {
			said = nil // it did not stand on the page that was sent
		}
		view := v.question(question, sitting.Answers[question.ID], said)
		view.Lang, view.Hidden = data.Lang, !shown[question.ID]
		view.When = whenOn(section.ID, sitting.Definition, question)
		switch problem := problems[question.ID]; {
		case problem != nil:
			view.Error = v.answerProblem(problem)
			view.Focus, focused = !focused, true
		case question.ID == fresh && shown[fresh] && len(problems) == 0:
			view.Focus, view.New = true, v.T("sitting.new")
		}
		view.Focus = view.Focus && v.preview == nil // a frame takes no focus by itself
		data.Questions = append(data.Questions, view)
	}
	f := &form{words: v.words}
	if len(problems) > 0 {
		f.Message = v.T("sitting.check." + plural(len(problems)))
	}
	return page{Title: section.Title, Outside: true, Brand: sitting.Organization.Name, Look: &sitting.Organization, Form: f, Data: data}
}

// questionView is a question as the templates show it.
type questionView struct {
	assessments.Question
	Field  string // the name of its field
	Value  string
	Steps  []step // of a scale, and the choices
	Error  string
	Focus  bool
	Limit  int
	Hint   string // what can be entered
	Needed string // the word that says an answer is needed
	Lang   string // of the question itself, which need not be the page's
	New    string // the words that say that an answer brought it up just now
	Hidden bool   // an answer on this page can bring it up
	When   *when  // the answer on this page that it hangs on; nil for none
}

// when is a condition on an answer of the same page, for the browser: with
// JavaScript the question appears and goes as the answer is given. The page
// that is sent is judged again here.
type when struct {
	Field    string
	Operator assessments.Operator
	Value    string
}

// whenOn returns the condition of a question on an answer of its own section.
func whenOn(sectionID string, definition assessments.Definition, question assessments.Question) *when {
	if question.Show == nil || question.Show.Answer == nil {
		return nil
	}
	answer := question.Show.Answer
	for _, section := range definition.Sections {
		for _, other := range section.Questions {
			if section.ID != sectionID || other.ID != answer.Question {
				continue
			}
			w := &when{"q-" + other.ID, answer.Operator, answer.Choice}
			if answer.Number != nil {
				w.Value = strconv.FormatFloat(*answer.Number, 'f', -1, 64)
			}
			return w
		}
	}
	return nil
}

// step is one answer to choose.
type step struct {
	Value   string
	Label   string
	Checked bool
	Focus   bool
}

func (v *visit) question(q assessments.Question, answer assessments.Answer, typed map[string][]string) questionView {
	view := questionView{Question: q, Field: "q-" + q.ID, Limit: q.TextLimit()}
	if q.Required {
		view.Needed = v.T("sitting.required")
	}
	given := answer.Choices
	switch {
	case answer.Number != nil:
		view.Value = v.plainNumber(*answer.Number)
		given = []string{view.Value}
	case answer.Text != "":
		view.Value = answer.Text
	}
	if typed != nil { // as it was sent, also where it can't be kept
		given, view.Value = typed[q.ID], ""
		if len(given) > 0 {
			view.Value = given[0]
		}
	}
	checked := map[string]bool{}
	for _, value := range given {
		checked[value] = true
	}
	switch q.Type {
	case assessments.SingleChoice, assessments.MultipleChoice:
		for _, choice := range q.Choices {
			view.Steps = append(view.Steps, step{Value: choice.ID, Label: choice.Text, Checked: checked[choice.ID]})
		}
		view.Hint = v.chooseHint(q)
	case assessments.Scale:
		for value := *q.Minimum; value <= *q.Maximum; value++ {
			text := fmt.Sprintf("%g", value)
			view.Steps = append(view.Steps, step{Value: text, Label: text, Checked: checked[text]})
		}
	case assessments.Number:
		view.Hint = v.numberHint(q)
	}
	return view
}

func (v *visit) plainNumber(value float64) string { return strconv.FormatFloat(value, 'f', -1, 64) }

func (v *visit) chooseHint(q assessments.Question) string {
	switch {
	case q.Type == assessments.SingleChoice:
		return ""
	case q.ChooseLeast > 1 && q.ChooseMost > 0:
		return v.T("hint.choose.between", "least", q.ChooseLeast, "most", q.ChooseMost)
	case q.ChooseMost > 0:
		return v.T("hint.choose.most", "most", q.ChooseMost)
	case q.ChooseLeast > 1:
		return v.T("hint.choose.least", "least", q.ChooseLeast)
	}
	return v.T("hint.choose")
}

func (v *visit) numberHint(q assessments.Question) string {
	text := func(value *float64) string { return v.decimal(v.plainNumber(*value)) }
	switch {
	case q.Minimum != nil && q.Maximum != nil:
		return v.T("hint.number.between", "least", text(q.Minimum), "most", text(q.Maximum))
	case q.Minimum != nil:
		return v.T("hint.number.least", "least", text(q.Minimum))
	case q.Maximum != nil:
		return v.T("hint.number.most", "most", text(q.Maximum))
	}
	return ""
}

// answerProblem says what is wrong with an answer in the visitor's language.
func (v *visit) answerProblem(problem *assessments.AnswerProblem) string {
	format, known := v.words["fault: "+problem.Format]
	if !known {
		format = problem.Format
	}
	return fmt.Sprintf(format, problem.Args...)
}

type completedData struct {
	File      string // address of the respondent's own report; "" without one
	Text      template.HTML
	ShowScore bool
	Score     string
	Feedback  *assessments.Band
	Bars      []bar
	Bands     bool
}

// showCompleted thanks the respondent and shows score and feedback where the
// assessment says so.
func (v *visit) showCompleted(sitting responses.Sitting) error {
	made, err := v.completed(sitting)
	if err != nil {
		return err
	}
	return v.ok("sitting_completed", made)
}

func (v *visit) completed(sitting responses.Sitting) (page, error) {
	text, err := v.sittingText(sitetext.ThankYou, sitting)
	if err != nil {
		return page{}, err
	}
	shows := sitting.Completion()
	data := completedData{Text: text, ShowScore: shows.ShowScore, Score: v.score(sitting.Score), Bands: shows.ShowFeedback}
	if token := v.R.PathValue("token"); token != "" && (shows.ShowScore || shows.ShowFeedback) { // a preview has none
		data.File = "/r/" + url.PathEscape(token) + "/report.pdf"
	}
	if shows.ShowFeedback {
		data.Feedback = assessments.BandFor(sitting.Definition.Feedback, sitting.Score)
	}
	if shows.ShowScore || shows.ShowFeedback {
		data.Bars = v.bars(sitting.Scored())
	}
	return page{Title: v.T("sitting.completed.title"), Outside: true, Brand: sitting.Organization.Name, Look: &sitting.Organization, Data: data}, nil
}

// paragraphs splits a plain text at its blank lines.
func paragraphs(text string) []string {
	var all []string
	for _, part := range strings.Split(text, "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}
