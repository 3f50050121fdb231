package assessments

import "portico/backend/store"

// Assessment is a questionnaire with its versions. Code and name follow the
// newest version that was imported.
type Assessment struct {
	ID                 int64
	Code               string
	CodeKey            string
	Name               string
	NameKey            string
	Description        string
	DriversBy          DriversBy // where the drivers are set
	PublishedVersionID *int64    // the version that new responses get; nil when there is none
	CreatedAt          store.Time
	UpdatedAt          store.Time
}

// TableName is the table of assessments.
func (Assessment) TableName() string { return "assessments" }

// DriversBy says where the drivers of an assessment are set. The other places
// don't show them.
type DriversBy string

// The places.
const (
	ByOrganization DriversBy = "organization"
	ByCohort       DriversBy = "cohort"
	ByResponse     DriversBy = "response"
)

// State is where a version stands.
type State string

// The states of a version. An assessment has at most one draft and at most
// one published version.
const (
	Draft     State = "draft"
	Published State = "published"
	Retired   State = "retired"
)

// Version is one version of an assessment. Publishing freezes its definition;
// a response keeps the version it was made with (ASM-3).
type Version struct {
	ID           int64
	AssessmentID int64
	Number       int
	State        State
	Definition   string `json:"-"` // the JSON file as it was imported
	CreatedAt    store.Time
	UpdatedAt    store.Time
	PublishedAt  store.Time
}

// TableName is the table of versions.
func (Version) TableName() string { return "assessment_versions" }

// Summary is an assessment as a list shows it.
type Summary struct {
	Assessment
	PublishedNumber int // 0 when no version is published
	DraftNumber     int // 0 when there is no draft
	DraftProblems   int // of the draft as the editor left it; 0 when it can be published
	Sections        int // of the published version, else of the draft, else of the newest
	Questions       int
	Minutes         int
	IsScored        bool
}
