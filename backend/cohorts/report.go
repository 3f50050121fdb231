package cohorts

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/responses"
)

// View says how a report is looked at: split by one dimension, or narrowed to
// one value of a dimension, or both. The names are those of Report.Dimensions.
type View struct {
	SplitBy     string
	FilterBy    string
	FilterValue string
}

// ByRole is the dimension of participant roles; the others are classifiers, by
// their names with byClassifier before them.
const (
	ByRole       = "role"
	byClassifier = "classifier:"
)

// Dimension is something that a report can be split by.
type Dimension struct {
	Name   string   // for View
	Label  string   // "" for roles
	Values []string // that occur among the answers; "" for those of whom it is not said
}

// Report is what came out of a cohort (COH-2).
type Report struct {
	Cohort
	Organization organizations.Organization
	Assessment   string
	Invited      int  // who take part: open or completed
	Completed    int  // who have answered; of a 360 with Self
	Waiting      bool // its answers are shown together only, and it is still open
	Enough       bool // at least the minimum, so that anything is shown
	IsScored     bool
	Dimensions   []Dimension
	View         View
	FilterHidden bool // what View narrows to can't be shown; All is empty then
	All          Part // everybody, or what View narrows to; of a 360 without Self
	Self         *Part
	Split        []Part // by the value of View.SplitBy
}

// Part is a piece of a cohort with what it answered.
type Part struct {
	Label     string // the value; "" for those of whom it is not said
	Count     int
	Hidden    bool // too few, or others could be worked out
	Total     Summary
	Histogram [Buckets]int // of the total; all 0 where it is hidden
	Sections  []SectionPart
}

// SectionPart is a section of the assessment as a part answered it.
type SectionPart struct {
	ID        string
	Title     string
	IsScored  bool
	Score     Summary
	Questions []QuestionPart
}

// QuestionPart is a question as a part answered it.
type QuestionPart struct {
	ID       string
	Text     string
	Type     assessments.QuestionType
	Answered int
	Hidden   bool
	Numbers  Summary  // scales and numbers
	Bars     []Bar    // choices and scales
	Texts    []string // texts and dates, in no order that tells who; of everybody only
}

// answered is one completed response of a cohort.
type answered struct {
	ID            int64
	Role          string
	Classifiers   responses.Classes
	Score         *float64
	SectionScores responses.SectionScores
	given         assessments.Answers
}

// Report returns the report of a cohort within the scope. It is refused with
// Hide reports. A part that can't be shown says so and carries no value at all.
// A cohort whose answers are shown together only has none before it closes: two
// reports with one answer between them would tell what that answer was.
func (s *Service) Report(ctx context.Context, scope access.Scope, id int64, view View) (Report, error) {
	if scope.Is(access.HideReports) {
		return Report{}, fault.New(fault.Forbidden, "Your access does not include reports.")
	}
	c, err := s.Find(ctx, scope, id)
	if err != nil {
		return Report{}, err
	}
	report := Report{Cohort: disguise(scope, c), View: view}
	if report.Organization, err = s.Organizations.Find(ctx, scope, c.OrganizationID); err != nil {
		return Report{}, err
	}
	assessment, err := s.Assessments.Find(ctx, scope, c.AssessmentID)
	if err != nil {
		return Report{}, err
	}
	report.Assessment = assessment.Name
	definition, err := s.Assessments.Definition(ctx, c.VersionID)
	if err != nil {
		return Report{}, err
	}
	report.IsScored = definition.IsScored()
	counts, err := s.Responses.Count(ctx, access.ForAdministrator(), responses.Query{CohortID: id})
	if err != nil {
		return Report{}, err
	}
	report.Completed = counts[responses.Completed]
	report.Invited = report.Completed + counts[responses.Invited] + counts[responses.InProgress]
	if report.Waiting = c.IsAnonymous && !c.IsClosed(s.Store.Now()); report.Waiting {
		return report, nil
	}
	all, err := s.answers(ctx, id)
	if err != nil {
		return Report{}, err
	}
	return report, report.fill(definition, all)
}

// Refusal says why nothing of a report can be shown or saved yet, as a Conflict
// fault; nil where something can.
func (r Report) Refusal() error {
	switch {
	case r.Waiting:
		return fault.New(fault.Conflict, "The answers of this cohort are shown together, once it has closed.")
	case !r.Enough:
		return fault.New(fault.Conflict, "There are not enough answers yet to show anything.")
	}
	return nil
}

// answers reads the completed responses of a cohort with their answers, in two
// queries.
func (s *Service) answers(ctx context.Context, id int64) ([]answered, error) {
	db := s.Store.Read(ctx)
	var all []answered
	err := db.Raw("SELECT id, role, classifiers, score, section_scores FROM responses WHERE cohort_id = ? AND state = 'completed' ORDER BY id", id).Scan(&all).Error
	if err != nil {
		return nil, fmt.Errorf("read responses of cohort: %w", err)
	}
	at := make(map[int64]int, len(all))
	for i := range all {
		at[all[i].ID], all[i].given = i, assessments.Answers{}
	}
	rows, err := db.Raw(`SELECT a.response_id, a.question, a.value FROM responses r CROSS JOIN response_answers a ON a.response_id = r.id
		WHERE r.cohort_id = ? AND r.state = 'completed'`, id).Rows()
	if err != nil {
		return nil, fmt.Errorf("read answers of cohort: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var response int64
		var question, value string
		if err := rows.Scan(&response, &question, &value); err != nil {
			return nil, fmt.Errorf("read answers of cohort: %w", err)
		}
		i, known := at[response]
		if !known {
			continue // completed between the two queries
		}
		var answer assessments.Answer
		if err := json.Unmarshal([]byte(value), &answer); err != nil {
			return nil, fmt.Errorf("read answers of cohort: %w", err)
		}
		all[i].given[question] = answer
	}
	return all, rows.Err()
}

// fill works the report out.
func (r *Report) fill(definition assessments.Definition, all []answered) error {
	others := all
	var self []answered
	if r.Type == Around {
		others = slices.DeleteFunc(slices.Clone(all), func(a answered) bool { return a.Role == Self })
		self = slices.DeleteFunc(slices.Clone(all), func(a answered) bool { return a.Role != Self })
	}
	r.Enough = len(others) >= r.Minimum
	w := newWork(definition, others, r.Minimum)
	r.Dimensions = w.dimensions
	whole, split, err := w.read(r.View)
	if err != nil {
		return err
	}
	if len(self) > 0 {
		// The subject knows their own answers and nobody else stands behind them.
		own := newWork(definition, self, 1).part(everybody, true)
		r.Self = &own
	}
	r.All = w.part(whole, whole == everybody)
	r.FilterHidden = whole != everybody && r.All.Hidden
	if split < 0 || r.FilterHidden {
		return nil
	}
	for value, label := range w.dimensions[split].Values {
		narrowed := those(split, value)
		if whole != everybody {
			narrowed = both(split, value, whole.dimension, whole.value)
		}
		part := w.part(narrowed, false)
		part.Label = label
		if part.Count > 0 {
			r.Split = append(r.Split, part)
		}
	}
	return nil
}

func plain(number int) string { return strconv.Itoa(number) }
