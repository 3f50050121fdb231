package portal

import (
	"context"
	"strings"

	"portico/backend/assessments"
	"portico/backend/organizations"
	"portico/backend/responses"
)

// AssessmentPreview says which page of an assessment is looked at, and as whom.
type AssessmentPreview struct {
	Definition     assessments.Definition
	Drivers        assessments.Drivers
	Values         map[string][]string // as forms send them, by question
	Page           int                 // 0 is the introduction, then the sections that are shown, then the end
	Check          bool                // say what a respondent would be told who goes on from this page
	New            string              // the question that an answer brought up just now
	OrganizationID int64               // whose look it has; 0 for the site's
	Language       string
	IsDark         bool
}

// PreviewedPage is a page of an assessment as its respondent would see it.
type PreviewedPage struct {
	HTML     string
	Page     int      // the one that is shown
	Titles   []string // of the sections that are shown
	Shown    []string // the questions on this page
	Problems int      // that Check found
	Result   assessments.Result
}

// PreviewAssessment returns the respondent's real page of a definition that
// need not be saved, with answers that are kept nowhere. It stands by itself,
// as Preview's does.
func (p *Portal) PreviewAssessment(ctx context.Context, in AssessmentPreview) (PreviewedPage, error) {
	v, organization, err := p.previewVisit(ctx, in.OrganizationID, in.Language)
	if err != nil {
		return PreviewedPage{}, err
	}
	v.preview = &preview{dark: in.IsDark}
	if in.OrganizationID == 0 {
		organization = organizations.Organization{Name: v.general.SiteName, Path: "/0/", Level: 1}
	}
	sitting := responses.Try(in.Definition, in.Drivers, in.Values)
	sitting.Organization, sitting.FirstName = organization, "Kim"
	sitting.ExpiresAt = responses.Expiry(v.portal.now())
	shown := PreviewedPage{Page: min(max(0, in.Page), len(sitting.Sections)+1), Titles: []string{}, Shown: []string{}, Result: sitting.Result()}
	for _, section := range sitting.Sections {
		shown.Titles = append(shown.Titles, section.Title)
	}
	shown.HTML, err = v.previewSitting(&sitting, in, &shown)
	return shown, err
}

// previewSitting renders the page that is asked for.
func (v *visit) previewSitting(sitting *responses.Sitting, in AssessmentPreview, shown *PreviewedPage) (string, error) {
	switch {
	case len(sitting.Sections) == 0:
		return v.previewed("sitting_closed", page{Title: sitting.Definition.Name, Data: v.T("preview.empty")}, sitting)
	case shown.Page == 0:
		made, err := v.introduction(*sitting)
		if err != nil {
			return "", err
		}
		return v.previewed("sitting_introduction", made, sitting)
	case shown.Page > len(sitting.Sections):
		sitting.Score, sitting.SectionScores = shown.Result.Total.Score, responses.SectionScores(shown.Result.Sections)
		made, err := v.completed(*sitting)
		if err != nil {
			return "", err
		}
		return v.previewed("sitting_completed", made, sitting)
	}
	section := sitting.Sections[shown.Page-1]
	problems := map[string]*assessments.AnswerProblem{}
	if in.Check {
		problems = sitting.Complaints(section, in.Values)
	}
	for _, question := range section.Questions {
		shown.Shown = append(shown.Shown, question.ID)
	}
	shown.Problems = len(problems)
	return v.previewed("sitting_section", v.sectionPage(*sitting, shown.Page-1, problems, in.Values, in.New), sitting)
}

// previewed renders a page in the scheme that was asked for, whatever the
// system prefers.
func (v *visit) previewed(name string, made page, sitting *responses.Sitting) (string, error) {
	made.Outside, made.Brand = true, sitting.Organization.Name
	if sitting.Organization.ID != 0 {
		made.Look = &sitting.Organization
	}
	rendered, err := v.render(name, made, v.portal.stylesheet())
	if err != nil {
		return "", err
	}
	media, scheme := "@media not all", "light"
	if v.preview.dark {
		media, scheme = "@media all", "dark"
	}
	return strings.NewReplacer(
		"@media (prefers-color-scheme:dark)", media, `content="light dark"`, `content="`+scheme+`"`, "color-scheme:light dark", "color-scheme:"+scheme,
	).Replace(string(rendered)), nil
}

// preview is what a page is shown as, where nobody visits it.
type preview struct{ dark bool }
