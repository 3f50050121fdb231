package rehearsal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/responses"
)

func assessmentsAct() act {
	return act{
		id: "assessments", title: func(r *run) string {
			if r.plan != nil && !r.plan.open {
				return "See exactly the assessments given"
			}
			return "See exactly the Model User’s assessments"
		},
		about:   "Opens Assessments as the test partner and compares the list with what must be there.",
		reached: needsSignedIn,
		play: func(r *run, ctx context.Context, s *stepper) error {
			s.as(r.first.email)
			page, err := r.first.browser.Get(ctx, "/assessments")
			if err != nil {
				return err
			}
			if !s.opens(page, "/assessments", "The page Assessments does not open for a new partner.", mendPortal) {
				return nil
			}
			shown := page.Texts("h2")
			checkGiven(s, r.plan.given, shown, "The list")
			r.checkHosts(s, page)
			s.sum(fmt.Sprintf("%d of %d, none else", len(r.plan.given), len(r.plan.given)), or(quoted(names(r.plan.given)), "none"), or(quoted(shown), "none"))
			return nil
		},
	}
}

func inviteAct() act {
	return act{
		id: "invite", title: titled("Invite and complete a response"),
		about:   "Invites a respondent, answers every question through the link in the mail, and works the score out anew.",
		reached: needsSignedIn,
		play:    playInvite,
	}
}

func playInvite(r *run, ctx context.Context, s *stepper) error {
	s.as(r.first.email)
	chosen, definition, err := r.plan.richest()
	if errors.Is(err, errNoAssessment) {
		return s.notNeeded("no assessment of the test partner is published")
	}
	if err != nil {
		return err
	}
	if err := r.allot(ctx, s, chosen); err != nil {
		return err
	}
	r.respondent = respondent{"Kim", "Respondent", "kim.respondent@" + testDomain}
	link, err := r.invite(ctx, s, chosen)
	if err != nil {
		return err
	}
	if !s.check(link != "", "The respondent", "gets a link", thereOrNot(link != ""), "The respondent gets no link to answer.", mendTexts) {
		return nil
	}
	s.check(strings.HasPrefix(link, r.sandbox.base+"/r/"), "The link", "starts with "+r.sandbox.base+"/r/", hostOf(link), fmt.Sprintf("The respondent's link leads to %s instead of this site's own address.", hostOf(link)), mendListener)
	given, last, err := r.answer(ctx, s, link, definition)
	if err != nil {
		return err
	}
	r.score = expectedScore(definition, given)
	return r.checkCompleted(ctx, s, chosen, definition, last)
}

// invite invites the respondent by mail, or adds them by hand where the
// partner may only add; with neither the administrator does it. It returns the
// respondent's link.
func (r *run) invite(ctx context.Context, s *stepper, chosen assessment) (string, error) {
	restricted := r.plan.restrictions
	if restricted[access.NoInviting] && restricted[access.NoAdding] {
		made, err := r.sandbox.Responses.Add(ctx, everything, responses.Input{OrganizationID: r.first.organizationID, AssessmentID: chosen.ID,
			FirstName: r.respondent.firstName, LastName: r.respondent.lastName, Email: r.respondent.email})
		if err != nil {
			return "", err
		}
		r.response = made.ID
		return made.Link, nil
	}
	page, err := r.first.browser.Get(ctx, "/responses/new")
	if err != nil {
		return "", err
	}
	if !s.opens(page, "/responses/new", "The partner can't invite anybody: the page does not open.", mendPortal) {
		return "", errors.New("the page to invite a respondent does not open")
	}
	button := "Send invitation"
	if restricted[access.NoInviting] {
		button = "Add without email"
	}
	form, err := page.Form(button)
	if err != nil {
		return "", err
	}
	published := []string{}
	for _, one := range r.plan.given {
		if one.published() {
			published = append(published, one.Name)
		}
	}
	for _, field := range form.Fields() {
		if field.Label == "Assessment" {
			offered := []string{}
			for _, option := range field.Options {
				if option.Value != "" {
					offered = append(offered, option.Label)
				}
			}
			slices.Sort(offered)
			slices.Sort(published)
			s.check(slices.Equal(offered, published), "Assessments to choose", quoted(published), quoted(offered), "The form to invite offers other assessments than the partner has.", mendPortal)
			form.Values.Set(field.Name, fmt.Sprint(chosen.ID))
		}
	}
	if err := errors.Join(form.Set("First name", r.respondent.firstName), form.Set("Last name", r.respondent.lastName), form.Set("Email", r.respondent.email)); err != nil {
		return "", err
	}
	after, err := form.Submit(ctx)
	if err != nil {
		return "", err
	}
	s.on(after).check(after.Status == 200, "Sending the form", "makes the response", answer(after)+complaints(after), "Inviting a respondent did not get through.", mendPortal)
	err = r.sandbox.Store.Read(ctx).Raw("SELECT COALESCE(MAX(id), 0) FROM responses WHERE organization_id = ? AND email = ?", r.first.organizationID, r.respondent.email).Scan(&r.response).Error
	if err != nil {
		return "", fmt.Errorf("find response: %w", err)
	}
	s.check(r.response != 0, "The response", "belongs to "+r.first.organization, thereOrNot(r.response != 0), "The response was not made for the partner's own organization.", mendPortal)
	if button != "Send invitation" {
		for _, field := range page.browser.lastFields(after) {
			if strings.Contains(field, "/r/") {
				return field, nil
			}
		}
		return "", nil
	}
	content, err := r.sandbox.mailTo(ctx, r.respondent.email, mailInvitation)
	if errors.Is(err, errNoMail) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	for _, address := range webAddress.FindAllString(content.Text, -1) {
		if strings.Contains(address, "/r/") {
			return strings.TrimRight(address, ".,"), nil
		}
	}
	return "", nil
}

// lastFields returns the values that fields of a page stand with.
func (b *Browser) lastFields(page *Page) []string {
	values := []string{}
	for _, node := range page.all("input") {
		values = append(values, attribute(node, "value"))
	}
	return values
}

// answer goes through the questions as the respondent, and returns what was
// sent for each and the page at the end.
func (r *run) answer(ctx context.Context, s *stepper, link string, definition assessments.Definition) (map[string]answered, *Page, error) {
	browser, err := r.browser()
	if err != nil {
		return nil, nil, err
	}
	defer browser.close()
	address, err := url.Parse(link)
	if err != nil {
		return nil, nil, fmt.Errorf("read link: %w", err)
	}
	page, err := browser.Get(ctx, address.Path)
	if err != nil {
		return nil, nil, err
	}
	if !s.opens(page, "The respondent's link", "The respondent's link does not open.", mend{Label: "Open Assessments", To: "/assessments"}) {
		return nil, page, nil
	}
	begin, err := page.Form("Begin")
	if err != nil {
		return nil, page, err
	}
	if page, err = begin.Submit(ctx); err != nil {
		return nil, nil, err
	}
	questions := map[string]assessments.Question{}
	for _, section := range definition.Sections {
		for _, question := range section.Questions {
			questions[question.ID] = question
		}
	}
	given, shown := map[string]answered{}, []string{}
	for pages := 0; ; pages++ {
		form, err := page.Form("Next")
		if err != nil {
			if form, err = page.Form("Finish"); err != nil {
				break
			}
		}
		if pages > len(definition.Sections)+len(questions) { // a page comes again with each question that an answer brings up
			s.on(page).check(false, "Page by page", "comes to an end", answer(page)+complaints(page), "The respondent can't get to the end: a page comes again and again.", mend{Label: "Open Assessments", To: "/assessments"})
			break
		}
		here := []string{}
		for _, field := range form.Fields() {
			id, isQuestion := strings.CutPrefix(field.Name, "q-")
			if !isQuestion {
				continue
			}
			here = append(here, id)
			if _, again := given[id]; !again { // else the page still says what was answered
				given[id] = fill(form, field, questions[id], len(given)+1)
			}
		}
		if len(here) > 0 { // the same page again has what stood there, and more
			if at := slices.Index(shown, here[0]); at >= 0 {
				shown = shown[:at]
			}
		}
		shown = append(shown, here...)
		if page, err = form.Submit(ctx); err != nil {
			return nil, nil, err
		}
	}
	wanted, err := r.wantedQuestions(ctx, definition, given)
	if err != nil {
		return nil, nil, err
	}
	s.check(slices.Equal(wanted, shown), "Questions", fmt.Sprintf("%d, in their order", len(wanted)), fmt.Sprint(len(shown)), "The respondent sees other questions than the drivers of the organization and the answers say.", mend{Label: "Open Assessments", To: "/assessments"})
	return given, page, nil
}

// wantedQuestions returns the questions that the partner's respondents must
// see: by the drivers of the organization and of those above it, the nearest
// first, and by what was answered.
func (r *run) wantedQuestions(ctx context.Context, definition assessments.Definition, given map[string]answered) ([]string, error) {
	var rows []struct {
		Driver string
		IsOn   bool
	}
	err := r.sandbox.Store.Read(ctx).Raw(`SELECT d.driver, d.is_on FROM organization_drivers d JOIN organizations o ON o.id = d.organization_id
		JOIN assessments a ON a.id = d.assessment_id JOIN responses x ON x.assessment_id = a.id
		WHERE x.id = ? AND a.drivers_by = 'organization' AND (SELECT path FROM organizations WHERE id = x.organization_id) LIKE o.path || '%' ORDER BY o.level`, r.response).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read drivers: %w", err)
	}
	set := map[string]bool{}
	for _, row := range rows {
		set[row.Driver] = row.IsOn
	}
	return shownQuestions(definition, set, given), nil
}

// fill answers a question in its form, and returns what was chosen.
func fill(form *Form, field Field, question assessments.Question, n int) answered {
	switch field.Type {
	case "radio":
		option := field.Options[(n*2+1)%len(field.Options)]
		form.Values.Set(field.Name, option.Value)
		if value, err := strconv.ParseFloat(option.Value, 64); err == nil && question.Type == assessments.Scale {
			return answered{number: &value}
		}
		return answered{choices: []string{option.Value}}
	case "checkbox":
		count := max(1, question.ChooseLeast)
		form.Values.Del(field.Name)
		chosen := []string{}
		for _, option := range field.Options[:min(count, len(field.Options))] {
			form.Values.Add(field.Name, option.Value)
			chosen = append(chosen, option.Value)
		}
		return answered{choices: chosen}
	case "date":
		day := or(question.Earliest, "2026-03-31")
		if question.Earliest == "" && question.Latest != "" {
			day = question.Latest
		}
		form.Values.Set(field.Name, day)
	case "select":
		form.Values.Set(field.Name, field.Options[len(field.Options)-1].Value)
	default:
		if question.Type != assessments.Number {
			form.Values.Set(field.Name, "Answer 7")
			break
		}
		value := middle(question)
		form.Values.Set(field.Name, strconv.FormatFloat(value, 'f', -1, 64))
		return answered{number: &value}
	}
	return answered{}
}

// middle returns a number within a question's bounds.
func middle(question assessments.Question) float64 {
	switch {
	case question.Minimum != nil && question.Maximum != nil:
		return *question.Minimum + math.Floor((*question.Maximum-*question.Minimum)*0.75)
	case question.Minimum != nil:
		return *question.Minimum + 1
	case question.Maximum != nil:
		return *question.Maximum - 1
	}
	return 42
}

// checkCompleted compares what was kept, and what the respondent was shown,
// with the score worked out apart.
func (r *run) checkCompleted(ctx context.Context, s *stepper, chosen assessment, definition assessments.Definition, last *Page) error {
	var kept struct {
		State     string
		Score     *float64
		VersionID int64
	}
	if err := r.sandbox.Store.Read(ctx).Raw("SELECT state, score, version_id FROM responses WHERE id = ?", r.response).Scan(&kept).Error; err != nil {
		return fmt.Errorf("read response: %w", err)
	}
	questions := mend{Label: "Open the assessment", To: fmt.Sprintf("/assessments/%d", chosen.ID)}
	r.completed = s.on(last).check(kept.State == "completed", "The response", "is completed", or(kept.State, "is missing"), "All questions are answered, but the response is not completed.", questions)
	if !r.completed {
		return nil
	}
	same := kept.Score == nil && r.score == nil || kept.Score != nil && r.score != nil && math.Abs(*kept.Score-*r.score) < 1e-9
	s.check(same, "The score", inWords(r.score), inWords(kept.Score), fmt.Sprintf("The score is wrong: these answers give %s, the response has %s.", inWords(r.score), inWords(kept.Score)), questions)
	if definition.Completion.ShowScore && r.score != nil {
		s.check(last.Says(inWords(r.score)), "The respondent's last page", "shows "+inWords(r.score), thereOrNot(last.Says(inWords(r.score))), "The respondent is shown another score than their answers give.", questions)
	}
	var answers []string
	if err := r.sandbox.Store.Read(ctx).Raw("SELECT value FROM response_answers WHERE response_id = ?", r.response).Scan(&answers).Error; err != nil {
		return fmt.Errorf("read answers: %w", err)
	}
	for _, one := range answers {
		s.check(json.Valid([]byte(one)), "An answer", "can be read", one, "An answer was not kept as it was given.", questions)
	}
	s.sum(fmt.Sprintf("%s, %s", amount(len(answers), "answer"), scoreWords(r.score)), "completed, "+scoreWords(r.score), "completed, "+scoreWords(kept.Score))
	return nil
}

func scoreWords(score *float64) string {
	if score == nil {
		return "no score"
	}
	return "score " + inWords(score)
}

func reportAct() act {
	return act{
		id: "report", title: titled("See the response and its report"),
		about: "Opens the list and the report as the test partner, as far as their access allows.",
		reached: func(r *run) string {
			if why := needsSignedIn(r); why != "" {
				return why
			}
			if r.response == 0 {
				return "There is no response to look at."
			}
			return ""
		},
		play: playReport,
	}
}

func playReport(r *run, ctx context.Context, s *stepper) error {
	s.as(r.first.email)
	restricted := r.plan.restrictions
	list, err := r.first.browser.Get(ctx, "/responses")
	if err != nil {
		return err
	}
	s.opens(list, "/responses", "The list of responses does not open.", mendPortal)
	if !restricted[access.HideIdentities] {
		s.check(list.Says(r.respondent.name()), "The list", "names "+r.respondent.name(), thereOrNot(list.Says(r.respondent.name())), "The partner does not see their own respondent in the list.", mendPortal)
	}
	address := fmt.Sprintf("/responses/%d", r.response)
	page, err := r.first.browser.Get(ctx, address)
	if err != nil {
		return err
	}
	user := mend{Label: "Open the Model User", To: fmt.Sprintf("/users/%d", r.plan.model.ID)}
	if restricted[access.HideReports] {
		s.refused(page, address, "Hide reports is ticked, but the report opens.", user)
		s.sum("no report, as Hide reports says", "refused", answer(page))
		return nil
	}
	s.opens(page, address, "The report of the partner's own response does not open.", mendPortal)
	if r.completed && r.score != nil {
		s.check(page.Says(inWords(r.score)), "The report", "shows "+inWords(r.score), thereOrNot(page.Says(inWords(r.score))), fmt.Sprintf("The report does not show the score %s that the answers give.", inWords(r.score)), mend{Label: "Open Assessments", To: "/assessments"})
	}
	s.sum("list and report, "+scoreWords(r.score), "the report with its score", answer(page))
	return nil
}
