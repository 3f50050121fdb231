package users

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"portico/backend/access"
	"portico/backend/store"
)

// Model is a user from whom new partners can be copied, and what they get.
type Model struct {
	User           User
	OrganizationID int64 // the first active one: the Model Organization
	Organization   string
	AssessmentIDs  []int64
	Assessments    []string // names of the published ones
	Unpublished    []string // names of those that nobody can answer
	Restrictions   []string // labels
}

// Model returns what a new partner would get from a user, and the reason why
// that user can't be the Model User, or "" (PRT-2).
func (s *Service) Model(ctx context.Context, id int64) (model Model, problem string, err error) {
	if id == 0 {
		return Model{}, "No Model User is chosen.", nil
	}
	u, err := s.Load(ctx, id)
	if errors.Is(err, errNotFound) {
		return Model{}, "The Model User does not exist any more.", nil
	}
	if err != nil {
		return Model{}, "", err
	}
	models, err := s.models(ctx, []User{u})
	if err != nil {
		return Model{}, "", err
	}
	model = models[0]
	switch {
	case u.Type != Manager:
		problem = fmt.Sprintf("%s is no Assessment Manager any more.", u.Name())
	case u.IsSuspended:
		problem = fmt.Sprintf("%s is suspended.", u.Name())
	case model.OrganizationID == 0:
		problem = fmt.Sprintf("%s has no active organization.", u.Name())
	case len(model.Assessments) == 0:
		problem = fmt.Sprintf("%s has no published assessment.", u.Name())
	}
	return model, problem, nil
}

// ModelChoices returns at most 50 users who can be the Model User: active
// Assessment Managers with an active organization and a published assessment.
func (s *Service) ModelChoices(ctx context.Context, search string) ([]Model, error) {
	plan, err := s.store.PlanSearch(ctx, searched, store.ParseSearch(search), gatherLimit)
	if err != nil {
		return nil, err
	}
	from, args := "users u INDEXED BY users_name", []any(nil)
	if plan.Few {
		from, args = plan.From("u")
	}
	condition, more := plan.ConditionOfHits("u")
	if !plan.Few {
		condition, more = plan.Condition("u")
	}
	var found []User
	err = s.store.Read(ctx).Raw("SELECT u.* FROM "+from+` WHERE u.type = 'manager' AND u.is_suspended = 0 AND `+condition+`
		AND EXISTS (SELECT 1 FROM user_organizations uo CROSS JOIN organizations o ON o.id = uo.organization_id WHERE uo.user_id = u.id AND o.status = 'active')
		AND EXISTS (SELECT 1 FROM user_assessments ua CROSS JOIN assessments a ON a.id = ua.assessment_id WHERE ua.user_id = u.id AND a.published_version_id IS NOT NULL)
		ORDER BY u.name_key, u.id LIMIT 50`, slices.Concat(args, more)...).Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("find model users: %w", err)
	}
	return s.models(ctx, found)
}

// models fills in what each user would give, with one query for each kind of
// thing.
func (s *Service) models(ctx context.Context, found []User) ([]Model, error) {
	ids := make([]int64, len(found))
	for i, u := range found {
		ids[i] = u.ID
	}
	var organizations []struct {
		UserID, OrganizationID int64
		Name                   string
	}
	var assessments []struct {
		UserID, AssessmentID int64
		Name                 string
		Published            bool
	}
	db := s.store.Read(ctx)
	err := errors.Join(
		db.Raw(`SELECT uo.user_id, uo.organization_id, o.name FROM user_organizations uo CROSS JOIN organizations o ON o.id = uo.organization_id
			WHERE uo.user_id IN ? AND o.status = 'active' ORDER BY uo.position, o.id`, ids).Scan(&organizations).Error,
		db.Raw(`SELECT ua.user_id, ua.assessment_id, a.name, a.published_version_id IS NOT NULL AS published FROM user_assessments ua CROSS JOIN assessments a ON a.id = ua.assessment_id
			WHERE ua.user_id IN ? ORDER BY a.name_key, a.id`, ids).Scan(&assessments).Error,
	)
	if err != nil {
		return nil, fmt.Errorf("read model users: %w", err)
	}
	labels := map[string]string{}
	for _, label := range access.RestrictionLabels() {
		labels[string(label.Name)] = label.Label
	}
	models := make([]Model, len(found))
	for i, u := range found {
		model := Model{User: u, AssessmentIDs: []int64{}, Assessments: []string{}, Restrictions: []string{}}
		for _, o := range organizations {
			if o.UserID == u.ID && model.OrganizationID == 0 {
				model.OrganizationID, model.Organization = o.OrganizationID, o.Name
			}
		}
		for _, a := range assessments {
			if a.UserID != u.ID {
				continue
			}
			model.AssessmentIDs = append(model.AssessmentIDs, a.AssessmentID)
			if a.Published {
				model.Assessments = append(model.Assessments, a.Name)
			} else {
				model.Unpublished = append(model.Unpublished, a.Name)
			}
		}
		for _, name := range u.Restrictions {
			model.Restrictions = append(model.Restrictions, labels[name])
		}
		models[i] = model
	}
	return models, nil
}
