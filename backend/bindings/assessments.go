package bindings

import (
	"context"
	"errors"
	"strings"

	"portico/backend"
	"portico/backend/assessments"
	"portico/backend/fault"
	"portico/backend/store"
	"portico/backend/users"
)

// AssessmentRow is one line of the list.
type AssessmentRow struct {
	ID          int64  `json:"id"`
	Code        string `json:"code"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Published   int    `json:"published"` // number of the published version, 0 for none
	Draft       int    `json:"draft"`     // number of the draft, 0 for none
	Problems    int    `json:"problems"`  // of the draft; 0 when it can be published
	Questions   int    `json:"questions"`
	Managers    int64  `json:"managers"`
	Responses   int64  `json:"responses"`
	UpdatedAt   string `json:"updatedAt"`
}

// AssessmentVersion is one version of an assessment.
type AssessmentVersion struct {
	ID          int64  `json:"id"`
	Number      int    `json:"number"`
	State       string `json:"state"` // "draft", "published", "retired"
	CreatedAt   string `json:"createdAt"`
	PublishedAt string `json:"publishedAt"`
	Responses   int64  `json:"responses"`
}

// QuestionOutline is a question as the outline shows it.
type QuestionOutline struct {
	ID       string `json:"id"`
	Text     string `json:"text"`
	Type     string `json:"type"`
	Required bool   `json:"required"`
	Scored   bool   `json:"scored"`
	Driver   string `json:"driver"` // whose value decides whether it is shown; "" for none
	Answer   string `json:"answer"` // the question whose answer decides; "" for none
}

// SectionOutline is a section as the outline shows it.
type SectionOutline struct {
	Title     string            `json:"title"`
	Questions []QuestionOutline `json:"questions"`
}

// AssessmentDetail is an assessment with its versions and the outline of its
// draft, else of its published version.
type AssessmentDetail struct {
	ID           int64               `json:"id"`
	Code         string              `json:"code"`
	Name         string              `json:"name"`
	Description  string              `json:"description"`
	Versions     []AssessmentVersion `json:"versions"` // newest first
	Sections     []SectionOutline    `json:"sections"`
	Managers     []PersonRef         `json:"managers"` // at most 20
	ManagerCount int64               `json:"managerCount"`
	Problems     int                 `json:"problems"`  // of the draft as the editor left it; 0 when it can be published
	DriversBy    string              `json:"driversBy"` // where its drivers are set: "organization", "cohort", "response"
	Drivers      int                 `json:"drivers"`   // how many it has
}

// DefinitionProblem is a mistake in a definition, with its place in the file.
type DefinitionProblem struct {
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Place   string `json:"place"` // "sections[0].questions[2].choices"
	Message string `json:"message"`
}

// ImportResult is what became of a file: the assessment, or what is wrong.
type ImportResult struct {
	Assessment AssessmentDetail    `json:"assessment"` // ID 0 when there are problems
	Created    bool                `json:"created"`    // false: a new draft of one that was there
	Problems   []DefinitionProblem `json:"problems"`
}

// SampleInfo is a sample that comes with the program.
type SampleInfo struct {
	Code        string `json:"code"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Imported    bool   `json:"imported"`
}

// Assessments is the bridge behind the Assessments screen.
type Assessments struct{ core *Core }

// List returns all assessments whose name or code has the words.
func (a *Assessments) List(search string) ([]AssessmentRow, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return nil, err
	}
	summaries, err := b.Assessments.List(ctx, everything)
	if err != nil {
		return nil, err
	}
	managers, err := b.Users.CountsByAssessment(ctx)
	if err != nil {
		return nil, err
	}
	responses, err := b.Responses.CountsByAssessment(ctx)
	if err != nil {
		return nil, err
	}
	words := store.Fold(search)
	rows := []AssessmentRow{}
	for _, one := range summaries {
		if words != "" && !strings.Contains(one.NameKey, words) && !strings.Contains(one.CodeKey, words) {
			continue
		}
		rows = append(rows, AssessmentRow{
			ID: one.ID, Code: one.Code, Name: one.Name, Description: one.Description, Published: one.PublishedNumber, Draft: one.DraftNumber, Problems: one.DraftProblems,
			Questions: one.Questions, Managers: managers[one.ID], Responses: responses[one.ID], UpdatedAt: one.UpdatedAt.RFC3339(),
		})
	}
	return rows, nil
}

// Get returns one assessment.
func (a *Assessments) Get(id int64) (AssessmentDetail, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return AssessmentDetail{}, err
	}
	return assessmentDetail(ctx, b, id)
}

// Import reads a definition (JSON text): a new assessment, or a new draft of
// the one with the same code. Mistakes come back as problems, not as an error.
func (a *Assessments) Import(definition string) (ImportResult, error) {
	return a.take([]byte(definition))
}

// ImportSample imports one of the samples by its code.
func (a *Assessments) ImportSample(code string) (ImportResult, error) {
	samples, err := assessments.Samples()
	if err != nil {
		return ImportResult{}, err
	}
	for _, sample := range samples {
		if sample.Code == code {
			return a.take(sample.Data)
		}
	}
	return ImportResult{}, fault.New(fault.NotFound, "There is no such sample.")
}

// Samples returns the samples that come with the program.
func (a *Assessments) Samples() ([]SampleInfo, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return nil, err
	}
	samples, err := assessments.Samples()
	if err != nil {
		return nil, err
	}
	there, err := b.Assessments.List(ctx, everything)
	if err != nil {
		return nil, err
	}
	infos := make([]SampleInfo, len(samples))
	for i, sample := range samples {
		infos[i] = SampleInfo{Code: sample.Code, Name: sample.Name, Description: sample.Description}
		for _, one := range there {
			infos[i].Imported = infos[i].Imported || one.CodeKey == store.Fold(sample.Code)
		}
	}
	return infos, nil
}

// Publish freezes the draft and gives it to new responses.
func (a *Assessments) Publish(id int64) (AssessmentDetail, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return AssessmentDetail{}, err
	}
	if err := b.Assessments.Publish(ctx, id); err != nil {
		return AssessmentDetail{}, err
	}
	return assessmentDetail(ctx, b, id)
}

// Retire takes the published version out of use; open responses go on.
func (a *Assessments) Retire(id int64) (AssessmentDetail, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return AssessmentDetail{}, err
	}
	if err := b.Assessments.Retire(ctx, id); err != nil {
		return AssessmentDetail{}, err
	}
	return assessmentDetail(ctx, b, id)
}

// Export returns the definition as JSON text: the draft, else the published version.
func (a *Assessments) Export(id int64) (string, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return "", err
	}
	version, err := shownVersion(ctx, b, id)
	if err != nil {
		return "", err
	}
	_, data, err := b.Assessments.Export(ctx, version)
	return string(data), err
}

// Schema returns the JSON Schema of definitions.
func (a *Assessments) Schema() (string, error) {
	return string(assessments.Schema()), nil
}

// take imports a definition; its mistakes become problems.
func (a *Assessments) take(data []byte) (ImportResult, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return ImportResult{}, err
	}
	result := ImportResult{Problems: []DefinitionProblem{}}
	result.Assessment.empty()
	imported, err := b.Assessments.Import(ctx, data)
	var wrong *assessments.ProblemsError
	if errors.As(err, &wrong) {
		for _, problem := range wrong.Problems {
			result.Problems = append(result.Problems, DefinitionProblem(problem))
		}
		return result, nil
	}
	if err != nil {
		return ImportResult{}, err
	}
	result.Created = imported.IsNew
	result.Assessment, err = assessmentDetail(ctx, b, imported.AssessmentID)
	return result, err
}

// empty makes the lists of a detail that is not there empty instead of null.
func (d *AssessmentDetail) empty() {
	d.Versions, d.Sections, d.Managers = []AssessmentVersion{}, []SectionOutline{}, []PersonRef{}
}

// shownVersion returns the version whose outline is shown: the draft, else the
// published one, else the newest.
func shownVersion(ctx context.Context, b *backend.Backend, id int64) (int64, error) {
	versions, err := b.Assessments.Versions(ctx, everything, id)
	if err != nil {
		return 0, err
	}
	for _, state := range []assessments.State{assessments.Draft, assessments.Published, assessments.Retired} {
		for _, version := range versions {
			if version.State == state {
				return version.ID, nil
			}
		}
	}
	return 0, fault.New(fault.NotFound, "This assessment has no version.")
}

// assessmentDetail gathers what stands around an assessment.
func assessmentDetail(ctx context.Context, b *backend.Backend, id int64) (AssessmentDetail, error) {
	found, err := b.Assessments.Find(ctx, everything, id)
	if err != nil {
		return AssessmentDetail{}, err
	}
	detail := AssessmentDetail{ID: found.ID, Code: found.Code, Name: found.Name, Description: found.Description}
	detail.empty()
	versions, err := b.Assessments.Versions(ctx, everything, id)
	if err != nil {
		return detail, err
	}
	responses, err := b.Responses.CountsByVersion(ctx, id)
	if err != nil {
		return detail, err
	}
	for _, version := range versions {
		detail.Versions = append(detail.Versions, AssessmentVersion{
			ID: version.ID, Number: version.Number, State: string(version.State), CreatedAt: version.CreatedAt.RFC3339(),
			PublishedAt: version.PublishedAt.RFC3339(), Responses: responses[version.ID],
		})
	}
	draft, err := b.Assessments.DraftText(ctx, id)
	if err != nil {
		return detail, err
	}
	definition, _ := assessments.Presentable([]byte(draft.Text))
	detail.Problems, detail.DriversBy, detail.Drivers = len(draft.Problems), string(found.DriversBy), len(definition.Drivers)
	detail.Sections = outline(definition)
	given, err := b.Users.List(ctx, everything, users.Query{AssessmentID: id, Limit: 20})
	if err != nil {
		return detail, err
	}
	detail.ManagerCount = int64(given.Count)
	for _, row := range given.Items {
		detail.Managers = append(detail.Managers, PersonRef{ID: row.ID, Name: row.Name(), Email: row.Email})
	}
	return detail, nil
}

// outline returns the sections and questions as the screen lists them.
func outline(definition assessments.Definition) []SectionOutline {
	drivers, asked := map[string]string{}, map[string]string{}
	for _, driver := range definition.Drivers {
		drivers[driver.ID] = driver.Name
	}
	sections := make([]SectionOutline, len(definition.Sections))
	for i, section := range definition.Sections {
		sections[i] = SectionOutline{Title: section.Title, Questions: make([]QuestionOutline, len(section.Questions))}
		for j, question := range section.Questions {
			asked[question.ID] = question.Text
			row := QuestionOutline{ID: question.ID, Text: question.Text, Type: string(question.Type), Required: question.Required, Scored: question.Scored}
			for _, condition := range []*assessments.Condition{section.Show, question.Show} {
				if condition != nil && condition.Driver != "" {
					row.Driver = drivers[condition.Driver]
				}
				if condition != nil && condition.Answer != nil {
					row.Answer = asked[condition.Answer.Question]
				}
			}
			sections[i].Questions[j] = row
		}
	}
	return sections
}

// assessmentRefs returns the names of assessments, in their own order.
func assessmentRefs(ctx context.Context, b *backend.Backend, ids []int64) ([]AssessmentRef, error) {
	refs := []AssessmentRef{}
	wanted := map[int64]bool{}
	for _, id := range ids {
		wanted[id] = true
	}
	all, err := b.Assessments.List(ctx, everything)
	if err != nil {
		return nil, err
	}
	for _, one := range all {
		if wanted[one.ID] {
			refs = append(refs, AssessmentRef{ID: one.ID, Code: one.Code, Name: one.Name})
		}
	}
	return refs, nil
}
