package assessments

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// Working is the text of a draft that is not right yet, as the editor left it.
type Working struct {
	AssessmentID int64 `gorm:"primaryKey;autoIncrement:false"`
	Text         string
	Problems     int        // at least 1
	UpdatedAt    store.Time `gorm:"autoUpdateTime:false"`
}

// TableName is the table of working texts.
func (Working) TableName() string { return "assessment_workings" }

// DraftText is what the editor opens.
type DraftText struct {
	Assessment
	Text     string // JSON
	Number   int    // of the version that it is or becomes
	From     int    // the version that it begins from, when nothing is saved yet; 0 for none
	IsSaved  bool   // there is a draft, right or not
	Problems []Problem
	SavedAt  store.Time
}

// Create makes an assessment of which nothing is there but a name: the editor
// goes on from it. It returns an Invalid fault for the fields at fault (name,
// code).
func (s *Service) Create(ctx context.Context, name, code string) (Assessment, error) {
	name, code = store.Clean(name), strings.TrimSpace(code)
	fields := &fault.Fields{}
	fields.Require(store.Fold(name) != "", "name", "Give the assessment a name.")
	fields.Require(utf8.RuneCountInString(name) <= MaxName, "name", "Use at most 200 characters.")
	fields.Require(code != "", "code", "Give the assessment a code.")
	fields.Require(code == "" || codePattern.MatchString(code), "code", "A code has letters, digits, “.”, “-” and “_”, at most 40, and begins with a letter or digit.")
	var made Assessment
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		taken, err := s.codeTaken(ctx, 0, code)
		if err != nil {
			return err
		}
		fields.Require(!taken, "code", "Another assessment has this code.")
		if err := fields.Err(); err != nil {
			return err
		}
		now := s.store.Now()
		made = Assessment{DriversBy: ByOrganization, Code: code, CodeKey: store.Fold(code), Name: name, NameKey: store.Fold(name), CreatedAt: now, UpdatedAt: now}
		if err := s.store.Write(ctx).Create(&made).Error; err != nil {
			return err
		}
		text, err := json.MarshalIndent(Definition{
			Format: FormatVersion, Code: code, Name: name, Language: "en", Completion: Completion{ShowScore: true, ShowFeedback: true},
			Sections: []Section{{ID: "section-1", Questions: []Question{}}},
		}, "", "  ")
		if err != nil {
			return err
		}
		_, problems := Read(text)
		if err := s.keepWorking(ctx, made.ID, string(text), problems); err != nil {
			return err
		}
		return s.log.Record(ctx, audit.Change{Action: "assessment.create", Subject: subject(made), After: map[string]any{"code": code, "name": name}})
	})
	if err != nil {
		return Assessment{}, fmt.Errorf("create assessment: %w", err)
	}
	return made, nil
}

func (s *Service) codeTaken(ctx context.Context, id int64, code string) (bool, error) {
	var taken bool
	err := s.store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM assessments WHERE code_key = ? AND id <> ?)", store.Fold(code), id).Scan(&taken).Error
	return taken, err
}

// DraftText returns what the editor opens: the draft as it was left, else the
// published version (or, with none, the newest) as the beginning of one.
func (s *Service) DraftText(ctx context.Context, id int64) (DraftText, error) {
	assessment, err := s.Find(ctx, access.ForAdministrator(), id)
	if err != nil {
		return DraftText{}, err
	}
	draft := DraftText{Assessment: assessment, Problems: []Problem{}}
	versions, err := s.Versions(ctx, access.ForAdministrator(), id) // newest first
	if err != nil {
		return draft, err
	}
	draft.Number = 1
	if len(versions) > 0 {
		draft.Number = versions[0].Number + 1
	}
	var source Version
	for _, version := range slices.Backward(versions) {
		switch {
		case version.State == Draft:
			source, draft.Number, draft.IsSaved, draft.SavedAt = version, version.Number, true, version.UpdatedAt
		case source.State != Draft && (version.State == Published || source.State != Published):
			source = version
		}
	}
	working, err := s.working(ctx, id)
	if err != nil {
		return draft, err
	}
	if working != nil {
		draft.Text, draft.IsSaved, draft.SavedAt = working.Text, true, working.UpdatedAt
		draft.Problems, err = s.check(ctx, assessment, []byte(working.Text))
		return draft, err
	}
	if source.ID == 0 {
		return draft, fault.New(fault.NotFound, "This assessment has no version.")
	}
	if source.State != Draft {
		draft.From = source.Number
	}
	whole, err := s.version(ctx, source.ID)
	draft.Text = whole.Definition
	return draft, err
}

func (s *Service) working(ctx context.Context, id int64) (*Working, error) {
	var working Working
	err := s.store.Read(ctx).First(&working, "assessment_id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("find working text: %w", err)
	}
	return &working, nil
}

// Check returns what is wrong with a draft's text, each with its place.
func (s *Service) Check(ctx context.Context, id int64, text []byte) ([]Problem, error) {
	assessment, err := s.Find(ctx, access.ForAdministrator(), id)
	if err != nil {
		return nil, err
	}
	return s.check(ctx, assessment, text)
}

// check adds to what the reader finds what only the site knows: whether the
// code can be had. Responses, users and files know an assessment by its code,
// so it stays once a version was published.
func (s *Service) check(ctx context.Context, assessment Assessment, text []byte) ([]Problem, error) {
	definition, problems := Read(text)
	if problems == nil {
		problems = []Problem{}
	}
	if definition.Code == "" || store.Fold(definition.Code) == assessment.CodeKey {
		return problems, nil
	}
	frozen, err := s.wasPublished(ctx, assessment.ID)
	if err != nil {
		return nil, err
	}
	taken, err := s.codeTaken(ctx, assessment.ID, definition.Code)
	switch {
	case err != nil:
		return nil, fmt.Errorf("look for code: %w", err)
	case frozen:
		return append(problems, Problem{1, 1, "code", "The code stays “" + assessment.Code + "”: a version with it was published."}), nil
	case taken:
		return append(problems, Problem{1, 1, "code", "Another assessment has this code."}), nil
	}
	return problems, nil
}

func (s *Service) wasPublished(ctx context.Context, id int64) (bool, error) {
	var frozen bool
	err := s.store.Read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM assessment_versions WHERE assessment_id = ? AND state <> 'draft')", id).Scan(&frozen).Error
	if err != nil {
		return false, fmt.Errorf("look for versions: %w", err)
	}
	return frozen, nil
}

// SaveDraft keeps the text of a draft, right or not. One that is right becomes
// the draft; one with problems is kept beside it as it is, and holds publishing
// up until it is mended. What is no JSON object, or larger than a definition
// may be, is an Invalid fault.
func (s *Service) SaveDraft(ctx context.Context, id int64, text []byte) ([]Problem, error) {
	if len(text) > MaxFileSize {
		return nil, fault.New(fault.Invalid, "This draft is larger than 1 MiB, and can't be saved.")
	}
	if root, err := parse(text); err != nil || root.kind != isObject {
		return nil, fault.New(fault.Invalid, "This is no definition of an assessment, and can't be saved.")
	}
	var problems []Problem
	err := s.change(ctx, "assessment.draft", "save draft", id, func(ctx context.Context, assessment Assessment) (map[string]any, error) {
		var err error
		if problems, err = s.check(ctx, assessment, text); err != nil {
			return nil, err
		}
		definition, _ := Read(text)
		after := map[string]any{"questions": definition.CountQuestions(), "problems": len(problems), "bytes": len(text)}
		if len(problems) > 0 {
			return after, s.keepWorking(ctx, id, string(text), problems)
		}
		if err := s.dropWorking(ctx, id); err != nil {
			return nil, err
		}
		if assessment.PublishedVersionID == nil {
			if _, err := s.rename(ctx, assessment, definition); err != nil {
				return nil, err
			}
		}
		draft, err := s.putDraft(ctx, id, string(text))
		after["version"] = draft.Number
		return after, err
	})
	return problems, err
}

func (s *Service) keepWorking(ctx context.Context, id int64, text string, problems []Problem) error {
	err := s.store.Write(ctx).Exec(`INSERT INTO assessment_workings (assessment_id, text, problems, updated_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (assessment_id) DO UPDATE SET text = excluded.text, problems = excluded.problems, updated_at = excluded.updated_at`,
		id, text, len(problems), s.store.Now()).Error
	if err != nil {
		return fmt.Errorf("keep working text: %w", err)
	}
	return nil
}

func (s *Service) dropWorking(ctx context.Context, id int64) error {
	if err := s.store.Write(ctx).Exec("DELETE FROM assessment_workings WHERE assessment_id = ?", id).Error; err != nil {
		return fmt.Errorf("drop working text: %w", err)
	}
	return nil
}

// SetDriversBy chooses where the drivers of an assessment are set. Values that
// were set elsewhere are kept, and count again when the choice is taken back.
func (s *Service) SetDriversBy(ctx context.Context, id int64, by DriversBy) error {
	if by != ByOrganization && by != ByCohort && by != ByResponse {
		return fault.New(fault.Invalid, "Drivers are set by organization, by cohort or by response.")
	}
	return s.store.InTx(ctx, func(ctx context.Context) error {
		assessment, err := s.Find(ctx, access.ForAdministrator(), id)
		if err != nil || assessment.DriversBy == by {
			return err
		}
		err = s.store.Write(ctx).Model(&Assessment{}).Where("id = ?", id).Updates(map[string]any{"drivers_by": by, "updated_at": s.store.Now()}).Error
		if err != nil {
			return fmt.Errorf("choose where drivers are set: %w", err)
		}
		return s.log.Record(ctx, audit.Change{Action: "assessment.drivers_by", Subject: subject(assessment),
			Before: map[string]any{"drivers_by": assessment.DriversBy}, After: map[string]any{"drivers_by": by}})
	})
}

// Presentable returns as much of a draft as can be shown: without the
// questions that have problems, and the sections that then have none. leftOut
// is how many questions that are.
func Presentable(text []byte) (definition Definition, leftOut int) {
	definition, problems := Read(text)
	wrong := map[string]bool{}
	for _, problem := range problems {
		if at := strings.Index(problem.Place, "].questions["); at > 0 {
			place, _, _ := strings.Cut(problem.Place[at+2:], "]")
			wrong[problem.Place[:at+2]+place+"]"] = true
		}
	}
	sections := []Section{}
	for i, section := range definition.Sections {
		questions := []Question{}
		for j, question := range section.Questions {
			if wrong[fmt.Sprintf("sections[%d].questions[%d]", i, j)] || question.Type == "" {
				leftOut++
				continue
			}
			questions = append(questions, question)
		}
		if section.Questions = questions; len(questions) > 0 {
			sections = append(sections, section)
		}
	}
	definition.Sections = sections
	return definition, leftOut
}
