package bindings

// AssessmentRow is one line of the list.
type AssessmentRow struct {
	ID          int64  `json:"id"`
	Code        string `json:"code"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Published   int    `json:"published"` // number of the published version, 0 for none
	Draft       int    `json:"draft"`     // number of the draft, 0 for none
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
	Driver   string `json:"driver"` // "" when always shown
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
func (a *Assessments) List(search string) ([]AssessmentRow, error) { panic("x") }

// Get returns one assessment.
func (a *Assessments) Get(id int64) (AssessmentDetail, error) { panic("x") }

// Import reads a definition (JSON text): a new assessment, or a new draft of
// the one with the same code. Mistakes come back as problems, not as an error.
func (a *Assessments) Import(definition string) (ImportResult, error) { panic("x") }

// ImportSample imports one of the samples by its code.
func (a *Assessments) ImportSample(code string) (ImportResult, error) { panic("x") }

// Samples returns the samples that come with the program.
func (a *Assessments) Samples() ([]SampleInfo, error) { panic("x") }

// Publish freezes the draft and gives it to new responses.
func (a *Assessments) Publish(id int64) (AssessmentDetail, error) { panic("x") }

// Retire takes the published version out of use; open responses go on.
func (a *Assessments) Retire(id int64) (AssessmentDetail, error) { panic("x") }

// Export returns the definition as JSON text: the draft, else the published version.
func (a *Assessments) Export(id int64) (string, error) { panic("x") }

// Schema returns the JSON Schema of definitions.
func (a *Assessments) Schema() (string, error) { panic("x") }
