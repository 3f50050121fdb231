package bindings

import (
	"slices"

	"portico/backend/assessments"
	"portico/backend/fault"
	"portico/backend/portal"
)

// AssessmentDraft is what the editor opens and saves.
type AssessmentDraft struct {
	ID           int64               `json:"id"`
	Name         string              `json:"name"`
	Code         string              `json:"code"`
	Text         string              `json:"text"`         // the definition, as JSON
	Number       int                 `json:"number"`       // of the version that it is or becomes
	From         int                 `json:"from"`         // the version that it begins from, when nothing is saved yet; else 0
	IsSaved      bool                `json:"isSaved"`      // there is a draft, right or not
	IsCodeFrozen bool                `json:"isCodeFrozen"` // a version was published with this code
	Problems     []DefinitionProblem `json:"problems"`
	DriversBy    string              `json:"driversBy"` // "organization", "cohort", "response"
	SavedAt      string              `json:"savedAt"`
}

// AssessmentPreview says which page of a draft is looked at.
type AssessmentPreview struct {
	Text           string              `json:"text"` // the definition, as JSON; what can't be read of it is left out
	Drivers        map[string]bool     `json:"drivers"`
	Values         map[string][]string `json:"values"` // answers to try, as forms send them
	Page           int                 `json:"page"`   // 0 is the introduction, then the sections that are shown, then the end
	Check          bool                `json:"check"`  // say what a respondent would be told who goes on from this page
	New            string              `json:"new"`    // the question that an answer brought up just now
	OrganizationID int64               `json:"organizationId"`
	Language       string              `json:"language"` // of the page around the questions
	IsDark         bool                `json:"isDark"`
}

// PreviewSection is a section's score while answers are tried.
type PreviewSection struct {
	Title    string  `json:"title"`
	HasScore bool    `json:"hasScore"`
	Score    float64 `json:"score"`
}

// PreviewedPage is a page as the respondent would see it, with what the answers
// so far come to.
type PreviewedPage struct {
	HTML     string           `json:"html"`
	Page     int              `json:"page"`
	Titles   []string         `json:"titles"`  // of the sections that are shown
	Shown    []string         `json:"shown"`   // the questions on this page
	LeftOut  int              `json:"leftOut"` // questions that have problems
	Problems int              `json:"problems"`
	HasScore bool             `json:"hasScore"`
	Score    float64          `json:"score"`
	Points   float64          `json:"points"`  // Σ weight × points
	Maximum  float64          `json:"maximum"` // Σ weight × maximum
	Sections []PreviewSection `json:"sections"`
}

// VersionDifference is one part in which two versions differ.
type VersionDifference struct {
	Kind    string   `json:"kind"`   // "assessment", "driver", "section", "question"
	Change  string   `json:"change"` // "added", "removed", "changed", "moved"
	ID      string   `json:"id"`
	Text    string   `json:"text"`
	Section string   `json:"section"` // of a question
	Members []string `json:"members"` // of the file, that changed
}

// AssessmentUse says who would feel it if the assessment were retired.
type AssessmentUse struct {
	Open        int  `json:"open"`        // responses that can still be answered
	Cohorts     int  `json:"cohorts"`     // that are not closed
	IsModels    bool `json:"isModels"`    // the Model User has it
	IsModelsAll bool `json:"isModelsAll"` // and no other that is published: registration closes
}

// New makes an assessment with nothing but a name and a code, for the editor to
// go on from, and returns its id.
func (a *Assessments) New(name string, code string) (int64, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return 0, err
	}
	made, err := b.Assessments.Create(ctx, name, code)
	return made.ID, err
}

// Draft returns the draft as it was left, else what one would begin from.
func (a *Assessments) Draft(id int64) (AssessmentDraft, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return AssessmentDraft{}, err
	}
	draft, err := b.Assessments.DraftText(ctx, id)
	if err != nil {
		return AssessmentDraft{}, err
	}
	versions, err := b.Assessments.Versions(ctx, everything, id)
	if err != nil {
		return AssessmentDraft{}, err
	}
	frozen := false
	for _, version := range versions {
		frozen = frozen || version.State != assessments.Draft
	}
	return AssessmentDraft{
		ID: draft.ID, Name: draft.Name, Code: draft.Code, Text: draft.Text, Number: draft.Number, From: draft.From, IsSaved: draft.IsSaved, IsCodeFrozen: frozen,
		Problems: definitionProblems(draft.Problems), DriversBy: string(draft.DriversBy), SavedAt: draft.SavedAt.RFC3339(),
	}, nil
}

// Check returns what is wrong with a draft's text, each with its place.
func (a *Assessments) Check(id int64, text string) ([]DefinitionProblem, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return nil, err
	}
	problems, err := b.Assessments.Check(ctx, id, []byte(text))
	return definitionProblems(problems), err
}

// SaveDraft keeps a draft, right or not; what is wrong comes back with it.
func (a *Assessments) SaveDraft(id int64, text string) (AssessmentDraft, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return AssessmentDraft{}, err
	}
	if _, err := b.Assessments.SaveDraft(ctx, id, []byte(text)); err != nil {
		return AssessmentDraft{}, err
	}
	return a.Draft(id)
}

// DiscardDraft drops the draft. True when the assessment went with it, because
// it has no other version.
func (a *Assessments) DiscardDraft(id int64) (bool, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return false, err
	}
	return b.Assessments.DiscardDraft(ctx, id)
}

// SetDriversBy chooses where the drivers are set: "organization", "cohort" or
// "response".
func (a *Assessments) SetDriversBy(id int64, by string) (AssessmentDetail, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return AssessmentDetail{}, err
	}
	if err := b.Assessments.SetDriversBy(ctx, id, assessments.DriversBy(by)); err != nil {
		return AssessmentDetail{}, err
	}
	return assessmentDetail(ctx, b, id)
}

// Compare returns in what two versions differ.
func (a *Assessments) Compare(id int64, earlier int64, later int64) ([]VersionDifference, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return nil, err
	}
	found, err := b.Assessments.Compare(ctx, id, earlier, later)
	if err != nil {
		return nil, err
	}
	differences := make([]VersionDifference, len(found))
	for i, one := range found {
		differences[i] = VersionDifference{one.Kind, string(one.Change), one.ID, one.Text, one.Section, append([]string{}, one.Members...)}
	}
	return differences, nil
}

// Preview returns a page of a draft as its respondent would see it, for a
// sandboxed frame. The answers are kept nowhere.
func (a *Assessments) Preview(in AssessmentPreview) (PreviewedPage, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return PreviewedPage{}, err
	}
	if len(in.Text) > assessments.MaxFileSize {
		return PreviewedPage{}, fault.New(fault.Invalid, "This draft is larger than 1 MiB.")
	}
	definition, leftOut := assessments.Presentable([]byte(in.Text))
	shown, err := b.Portal.PreviewAssessment(ctx, portal.AssessmentPreview{
		Definition: definition, Drivers: in.Drivers, Values: in.Values, Page: in.Page, Check: in.Check, New: in.New,
		OrganizationID: in.OrganizationID, Language: in.Language, IsDark: in.IsDark,
	})
	if err != nil {
		return PreviewedPage{}, err
	}
	page := PreviewedPage{
		HTML: shown.HTML, Page: shown.Page, Titles: shown.Titles, Shown: shown.Shown, LeftOut: leftOut, Problems: shown.Problems,
		Points: shown.Result.Total.Points, Maximum: shown.Result.Total.Maximum, Sections: []PreviewSection{},
	}
	if score := shown.Result.Total.Score; score != nil {
		page.HasScore, page.Score = true, *score
	}
	titles := map[string]string{}
	for _, section := range definition.Sections {
		titles[section.ID] = section.Title
	}
	for _, one := range shown.Result.Sections {
		section := PreviewSection{Title: titles[one.Section]}
		if one.Score != nil {
			section.HasScore, section.Score = true, *one.Score
		}
		page.Sections = append(page.Sections, section)
	}
	return page, nil
}

// Use says who would feel it if the assessment were retired.
func (a *Assessments) Use(id int64) (AssessmentUse, error) {
	ctx, b, err := a.core.enter()
	if err != nil {
		return AssessmentUse{}, err
	}
	use := AssessmentUse{}
	if use.Open, err = b.Responses.CountOpen(ctx, id); err != nil {
		return use, err
	}
	if use.Cohorts, err = b.Cohorts.CountOpen(ctx, id); err != nil {
		return use, err
	}
	settings, err := b.Settings.Portal(ctx)
	if err != nil || settings.ModelUserID == 0 {
		return use, err
	}
	model, _, err := b.Users.Model(ctx, settings.ModelUserID)
	if err != nil {
		return use, err
	}
	found, err := b.Assessments.Find(ctx, everything, id)
	use.IsModels = slices.Contains(model.AssessmentIDs, id)
	use.IsModelsAll = use.IsModels && found.PublishedVersionID != nil && len(model.Assessments) == 1
	return use, err
}

func definitionProblems(problems []assessments.Problem) []DefinitionProblem {
	all := make([]DefinitionProblem, len(problems))
	for i, problem := range problems {
		all[i] = DefinitionProblem(problem)
	}
	return all
}
