package assessments

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// Imported says what an import made.
type Imported struct {
	AssessmentID int64
	VersionID    int64
	Number       int
	Name         string
	IsNew        bool // the assessment was not there before
}

// Import takes a definition file in. A new code becomes a new assessment with
// its first draft; a known code gets the file as its draft, in the place of an
// earlier draft. It returns a *ProblemsError, with each mistake's place in the
// file, when the file is not right; nothing is changed then.
func (s *Service) Import(ctx context.Context, data []byte) (Imported, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	definition, problems := Read(data)
	if len(problems) > 0 {
		return Imported{}, &ProblemsError{problems}
	}
	var imported Imported
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		assessment, isNew, err := s.assessmentFor(ctx, definition)
		if err != nil {
			return err
		}
		version, err := s.putDraft(ctx, assessment.ID, string(data))
		if err != nil {
			return err
		}
		if err := s.dropWorking(ctx, assessment.ID); err != nil {
			return err
		}
		imported = Imported{assessment.ID, version.ID, version.Number, assessment.Name, isNew}
		return s.log.Record(ctx, audit.Change{
			Action:  "assessment.import",
			Subject: subject(assessment),
			After:   map[string]any{"code": assessment.Code, "name": assessment.Name, "version": version.Number, "bytes": len(data)},
		})
	})
	if err != nil {
		return Imported{}, fmt.Errorf("import assessment: %w", err)
	}
	return imported, nil
}

// assessmentFor finds the assessment by the definition's code or makes it.
// The name of one that is published stays until the draft is published.
func (s *Service) assessmentFor(ctx context.Context, definition Definition) (Assessment, bool, error) {
	now := s.store.Now()
	var assessment Assessment
	err := s.store.Write(ctx).First(&assessment, "code_key = ?", store.Fold(definition.Code)).Error
	if err == nil {
		if assessment.PublishedVersionID == nil {
			assessment, err = s.rename(ctx, assessment, definition)
		}
		return assessment, false, err
	}
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		return Assessment{}, false, err
	}
	name := store.Clean(definition.Name)
	assessment = Assessment{
		DriversBy: ByOrganization,
		Code:      definition.Code, CodeKey: store.Fold(definition.Code), Name: name, NameKey: store.Fold(name),
		Description: store.CleanText(definition.Description), CreatedAt: now, UpdatedAt: now,
	}
	return assessment, true, s.store.Write(ctx).Create(&assessment).Error
}

func (s *Service) rename(ctx context.Context, assessment Assessment, definition Definition) (Assessment, error) {
	assessment.Code, assessment.Name = definition.Code, store.Clean(definition.Name)
	assessment.NameKey, assessment.Description = store.Fold(assessment.Name), store.CleanText(definition.Description)
	assessment.UpdatedAt = s.store.Now()
	return assessment, s.store.Write(ctx).Model(&Assessment{}).Where("id = ?", assessment.ID).Updates(map[string]any{
		"code": assessment.Code, "code_key": store.Fold(assessment.Code), "name": assessment.Name, "name_key": assessment.NameKey,
		"description": assessment.Description, "updated_at": assessment.UpdatedAt,
	}).Error
}

func (s *Service) putDraft(ctx context.Context, assessmentID int64, definition string) (Version, error) {
	now := s.store.Now()
	var newest, draft Version
	db := s.store.Write(ctx)
	err := db.Omit("definition").First(&draft, "assessment_id = ? AND state = ?", assessmentID, Draft).Error
	if err == nil {
		return draft, db.Model(&Version{}).Where("id = ?", draft.ID).
			Updates(map[string]any{"definition": definition, "updated_at": now}).Error
	}
	if !errors.Is(err, gorm.ErrRecordNotFound) {
		return Version{}, err
	}
	err = db.Omit("definition").Order("number DESC").Take(&newest, "assessment_id = ?", assessmentID).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return Version{}, err
	}
	draft = Version{AssessmentID: assessmentID, Number: newest.Number + 1, State: Draft, Definition: definition, CreatedAt: now, UpdatedAt: now}
	return draft, db.Create(&draft).Error
}

// Publish freezes the draft of an assessment and gives it to every response
// made from now on; the version published before is retired. Responses keep
// the version they have (ASM-3). It returns a Conflict fault without a draft.
func (s *Service) Publish(ctx context.Context, id int64) error {
	return s.change(ctx, "assessment.publish", "publish assessment", id, func(ctx context.Context, assessment Assessment) (map[string]any, error) {
		working, err := s.working(ctx, id)
		if err != nil {
			return nil, err
		}
		if working != nil {
			return nil, fault.New(fault.Conflict, fmt.Sprintf("The draft of “%s” has %s. Open the editor and mend what it lists first.", assessment.Name, countOf(working.Problems, "problem")))
		}
		db, now := s.store.Write(ctx), s.store.Now()
		var draft Version
		err = db.First(&draft, "assessment_id = ? AND state = ?", id, Draft).Error
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return nil, fault.New(fault.Conflict, "“"+assessment.Name+"” has no draft to publish. Edit it or import a file first.")
		}
		if err != nil {
			return nil, err
		}
		definition, problems := Read([]byte(draft.Definition))
		if len(problems) > 0 {
			return nil, &ProblemsError{problems}
		}
		if err := s.retirePublished(ctx, id); err != nil {
			return nil, err
		}
		err = db.Model(&Version{}).Where("id = ?", draft.ID).
			Updates(map[string]any{"state": Published, "published_at": now, "updated_at": now}).Error
		if err != nil {
			return nil, err
		}
		if _, err := s.rename(ctx, assessment, definition); err != nil {
			return nil, err
		}
		return map[string]any{"version": draft.Number, "name": definition.Name},
			db.Model(&Assessment{}).Where("id = ?", id).Update("published_version_id", draft.ID).Error
	})
}

// Retire takes the published version back, so that no new response can be
// made; those that exist can be answered. Publishing a draft opens it again.
func (s *Service) Retire(ctx context.Context, id int64) error {
	return s.change(ctx, "assessment.retire", "retire assessment", id, func(ctx context.Context, assessment Assessment) (map[string]any, error) {
		if assessment.PublishedVersionID == nil {
			return nil, fault.New(fault.Conflict, "“"+assessment.Name+"” is not published.")
		}
		if err := s.retirePublished(ctx, id); err != nil {
			return nil, err
		}
		return map[string]any{"published": false}, s.store.Write(ctx).Model(&Assessment{}).Where("id = ?", id).
			Updates(map[string]any{"published_version_id": nil, "updated_at": s.store.Now()}).Error
	})
}

// DiscardDraft drops the draft, right or not. An assessment that has no version
// then goes with it, unless users were given it. gone says whether it did.
func (s *Service) DiscardDraft(ctx context.Context, id int64) (gone bool, err error) {
	err = s.change(ctx, "assessment.discard_draft", "discard draft", id, func(ctx context.Context, assessment Assessment) (map[string]any, error) {
		db := s.store.Write(ctx)
		var versions, users int64
		if err := db.Model(&Version{}).Where("assessment_id = ? AND state <> ?", id, Draft).Count(&versions).Error; err != nil {
			return nil, err
		}
		if gone = versions == 0; gone {
			if err := db.Table("user_assessments").Where("assessment_id = ?", id).Count(&users).Error; err != nil {
				return nil, err
			}
			if users > 0 {
				return nil, fault.New(fault.Conflict, fmt.Sprintf("“%s” has no other version, and %s given it. Take it from them first.", assessment.Name, were(users)))
			}
		}
		working := db.Exec("DELETE FROM assessment_workings WHERE assessment_id = ?", id)
		if working.Error != nil {
			return nil, working.Error
		}
		result := db.Where("assessment_id = ? AND state = ?", id, Draft).Delete(&Version{})
		if result.Error == nil && result.RowsAffected+working.RowsAffected == 0 {
			return nil, fault.New(fault.Conflict, "“"+assessment.Name+"” has no draft.")
		}
		if result.Error != nil || !gone {
			return nil, result.Error
		}
		// Values that organizations chose for its drivers mean nothing without it.
		if err := db.Exec("DELETE FROM organization_drivers WHERE assessment_id = ?", id).Error; err != nil {
			return nil, err
		}
		return nil, db.Where("id = ?", id).Delete(&Assessment{}).Error
	})
	return gone, err
}

func countOf(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func were(users int64) string {
	if users == 1 {
		return "1 user was"
	}
	return fmt.Sprintf("%d users were", users)
}

func (s *Service) retirePublished(ctx context.Context, id int64) error {
	return s.store.Write(ctx).Model(&Version{}).Where("assessment_id = ? AND state = ?", id, Published).
		Updates(map[string]any{"state": Retired, "updated_at": s.store.Now()}).Error
}

// change runs a change of one assessment with its audit entry.
func (s *Service) change(ctx context.Context, action, verb string, id int64, work func(context.Context, Assessment) (map[string]any, error)) error {
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		assessment, err := s.Find(ctx, access.ForAdministrator(), id)
		if err != nil {
			return err
		}
		after, err := work(ctx, assessment)
		if err != nil {
			return err
		}
		return s.log.Record(ctx, audit.Change{Action: action, Subject: subject(assessment), After: after})
	})
	if err != nil {
		return fmt.Errorf("%s: %w", verb, err)
	}
	return nil
}

func subject(assessment Assessment) audit.Subject {
	return audit.Subject{Kind: "assessment", ID: assessment.ID, Name: assessment.Name}
}
