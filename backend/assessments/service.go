package assessments

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// Service keeps assessments and their versions.
type Service struct {
	store *store.Store
	log   *audit.Log
	// read holds definitions of versions that can't change any more, by id.
	read sync.Map
}

// New returns the service of a site.
func New(s *store.Store, log *audit.Log) *Service { return &Service{store: s, log: log} }

// List returns the assessments within the scope, by name. A manager sees those
// given to them and no others (MGR-3).
func (s *Service) List(ctx context.Context, scope access.Scope) ([]Summary, error) {
	query := s.store.Read(ctx).Order("name_key, id")
	if scope.Kind() != access.Administrator {
		query = query.Where("id IN ?", append([]int64{0}, scope.Assessments()...))
	}
	var rows []Assessment
	if err := query.Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("list assessments: %w", err)
	}
	summaries := make([]Summary, 0, len(rows))
	for _, row := range rows {
		if scope.SeesAssessment(row.ID) {
			summaries = append(summaries, Summary{Assessment: row})
		}
	}
	return summaries, s.fill(ctx, summaries)
}

// fill adds what the versions say.
func (s *Service) fill(ctx context.Context, summaries []Summary) error {
	ids := make([]int64, len(summaries))
	for i := range summaries {
		ids[i] = summaries[i].ID
	}
	if len(ids) == 0 {
		return nil
	}
	var versions []Version
	err := s.store.Read(ctx).Omit("definition").Where("assessment_id IN ?", ids).Order("number").Find(&versions).Error
	if err != nil {
		return fmt.Errorf("list assessments: %w", err)
	}
	var workings []Working
	if err := s.store.Read(ctx).Omit("text").Where("assessment_id IN ?", ids).Find(&workings).Error; err != nil {
		return fmt.Errorf("list assessments: %w", err)
	}
	newest, shown := map[int64]int{}, map[int64]Version{}
	numbers := map[int64]map[State]int{}
	for _, version := range versions {
		if numbers[version.AssessmentID] == nil {
			numbers[version.AssessmentID] = map[State]int{}
		}
		numbers[version.AssessmentID][version.State], newest[version.AssessmentID] = version.Number, version.Number
		if before, ok := shown[version.AssessmentID]; !ok || before.State != Published {
			shown[version.AssessmentID] = version
		}
	}
	for i := range summaries {
		summary := &summaries[i]
		summary.PublishedNumber, summary.DraftNumber = numbers[summary.ID][Published], numbers[summary.ID][Draft]
		for _, working := range workings {
			if working.AssessmentID == summary.ID {
				summary.DraftProblems = working.Problems
			}
		}
		if summary.DraftProblems > 0 && summary.DraftNumber == 0 {
			summary.DraftNumber = newest[summary.ID] + 1
		}
		version, ok := shown[summary.ID]
		if !ok {
			continue
		}
		definition, err := s.Definition(ctx, version.ID)
		if err != nil {
			return err
		}
		summary.Sections, summary.Questions = len(definition.Sections), definition.CountQuestions()
		summary.Minutes, summary.IsScored = definition.Minutes, definition.IsScored()
	}
	return nil
}

var errNoAssessment = fault.New(fault.NotFound, "There is no such assessment.")

// Find returns one assessment within the scope. Another's answers exactly as
// a missing one: NotFound.
func (s *Service) Find(ctx context.Context, scope access.Scope, id int64) (Assessment, error) {
	if !scope.SeesAssessment(id) {
		return Assessment{}, errNoAssessment
	}
	var assessment Assessment
	err := s.store.Read(ctx).First(&assessment, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Assessment{}, errNoAssessment
	}
	if err != nil {
		return Assessment{}, fmt.Errorf("find assessment: %w", err)
	}
	return assessment, nil
}

// Versions returns the versions of an assessment within the scope, newest
// first and without their definitions.
func (s *Service) Versions(ctx context.Context, scope access.Scope, id int64) ([]Version, error) {
	if _, err := s.Find(ctx, scope, id); err != nil {
		return nil, err
	}
	versions := []Version{}
	err := s.store.Read(ctx).Omit("definition").Where("assessment_id = ?", id).Order("number DESC").Find(&versions).Error
	if err != nil {
		return nil, fmt.Errorf("list versions: %w", err)
	}
	return versions, nil
}

// Definition returns what a version asks.
func (s *Service) Definition(ctx context.Context, versionID int64) (Definition, error) {
	if known, ok := s.read.Load(versionID); ok {
		return known.(Definition), nil
	}
	version, err := s.version(ctx, versionID)
	if err != nil {
		return Definition{}, err
	}
	definition, problems := Read([]byte(version.Definition))
	if len(problems) > 0 {
		return Definition{}, fmt.Errorf("read version %d: %w", versionID, errors.New(problems[0].String()))
	}
	if version.State != Draft {
		s.store.AfterCommit(ctx, func() { s.read.Store(versionID, definition) })
	}
	return definition, nil
}

func (s *Service) version(ctx context.Context, id int64) (Version, error) {
	var version Version
	err := s.store.Read(ctx).First(&version, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Version{}, fault.New(fault.NotFound, "There is no such version.")
	}
	if err != nil {
		return Version{}, fmt.Errorf("find version: %w", err)
	}
	return version, nil
}

// Current returns the version that a new response of an assessment gets, with
// what it asks. It returns a Conflict fault while none is published.
func (s *Service) Current(ctx context.Context, scope access.Scope, id int64) (versionID int64, definition Definition, err error) {
	assessment, err := s.Find(ctx, scope, id)
	if err != nil {
		return 0, Definition{}, err
	}
	if assessment.PublishedVersionID == nil {
		return 0, Definition{}, fault.New(fault.Conflict, "“"+assessment.Name+"” has no published version, so nobody can answer it yet.")
	}
	definition, err = s.Definition(ctx, *assessment.PublishedVersionID)
	return *assessment.PublishedVersionID, definition, err
}

// Export returns the file of a version as it was imported, and a name for it.
func (s *Service) Export(ctx context.Context, versionID int64) (name string, data []byte, err error) {
	version, err := s.version(ctx, versionID)
	if err != nil {
		return "", nil, err
	}
	assessment, err := s.Find(ctx, access.ForAdministrator(), version.AssessmentID)
	if err != nil {
		return "", nil, err
	}
	name = fmt.Sprintf("%s-v%d.json", strings.ToLower(assessment.Code), version.Number)
	return name, []byte(version.Definition), nil
}
