package responses

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/fault"
	"portico/backend/settings"
	"portico/backend/sheets"
	"portico/backend/store"
)

// Export writes the responses of a query, all of its pages, with what whoever
// asks may see: no names with Hide respondent identities, no scores with Hide
// scores in lists, no answers with Hide reports, neither of an answer that is
// shown together with others only. Of one assessment the scores by section and
// the answers stand in columns of their own. It is refused with Hide exports.
func (s *Service) Export(ctx context.Context, scope access.Scope, query Query, out io.Writer, format sheets.Format) error {
	if err := refuse(scope, access.HideExports, "Your access does not include exports."); err != nil {
		return err
	}
	general, err := s.settings.General(ctx)
	if err != nil {
		return err
	}
	table := exportTable{scope: scope, general: general}
	if query.AssessmentID != 0 {
		if table.questions, table.sections, err = s.asked(ctx, scope, query.AssessmentID); err != nil {
			return err
		}
	}
	writer, err := sheets.NewWriter(out, format, "Responses")
	if err != nil {
		return err
	}
	if err := writer.Write(table.header()); err != nil {
		return err
	}
	query.After, query.Limit = "", store.PageLimit
	for {
		page, err := s.List(ctx, scope, query)
		if err != nil {
			return err
		}
		answers, err := s.answersOf(ctx, table, page.Items)
		if err != nil {
			return err
		}
		for _, row := range page.Items {
			if err := writer.Write(table.row(row, answers[row.ID])); err != nil {
				return err
			}
		}
		if query.After = page.Next; query.After == "" {
			return writer.Close()
		}
	}
}

// exportTable says which columns an export has.
type exportTable struct {
	scope     access.Scope
	general   settings.General
	sections  []assessments.Section  // of one assessment; by their ids, each once
	questions []assessments.Question // likewise
}

// asked returns the sections and questions of all versions of an assessment
// that have been published, the newest version's order first.
func (s *Service) asked(ctx context.Context, scope access.Scope, assessmentID int64) ([]assessments.Question, []assessments.Section, error) {
	versions, err := s.assessments.Versions(ctx, scope, assessmentID)
	if err != nil {
		if fault.Is(err, fault.NotFound) {
			return nil, nil, nil // nothing of it is within the scope
		}
		return nil, nil, err
	}
	var questions []assessments.Question
	var sections []assessments.Section
	known := map[string]bool{}
	for _, version := range versions {
		if version.State == assessments.Draft {
			continue
		}
		definition, err := s.assessments.Definition(ctx, version.ID)
		if err != nil {
			return nil, nil, err
		}
		for _, section := range definition.Sections {
			if !known["section "+section.ID] {
				known["section "+section.ID] = true
				sections = append(sections, section)
			}
			for _, question := range section.Questions {
				if !known[question.ID] {
					known[question.ID] = true
					questions = append(questions, question)
				}
			}
		}
	}
	return questions, sections, nil
}

func (t exportTable) header() []string {
	head := []string{"Portico id"}
	if !t.scope.Is(access.HideIdentities) {
		head = append(head, "First name", "Last name", "Email")
	}
	head = append(head, "Organization", "Assessment", "State", "Role", "Classifiers", "Invited", "Begun", "Completed", "Expires")
	if !t.scope.Is(access.HideScores) {
		head = append(head, "Score")
		for _, section := range t.sections {
			head = append(head, "Score: "+section.Title)
		}
	}
	if !t.scope.Is(access.HideReports) {
		for _, question := range t.questions {
			head = append(head, question.Text)
		}
	}
	return head
}

func (t exportTable) row(row Row, answers assessments.Answers) []string {
	cells := []string{strconv.FormatInt(row.ID, 10)}
	if !t.scope.Is(access.HideIdentities) {
		cells = append(cells, row.FirstName, row.LastName, row.Email)
	}
	classes := ""
	for _, name := range slices.Sorted(maps.Keys(row.Classifiers)) {
		if classes != "" {
			classes += "; "
		}
		classes += name + ": " + row.Classifiers[name]
	}
	cells = append(cells, row.Organization, row.Assessment, string(row.State), row.Role, classes)
	for _, at := range []store.Time{row.SentAt, row.StartedAt, row.CompletedAt, row.ExpiresAt} {
		moment := ""
		if !at.IsZero() {
			moment = at.In(t.general.Location()).Format("2006-01-02 15:04")
		}
		cells = append(cells, moment)
	}
	if !t.scope.Is(access.HideScores) {
		cells = append(cells, scoreCell(row.Score))
		for _, section := range t.sections {
			at := slices.IndexFunc(row.SectionScores, func(s assessments.SectionScore) bool { return s.Section == section.ID })
			if at < 0 {
				cells = append(cells, "")
				continue
			}
			cells = append(cells, scoreCell(row.SectionScores[at].Score))
		}
	}
	if t.scope.Is(access.HideReports) {
		return cells
	}
	for _, question := range t.questions {
		cells = append(cells, t.answerCell(question, answers[question.ID]))
	}
	return cells
}

func (t exportTable) answerCell(question assessments.Question, answer assessments.Answer) string {
	if answer.Number != nil {
		return strconv.FormatFloat(*answer.Number, 'f', -1, 64)
	}
	text := ""
	for i, part := range question.Describe(answer) {
		if i > 0 {
			text += "; "
		}
		text += part
	}
	return text
}

func scoreCell(score *float64) string {
	if score == nil {
		return ""
	}
	return strconv.FormatFloat(*score, 'f', 1, 64)
}

// answersOf reads the answers of a page of rows, with one query; none where
// whoever asks may not see them.
func (s *Service) answersOf(ctx context.Context, t exportTable, rows []Row) (map[int64]assessments.Answers, error) {
	all := map[int64]assessments.Answers{}
	if len(t.questions) == 0 || t.scope.Is(access.HideReports) {
		return all, nil
	}
	var ids []int64
	for _, row := range rows {
		if !row.IsAnonymous {
			ids = append(ids, row.ID)
		}
	}
	if len(ids) == 0 {
		return all, nil
	}
	var given []struct {
		ResponseID      int64
		Question, Value string
	}
	if err := s.store.Read(ctx).Raw("SELECT response_id, question, value FROM response_answers WHERE response_id IN ?", ids).Scan(&given).Error; err != nil {
		return nil, fmt.Errorf("read answers: %w", err)
	}
	for _, one := range given {
		var answer assessments.Answer
		if err := json.Unmarshal([]byte(one.Value), &answer); err != nil {
			return nil, fmt.Errorf("read answers: %w", err)
		}
		if all[one.ResponseID] == nil {
			all[one.ResponseID] = assessments.Answers{}
		}
		all[one.ResponseID][one.Question] = answer
	}
	return all, nil
}
