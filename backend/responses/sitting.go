package responses

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/secrets"
	"portico/backend/store"
)

// Sitting is a response as its respondent meets it through the link.
type Sitting struct {
	Response
	Organization organizations.Organization
	Definition   assessments.Definition
	Sections     []assessments.Section // that are shown, in order; at least one
	Answers      assessments.Answers
}

// Current returns the section where the respondent left off, from 0.
func (s Sitting) Current() int { return min(max(0, s.Section), len(s.Sections)-1) }

// Reach returns the section up to which the respondent may go: the first with
// a required question that is not answered, else the last.
func (s Sitting) Reach() int {
	for i, section := range s.Sections {
		if len(missing(section, s.Answers)) > 0 {
			return i
		}
	}
	return len(s.Sections) - 1
}

// Result returns the score over the sections that were shown.
func (s Sitting) Result() assessments.Result { return assessments.Score(s.Sections, s.Answers) }

// missing returns the ids of the required questions without an answer.
func missing(section assessments.Section, answers assessments.Answers) []string {
	var ids []string
	for _, question := range section.Questions {
		if question.Required && answers[question.ID].Empty() {
			ids = append(ids, question.ID)
		}
	}
	return ids
}

// The refusals that a respondent can meet. Each is a whole page to them.
var (
	errNoLink    = fault.New(fault.NotFound, "This link is not valid. Please check that you have the whole address, or ask whoever sent it to you.")
	errTimeOver  = fault.New(fault.Gone, "The time to answer is over. If you still want to answer, ask whoever invited you for more time; the same link then works again.")
	errCancelled = fault.New(fault.Gone, "This invitation was taken back. There is nothing left to do for you.")
	errArchived  = fault.New(fault.Gone, "This assessment is not available at the moment. Please ask whoever invited you.")
)

// Sit returns what stands behind a respondent's link. It returns a NotFound
// fault for a link that is none or was replaced, and a Gone one, in words for
// the respondent, where the time is over, the invitation was taken back or the
// organization is archived. A completed response is returned, for the page
// that says so.
func (s *Service) Sit(ctx context.Context, token string) (Sitting, error) {
	if len(token) > 200 {
		return Sitting{}, errNoLink
	}
	var sitting Sitting
	err := s.store.Read(ctx).First(&sitting.Response, "token_hash = ?", secrets.HashToken(token)).Error
	if isMissing(err) {
		return Sitting{}, errNoLink
	}
	if err != nil {
		return Sitting{}, fmt.Errorf("find response: %w", err)
	}
	sitting.Organization, err = s.organizations.Find(ctx, access.ForAdministrator(), sitting.OrganizationID)
	if err != nil {
		return Sitting{}, err
	}
	switch sitting.At(s.store.Now()) {
	case Expired:
		return sitting, errTimeOver
	case Cancelled:
		return sitting, errCancelled
	}
	if !sitting.Organization.IsActive() {
		return sitting, errArchived
	}
	if err := s.notePassedOn(ctx, &sitting.Response); err != nil {
		return sitting, err
	}
	return sitting, s.fill(ctx, &sitting)
}

// fill adds the questions and the answers so far.
func (s *Service) fill(ctx context.Context, sitting *Sitting) (err error) {
	if sitting.Definition, err = s.assessments.Definition(ctx, sitting.VersionID); err != nil {
		return err
	}
	drivers := assessments.Drivers(sitting.Drivers)
	if sitting.StartedAt.IsZero() {
		if drivers, err = s.driversToBegin(ctx, *sitting); err != nil {
			return err
		}
	}
	sitting.Drivers = Drivers(sitting.Definition.WithDefaults(drivers))
	if sitting.Answers, err = s.answers(ctx, sitting.ID); err != nil {
		return err
	}
	sitting.show()
	if len(sitting.Sections) == 0 {
		return fault.New(fault.Gone, "This assessment has no questions for you. Please ask whoever invited you.")
	}
	return nil
}

// show finds what is shown with the drivers and the answers so far.
func (s *Sitting) show() {
	s.Sections = s.Definition.Shown(assessments.Drivers(s.Drivers), s.Answers)
}

// OnPage returns the questions that the page of a section carries: those that
// are shown, and those that an answer on the page itself can bring up.
func (s Sitting) OnPage(sectionID string) []assessments.Question {
	return s.Definition.MayShow(assessments.Drivers(s.Drivers), s.Answers, sectionID)
}

func (s *Service) answers(ctx context.Context, id int64) (assessments.Answers, error) {
	var rows []struct{ Question, Value string }
	if err := s.store.Read(ctx).Raw("SELECT question, value FROM response_answers WHERE response_id = ?", id).Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read answers: %w", err)
	}
	answers := assessments.Answers{}
	for _, row := range rows {
		var answer assessments.Answer
		if err := json.Unmarshal([]byte(row.Value), &answer); err != nil {
			return nil, fmt.Errorf("read answers: %w", err)
		}
		answers[row.Question] = answer
	}
	return answers, nil
}

// Begin notes that the respondent has begun: the drivers as they are now hold
// for this response from here on. A second Begin does nothing.
func (s *Service) Begin(ctx context.Context, token string) (Sitting, error) {
	var sitting Sitting
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		var err error
		if sitting, err = s.Sit(ctx, token); err != nil || sitting.State == Completed {
			return err
		}
		return s.begin(ctx, &sitting)
	})
	return sitting, err
}

func (s *Service) begin(ctx context.Context, sitting *Sitting) error {
	if !sitting.StartedAt.IsZero() {
		return nil
	}
	was := sitting.State
	sitting.State, sitting.StartedAt = InProgress, s.store.Now()
	err := s.update(ctx, sitting.ID, was, map[string]any{"state": InProgress, "started_at": sitting.StartedAt, "drivers": sitting.Drivers})
	if err != nil {
		return err
	}
	return s.record(ctx, *sitting, "response.begin", nil)
}

// Step says where the respondent wants to go from a section.
type Step string

// The steps.
const (
	Next Step = "next" // on, or from the last section: finish
	Back Step = "back"
	Stay Step = "stay" // save, to go on later
)

// Outcome is what saving a section led to.
type Outcome struct {
	Completed bool
	Section   int                                   // to show next, from 0
	Problems  map[string]*assessments.AnswerProblem // by question; the section is to be shown again
	New       string                                // the first question that these answers brought up on the same page; "" for none
	Given     assessments.Answers                   // all answers as they are kept now
}

// Required is the problem of a required question without an answer.
func Required() *assessments.AnswerProblem {
	return &assessments.AnswerProblem{Format: "Please answer this question."}
}

// Page is one page of answers as it was sent.
type Page struct {
	Section string              // its id
	Values  map[string][]string // of the form, by question id; what is not of the section is ignored
	Asked   []string            // the questions that stood on the page to be answered; nil: those that are shown
}

// Save keeps the answers to all questions of a section that are shown: SavePage
// for whoever has no page to send.
func (s *Service) Save(ctx context.Context, token, sectionID string, values map[string][]string, step Step) (Outcome, error) {
	return s.SavePage(ctx, token, Page{Section: sectionID, Values: values}, step)
}

// SavePage keeps the answers of one section and takes the step. What can be read
// is kept even where other answers have problems, so that nothing is lost.
//
// An answer can bring up a question on its own page that did not stand there.
// Then the section is to be shown again, and Outcome.New names that question.
// What was answered to a question that is not shown any more is kept, in case
// it comes back, but counts for nothing, and is dropped on completion.
//
// Only a section that is shown, and that the respondent has reached, can be
// saved: another is an Invalid fault. A completed response is not changed; the
// outcome says that it is completed, also to the second of two who finish at
// once.
func (s *Service) SavePage(ctx context.Context, token string, page Page, step Step) (Outcome, error) {
	var outcome Outcome
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		sitting, err := s.Sit(ctx, token)
		if err != nil {
			return err
		}
		if sitting.State == Completed {
			outcome = Outcome{Completed: true}
			return nil
		}
		index := indexOf(sitting.Sections, page.Section)
		if index < 0 || index > sitting.Reach() {
			return fault.New(fault.Invalid, "This page can't be saved yet. Please go on from where you left off.")
		}
		if err := s.begin(ctx, &sitting); err != nil {
			return err
		}
		if page.Asked == nil {
			for _, question := range sitting.Sections[index].Questions {
				page.Asked = append(page.Asked, question.ID)
			}
		}
		// What this page holds decides nothing about itself or what is above, so
		// the section keeps its place.
		problems, err := s.keep(ctx, &sitting, index, page)
		if err != nil {
			return err
		}
		outcome, err = s.step(ctx, &sitting, index, step, page, problems)
		return err
	})
	return outcome, err
}

func indexOf(sections []assessments.Section, id string) int {
	for i, section := range sections {
		if section.ID == id {
			return i
		}
	}
	return -1
}

// keep writes the answers of a page that can be read, and returns the problems
// of those that can't; these keep what they had before. Afterwards the sitting
// shows what the answers say.
func (s *Service) keep(ctx context.Context, sitting *Sitting, index int, page Page) (map[string]*assessments.AnswerProblem, error) {
	problems := map[string]*assessments.AnswerProblem{}
	now := s.store.Now()
	for _, question := range sitting.OnPage(page.Section) {
		if !slices.Contains(page.Asked, question.ID) {
			continue
		}
		answer, err := question.ReadAnswer(page.Values[question.ID])
		if err != nil {
			problems[question.ID] = asProblem(err)
			continue
		}
		if err := s.keepOne(ctx, sitting.ID, question.ID, answer, now); err != nil {
			return nil, err
		}
		sitting.Answers[question.ID] = answer
	}
	sitting.show()
	for id := range problems { // nobody has to mend what is not asked any more
		if !asks(sitting.Sections[index], id) {
			delete(problems, id)
		}
	}
	return problems, nil
}

func asks(section assessments.Section, id string) bool {
	return slices.ContainsFunc(section.Questions, func(q assessments.Question) bool { return q.ID == id })
}

func (s *Service) keepOne(ctx context.Context, id int64, question string, answer assessments.Answer, now store.Time) error {
	db := s.store.Write(ctx)
	if answer.Empty() {
		if err := db.Exec("DELETE FROM response_answers WHERE response_id = ? AND question = ?", id, question).Error; err != nil {
			return fmt.Errorf("save answer: %w", err)
		}
		return nil
	}
	text, err := json.Marshal(answer)
	if err != nil {
		return fmt.Errorf("save answer: %w", err)
	}
	err = db.Exec(`INSERT INTO response_answers (response_id, question, value, updated_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (response_id, question) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`, id, question, string(text), now).Error
	if err != nil {
		return fmt.Errorf("save answer: %w", err)
	}
	return nil
}

// step moves on from a section, or completes the response.
func (s *Service) step(ctx context.Context, sitting *Sitting, index int, step Step, page Page, problems map[string]*assessments.AnswerProblem) (Outcome, error) {
	fresh := ""
	if step == Next {
		required := missing(sitting.Sections[index], sitting.Answers)
		for _, question := range sitting.Sections[index].Questions {
			switch asked := slices.Contains(page.Asked, question.ID); {
			case !asked && fresh == "":
				fresh = question.ID
			case asked && problems[question.ID] == nil && slices.Contains(required, question.ID):
				problems[question.ID] = Required()
			}
		}
	}
	outcome := Outcome{Section: index, Problems: problems, New: fresh, Given: sitting.Answers}
	if len(problems) == 0 && fresh == "" {
		switch {
		case step == Back:
			outcome.Section = max(0, index-1)
		case step == Next && index < len(sitting.Sections)-1:
			outcome.Section = index + 1
		case step == Next:
			if reach := sitting.Reach(); len(missing(sitting.Sections[reach], sitting.Answers)) > 0 {
				outcome.Section = reach // an answer was taken back on an earlier page
				break
			}
			return Outcome{Completed: true, Given: sitting.Answers}, s.complete(ctx, sitting)
		}
	}
	return outcome, s.update(ctx, sitting.ID, InProgress, map[string]any{"section": outcome.Section, "progress": progress(*sitting)})
}

// progress returns how many percent of the questions that are shown are
// answered.
func progress(sitting Sitting) int {
	all, answered := 0, 0
	for _, section := range sitting.Sections {
		for _, question := range section.Questions {
			all++
			if !sitting.Answers[question.ID].Empty() {
				answered++
			}
		}
	}
	return 100 * answered / max(1, all)
}

// dropHidden removes the answers to questions that are not shown in the end:
// nothing that reads a completed response has to ask whether they count.
func (s *Service) dropHidden(ctx context.Context, sitting *Sitting) error {
	shown := assessments.Answers{}
	for _, section := range sitting.Sections {
		for _, question := range section.Questions {
			if answer, given := sitting.Answers[question.ID]; given {
				shown[question.ID] = answer
			}
		}
	}
	for id := range sitting.Answers {
		if _, kept := shown[id]; !kept {
			if err := s.keepOne(ctx, sitting.ID, id, assessments.Answer{}, store.Time{}); err != nil {
				return err
			}
		}
	}
	sitting.Answers = shown
	return nil
}

// complete closes the response with its score, and tells those concerned.
func (s *Service) complete(ctx context.Context, sitting *Sitting) error {
	if err := s.dropHidden(ctx, sitting); err != nil {
		return err
	}
	result := sitting.Result()
	sitting.State, sitting.CompletedAt, sitting.Score = Completed, s.store.Now(), result.Total.Score
	err := s.update(ctx, sitting.ID, InProgress, map[string]any{
		"state": Completed, "completed_at": sitting.CompletedAt, "section": len(sitting.Sections) - 1, "progress": 100,
		"score": sitting.Score, "section_scores": SectionScores(result.Sections),
	})
	if err != nil {
		return err
	}
	if err := s.allotments.Use(ctx, sitting.AllotmentID); err != nil {
		return err
	}
	// The link in the invitation has done its work.
	if err := s.outbox.BlankFor(ctx, "response", sitting.ID); err != nil {
		return err
	}
	if err := s.sendCompleted(ctx, sitting.Response, sitting.Organization); err != nil {
		return err
	}
	after := map[string]any{"score": sitting.Score}
	if sitting.IsAnonymous {
		after = nil
	}
	return s.record(ctx, *sitting, "response.complete", after)
}

// record writes an audit entry as the respondent's act.
func (s *Service) record(ctx context.Context, sitting Sitting, action string, after any) error {
	actor := audit.ActorIn(ctx)
	actor.Kind, actor.ID, actor.Name = audit.Respondent, sitting.ID, sitting.Name()
	return s.log.Record(audit.WithActor(ctx, actor), audit.Change{Action: action, Subject: subject(sitting.Response), After: after})
}

func asProblem(err error) *assessments.AnswerProblem {
	var problem *assessments.AnswerProblem
	if errors.As(err, &problem) {
		return problem
	}
	return &assessments.AnswerProblem{Format: "%s", Args: []any{err.Error()}}
}
