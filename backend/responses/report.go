package responses

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
)

// Report is what came out of one response.
type Report struct {
	Response
	Organization organizations.Organization
	Assessment   string
	Feedback     *assessments.Band // by the score in total; nil without one
	Sections     []ReportSection
}

// ReportSection is a section that was shown, with its answers.
type ReportSection struct {
	assessments.Section
	Score     *assessments.SectionScore // nil without a scored question
	Band      *assessments.Band
	Questions []ReportQuestion
}

// ReportQuestion is a question that was shown, with its answer.
type ReportQuestion struct {
	assessments.Question
	Given   []string // as a person reads it; empty when not answered
	Points  float64
	Most    float64
	IsCount bool // counts towards the score
}

// Report returns the report of a response within the scope. It is refused
// with Hide reports. Of an open response it shows the answers so far and no
// score. With Hide respondent identities the name is empty.
func (s *Service) Report(ctx context.Context, scope access.Scope, id int64) (Report, error) {
	if err := refuse(scope, access.HideReports, "Your access does not include reports."); err != nil {
		return Report{}, err
	}
	r, err := s.find(ctx, scope, id)
	if err != nil {
		return Report{}, err
	}
	if r.IsAnonymous {
		return Report{}, errTogether
	}
	return s.report(ctx, scope, r)
}

func (s *Service) report(ctx context.Context, scope access.Scope, r Response) (Report, error) {
	organization, err := s.organizations.Find(ctx, scope, r.OrganizationID)
	if err != nil {
		return Report{}, err
	}
	sitting := Sitting{Response: r, Organization: organization}
	if err := s.fill(ctx, &sitting); err != nil && !fault.Is(err, fault.Gone) {
		return Report{}, err
	}
	assessment, err := s.assessments.Find(ctx, scope, r.AssessmentID)
	if err != nil {
		return Report{}, err
	}
	report := Report{Response: disguise(scope, sitting.Response), Organization: organization, Assessment: assessment.Name}
	report.State = r.At(s.store.Now())
	report.Sections = reportSections(sitting)
	if r.State == Completed {
		report.Feedback = assessments.BandFor(sitting.Definition.Feedback, r.Score)
	}
	return report, nil
}

// reportSections returns the sections with answers and, once completed, scores and
// feedback, for the report and for the respondent's last page.
func reportSections(sitting Sitting) []ReportSection {
	scores := map[string]assessments.SectionScore{}
	for _, score := range sitting.SectionScores {
		scores[score.Section] = score
	}
	sections := []ReportSection{}
	for _, section := range sitting.Sections {
		shown := ReportSection{Section: section}
		if score, scored := scores[section.ID]; scored {
			shown.Score, shown.Band = &score, assessments.BandFor(section.Feedback, score.Score)
		}
		for _, question := range section.Questions {
			answer := sitting.Answers[question.ID]
			points, most, counts := question.Points(answer)
			shown.Questions = append(shown.Questions, ReportQuestion{question, question.Describe(answer), points, most, counts})
		}
		sections = append(sections, shown)
	}
	return sections
}

// Scored returns what the respondent may be shown at the end: the sections
// with their scores and feedback.
func (s Sitting) Scored() []ReportSection { return reportSections(s) }

// Completion returns what the respondent is shown at the end.
func (s Sitting) Completion() assessments.Completion { return s.shows(s.Definition) }

// shows returns what the respondent is shown at the end: nothing where answers
// are shown together only, as whoever comes by the link or the mail would see
// this one by itself, nor where the link went through the hands of somebody who
// may not see reports.
func (r Response) shows(definition assessments.Definition) assessments.Completion {
	if r.IsAnonymous || r.passedOn {
		return assessments.Completion{}
	}
	return definition.Completion
}

// notePassedOn notes whether a response's link was handed over by somebody with
// Hide reports: they know it, and would read behind it what they may not see.
func (s *Service) notePassedOn(ctx context.Context, r *Response) error {
	if !r.SentAt.IsZero() || r.InvitedByID == nil {
		return nil
	}
	var restrictions []store.Strings
	if err := s.store.Read(ctx).Raw("SELECT restrictions FROM users WHERE id = ?", *r.InvitedByID).Scan(&restrictions).Error; err != nil {
		return fmt.Errorf("find who handed the link over: %w", err)
	}
	r.passedOn = len(restrictions) > 0 && slices.Contains(restrictions[0], string(access.HideReports))
	return nil
}

// OwnReport returns what a respondent may see of a completed response of
// theirs: score and feedback as far as the assessment shows them, and their
// answers. It returns a NotFound fault where nothing is shown.
func (s *Service) OwnReport(ctx context.Context, id int64) (Report, assessments.Completion, error) {
	r, err := s.find(ctx, access.ForAdministrator(), id)
	if err != nil {
		return Report{}, assessments.Completion{}, err
	}
	definition, err := s.assessments.Definition(ctx, r.VersionID)
	if err != nil {
		return Report{}, assessments.Completion{}, err
	}
	if err := s.notePassedOn(ctx, &r); err != nil {
		return Report{}, assessments.Completion{}, err
	}
	shows := r.shows(definition)
	if r.State != Completed || !shows.ShowScore && !shows.ShowFeedback {
		return Report{}, shows, errNotFound
	}
	report, err := s.report(ctx, access.ForAdministrator(), r)
	return report, shows, err
}
