// Package assessments keeps questionnaires: the format in which they are
// written, the check that finds mistakes in it, the score, and the versions
// that are drafted, published and retired.
package assessments

// FormatVersion is the number that a definition file carries in "format".
const FormatVersion = 1

// Limits of a definition, beyond which the reader refuses it. The schema
// states the same numbers.
const (
	MaxFileSize        = 1 << 20 // bytes
	MaxSections        = 50
	MaxQuestions       = 500 // in all sections together
	MaxChoices         = 50
	MaxDrivers         = 50
	MaxBands           = 20
	MaxName            = 200  // characters, of names and titles
	MaxText            = 4000 // characters, of questions and explanations
	MaxScaleSteps      = 20
	MaxWeight          = 1000.0
	MaxPoints          = 1e6
	DefaultTextLength  = 200  // characters of a short answer
	DefaultLongLength  = 4000 // characters of a long answer
	LargestTextAnswer  = 10000
	LargestNumberValue = 1e12
)

// QuestionType says how a question is answered.
type QuestionType string

// The question types. The first four can be scored.
const (
	SingleChoice   QuestionType = "single_choice"
	MultipleChoice QuestionType = "multiple_choice"
	Scale          QuestionType = "scale"
	Number         QuestionType = "number"
	ShortText      QuestionType = "short_text"
	LongText       QuestionType = "long_text"
	Date           QuestionType = "date"
)

// Definition is one version of an assessment, as its JSON file says it.
// schema.json documents every member.
type Definition struct {
	Schema       string     `json:"$schema,omitempty"`
	Format       int        `json:"format"`
	Code         string     `json:"code"`
	Name         string     `json:"name"`
	Description  string     `json:"description,omitempty"`
	Language     string     `json:"language,omitempty"` // BCP 47, for readers' voices
	Minutes      int        `json:"minutes,omitempty"`  // how long it takes, 0 when not said
	Introduction string     `json:"introduction,omitempty"`
	Completion   Completion `json:"completion"`
	Drivers      []Driver   `json:"drivers,omitempty"`
	Sections     []Section  `json:"sections"`
	Feedback     []Band     `json:"feedback,omitempty"`
}

// Completion says what the respondent is shown at the end.
type Completion struct {
	ShowScore    bool `json:"show_score"`
	ShowFeedback bool `json:"show_feedback"`
}

// Driver is a switch that shows or hides parts of the assessment. Default
// holds where no organization has said otherwise.
type Driver struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	Default     bool   `json:"default"`
}

// Section is one page of questions.
type Section struct {
	ID          string     `json:"id"`
	Title       string     `json:"title"`
	Description string     `json:"description,omitempty"`
	Show        *Condition `json:"show,omitempty"`
	Questions   []Question `json:"questions"`
	Feedback    []Band     `json:"feedback,omitempty"`
}

// Question is one question. Which members count depends on the type.
type Question struct {
	ID       string       `json:"id"`
	Type     QuestionType `json:"type"`
	Text     string       `json:"text"`
	Help     string       `json:"help,omitempty"`
	Required bool         `json:"required,omitempty"`
	Show     *Condition   `json:"show,omitempty"`

	Scored   bool    `json:"scored,omitempty"`
	Weight   float64 `json:"weight,omitempty"` // 1 when not said
	Reversed bool    `json:"reversed,omitempty"`

	Choices     []Choice `json:"choices,omitempty"`      // single and multiple choice
	ChooseLeast int      `json:"choose_least,omitempty"` // multiple choice
	ChooseMost  int      `json:"choose_most,omitempty"`  // multiple choice; 0 is any number

	Minimum      *float64 `json:"minimum,omitempty"` // scale and number
	Maximum      *float64 `json:"maximum,omitempty"`
	MinimumLabel string   `json:"minimum_label,omitempty"` // scale
	MaximumLabel string   `json:"maximum_label,omitempty"`
	Decimals     int      `json:"decimals,omitempty"` // number
	Unit         string   `json:"unit,omitempty"`

	Length int `json:"length,omitempty"` // texts: characters at most

	Earliest string `json:"earliest,omitempty"` // date: YYYY-MM-DD
	Latest   string `json:"latest,omitempty"`
}

// Choice is one answer to choose.
type Choice struct {
	ID     string  `json:"id"`
	Text   string  `json:"text"`
	Points float64 `json:"points,omitempty"`
}

// Band is the feedback for scores from From (0 to 100) up to the next band.
type Band struct {
	From  float64 `json:"from"`
	Title string  `json:"title"`
	Text  string  `json:"text,omitempty"`
}

// Drivers is the value of each driver, by its id, as it holds for a response.
type Drivers map[string]bool

// WithDefaults returns the drivers of the definition, each with the value in
// set or else its default. What the definition does not know is dropped.
func (d Definition) WithDefaults(set Drivers) Drivers {
	values := Drivers{}
	for _, driver := range d.Drivers {
		values[driver.ID] = driver.Default
		if value, said := set[driver.ID]; said {
			values[driver.ID] = value
		}
	}
	return values
}

// CountQuestions returns how many questions the definition has in all.
func (d Definition) CountQuestions() int {
	count := 0
	for _, section := range d.Sections {
		count += len(section.Questions)
	}
	return count
}

// IsScored reports whether any question is scored.
func (d Definition) IsScored() bool {
	for _, section := range d.Sections {
		for _, question := range section.Questions {
			if question.Scored {
				return true
			}
		}
	}
	return false
}

// BandFor returns the band that a score falls into, or nil.
func BandFor(bands []Band, score *float64) *Band {
	if score == nil {
		return nil
	}
	var found *Band
	for i := range bands {
		if bands[i].From <= *score {
			found = &bands[i]
		}
	}
	return found
}
