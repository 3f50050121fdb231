package cohorts

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/responses"
	"portico/backend/secrets"
	"portico/backend/settings"
	"portico/backend/store"
)

// Parts are what the service works with.
type Parts struct {
	Store         *store.Store
	Log           *audit.Log
	Key           secrets.Key // makes the links of open cohorts
	SiteUID       string
	Settings      *settings.Service
	Organizations *organizations.Service
	Assessments   *assessments.Service
	Responses     *responses.Service
}

// Service makes, finds and changes cohorts, and reports on them. It is safe
// for concurrent use.
type Service struct {
	Parts
	links *secrets.References
}

// New returns the cohorts of a site.
func New(parts Parts) (*Service, error) {
	links, err := secrets.NewReferences(parts.Key, "cohort link", parts.SiteUID)
	if err != nil {
		return nil, fmt.Errorf("make cohort links: %w", err)
	}
	return &Service{Parts: parts, links: links}, nil
}

var errNotFound = fault.New(fault.NotFound, "This cohort does not exist.")

// errHidden answers as a page that does not exist.
var errHidden = fault.New(fault.NotFound, "This page does not exist.")

// enter refuses whoever can't have to do with cohorts: with Use Cohorts off
// nobody (SET-3), with Hide cohorts this manager. Both answer as a page that
// does not exist.
func (s *Service) enter(ctx context.Context, scope access.Scope) error {
	general, err := s.Settings.General(ctx)
	if err != nil {
		return err
	}
	if !general.UseCohorts || scope.Is(access.HideCohorts) {
		return errHidden
	}
	return nil
}

// Find returns a cohort within the scope. Another's answers exactly as a
// missing one: a NotFound fault (SEC-33).
func (s *Service) Find(ctx context.Context, scope access.Scope, id int64) (Cohort, error) {
	if err := s.enter(ctx, scope); err != nil {
		return Cohort{}, err
	}
	return s.find(ctx, scope, id)
}

func (s *Service) find(ctx context.Context, scope access.Scope, id int64) (Cohort, error) {
	condition, args := scope.ResponsesSQL("c")
	var found []Cohort
	err := s.Store.Read(ctx).Raw("SELECT c.* FROM cohorts c WHERE c.id = ? AND "+condition, append([]any{id}, args...)...).Scan(&found).Error
	if err != nil {
		return Cohort{}, fmt.Errorf("find cohort: %w", err)
	}
	if len(found) == 0 {
		return Cohort{}, errNotFound
	}
	return found[0], nil
}

// Create makes a cohort of the version of the assessment that is published at
// this moment. It returns an Invalid fault with the fields at fault, named as
// the members of Input in the bridge: organizationId, assessmentId, type,
// name, subjectFirstName, subjectLastName, subjectEmail, closesAt, minimum,
// maximum, remindDays, language.
func (s *Service) Create(ctx context.Context, scope access.Scope, input Input) (Cohort, error) {
	if err := s.enter(ctx, scope); err != nil {
		return Cohort{}, err
	}
	if err := refuseMaking(scope); err != nil {
		return Cohort{}, err
	}
	now := s.Store.Now()
	fields := input.validate(now, store.Time{})
	cohort := Cohort{OrganizationID: input.OrganizationID, AssessmentID: input.AssessmentID, Type: input.Type, IsAnonymous: input.IsAnonymous, LinkGeneration: 1, CreatedAt: now, UpdatedAt: now}
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		organization, err := s.Organizations.Find(ctx, scope, input.OrganizationID)
		switch {
		case fault.Is(err, fault.NotFound):
			fields.Add("organizationId", "Choose an organization from the list.")
		case err != nil:
			return err
		case !organization.IsActive():
			fields.Add("organizationId", "This organization is archived. Choose another.")
		}
		version, definition, err := s.Assessments.Current(ctx, scope, input.AssessmentID)
		switch {
		case fault.Is(err, fault.NotFound):
			fields.Add("assessmentId", "Choose an assessment from the list.")
		case fault.Is(err, fault.Conflict):
			fields.Add("assessmentId", fault.As(err).Message)
		case err != nil:
			return err
		}
		if err := fields.Err(); err != nil {
			return err
		}
		input.Drivers = known(definition, input.Drivers)
		cohort.take(input)
		cohort.Trail, cohort.VersionID = store.TrailOf(organization.Path), version
		if by := scope.UserID(); by != 0 {
			cohort.CreatedByID = &by
		}
		if err := s.Store.Write(ctx).Create(&cohort).Error; err != nil {
			return fmt.Errorf("create cohort: %w", err)
		}
		return s.Log.Record(ctx, audit.Change{Action: "cohort.create", Subject: cohort.subject(), After: cohort.facts()})
	})
	return cohort, err
}

// refuseMaking refuses whoever may neither add nor invite: a cohort without
// anybody in it would be of no use to them.
func refuseMaking(scope access.Scope) error {
	if scope.Is(access.NoAdding) && scope.Is(access.NoInviting) {
		return fault.New(fault.Forbidden, "Your access does not include inviting respondents.")
	}
	return nil
}

// known keeps the drivers that the definition has.
func known(definition assessments.Definition, said responses.Drivers) responses.Drivers {
	kept := responses.Drivers{}
	for _, driver := range definition.Drivers {
		if value, ok := said[driver.ID]; ok {
			kept[driver.ID] = value
		}
	}
	return kept
}

// Update changes what can be changed of a cohort. A new closing day holds for
// everybody who can still answer, and gives those back their time whom only
// the earlier closing ended; drivers hold for those who have not begun. The
// minimum of an anonymous cohort can't go below what its respondents were
// told, and once its report can be read, neither changes. The faults are those
// of Create.
func (s *Service) Update(ctx context.Context, scope access.Scope, id int64, input Input) (Cohort, error) {
	return s.change(ctx, scope, id, "cohort.update", func(ctx context.Context, c *Cohort) error {
		input.OrganizationID, input.AssessmentID, input.Type, input.IsAnonymous = c.OrganizationID, c.AssessmentID, c.Type, c.IsAnonymous
		fields := input.validate(s.Store.Now(), c.ClosesAt)
		fields.Require(!c.IsAnonymous || input.Minimum >= c.Minimum, "minimum", fmt.Sprintf("The respondents were promised that at least %d are shown together. It can only be raised.", c.Minimum))
		settled, err := s.isSettled(ctx, *c)
		if err != nil {
			return err
		}
		if settled {
			const shown = "The answers have been shown together. Another report beside that one could tell whose they are."
			fields.Require(input.ClosesAt.Equal(c.ClosesAt.Time), "closesAt", shown)
			fields.Require(input.Minimum == c.Minimum, "minimum", shown)
		}
		if err := fields.Err(); err != nil {
			return err
		}
		definition, err := s.Assessments.Definition(ctx, c.VersionID)
		if err != nil {
			return err
		}
		input.Drivers = known(definition, input.Drivers)
		before := *c
		c.take(input)
		return s.pass(ctx, scope, before, *c)
	})
}

// isSettled reports whether the report of a cohort whose answers are shown
// together only can be read by now. It never changes again.
func (s *Service) isSettled(ctx context.Context, c Cohort) (bool, error) {
	if !c.IsAnonymous || !c.IsClosed(s.Store.Now()) {
		return false, nil
	}
	var completed int
	err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM responses WHERE cohort_id = ? AND state = 'completed' LIMIT ?)", c.ID, c.Minimum).Scan(&completed).Error
	if err != nil {
		return false, fmt.Errorf("count answers of cohort: %w", err)
	}
	return completed >= c.Minimum, nil
}

// pass gives the responses of a cohort what has changed of it.
func (s *Service) pass(ctx context.Context, scope access.Scope, before, after Cohort) error {
	if !before.ClosesAt.Equal(after.ClosesAt.Time) || before.RemindDays != after.RemindDays {
		if after.ClosesAt.After(before.ClosesAt.Time) && scope.Is(access.NoExtending) {
			return fault.New(fault.Forbidden, "Your access does not include extending the time to answer.")
		}
		if err := s.Responses.MoveClosing(ctx, after.ID, before.ClosesAt, after.ClosesAt, after.remindAt(s.Store.Now())); err != nil {
			return err
		}
	}
	return s.Responses.SetCohortDrivers(ctx, after.ID, after.Drivers)
}

// Close ends a cohort now: nobody can answer any more.
func (s *Service) Close(ctx context.Context, scope access.Scope, id int64) (Cohort, error) {
	return s.change(ctx, scope, id, "cohort.close", func(ctx context.Context, c *Cohort) error {
		if c.IsClosed(s.Store.Now()) {
			return fault.New(fault.Conflict, "This cohort is closed already.")
		}
		before := *c
		c.ClosesAt = s.Store.Now()
		return s.pass(ctx, scope, before, *c)
	})
}

// Delete removes a cohort. Its responses stay unless withResponses is set;
// answers of an anonymous cohort stay anonymous. It needs the right to delete
// responses.
func (s *Service) Delete(ctx context.Context, scope access.Scope, id int64, withResponses bool) error {
	if scope.Is(access.NoDeleting) {
		return fault.New(fault.Forbidden, "Your access does not include deleting responses.")
	}
	if err := s.enter(ctx, scope); err != nil {
		return err
	}
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		c, err := s.find(ctx, scope, id)
		if err != nil {
			return err
		}
		gone := 0
		if withResponses {
			if gone, err = s.Responses.DeleteCohort(ctx, scope, id); err != nil {
				return err
			}
		}
		if err := s.Responses.LeaveCohort(ctx, id); err != nil {
			return err
		}
		if err := s.Store.Write(ctx).Delete(&Cohort{}, "id = ?", id).Error; err != nil {
			return fmt.Errorf("delete cohort: %w", err)
		}
		return s.Log.Record(ctx, audit.Change{Action: "cohort.delete", Subject: c.subject(), Before: c.facts(), After: map[string]any{"responses_deleted": gone}})
	})
}

// change runs a change of one cohort within a scope, in a transaction with its
// audit entry.
func (s *Service) change(ctx context.Context, scope access.Scope, id int64, action string, work func(ctx context.Context, c *Cohort) error) (Cohort, error) {
	if err := s.enter(ctx, scope); err != nil {
		return Cohort{}, err
	}
	if err := refuseMaking(scope); err != nil {
		return Cohort{}, err
	}
	var changed Cohort
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		c, err := s.find(ctx, scope, id)
		if err != nil {
			return err
		}
		before := c.facts()
		if err := work(ctx, &c); err != nil {
			return err
		}
		c.UpdatedAt = s.Store.Now()
		if err := s.Store.Write(ctx).Save(&c).Error; err != nil {
			return fmt.Errorf("change cohort: %w", err)
		}
		changed = c
		return s.Log.Record(ctx, audit.Change{Action: action, Subject: c.subject(), Before: before, After: c.facts()})
	})
	return changed, err
}

func (c Cohort) subject() audit.Subject {
	return audit.Subject{Kind: "cohort", ID: c.ID, Name: c.Name}
}

// facts is what the audit log keeps of a cohort; never the link.
func (c Cohort) facts() map[string]any {
	return map[string]any{
		"organization_id": c.OrganizationID, "assessment_id": c.AssessmentID, "version_id": c.VersionID, "type": c.Type, "name": c.Name,
		"subject": c.Subject(), "closes_at": c.ClosesAt.RFC3339(), "minimum": c.Minimum, "maximum": c.Maximum, "is_anonymous": c.IsAnonymous,
		"drivers": c.Drivers, "remind_days": c.RemindDays, "is_open": c.IsOpen, "link_generation": c.LinkGeneration,
	}
}

// Moved gives the cohorts of a branch the trail that they have since its move,
// in the transaction of the move.
func (s *Service) Moved(ctx context.Context, move organizations.Move) error {
	if err := s.Store.Write(ctx).Exec("UPDATE cohorts SET "+move.TrailSQL(), move.ID).Error; err != nil {
		return fmt.Errorf("move cohorts: %w", err)
	}
	return nil
}

// InUse returns what of this package hangs on an organization, in words, for
// the refusal to delete it.
func (s *Service) InUse(ctx context.Context, organizationID int64) ([]string, error) {
	var count int
	if err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM cohorts WHERE organization_id = ? LIMIT ?)", organizationID, store.CountLimit).Scan(&count).Error; err != nil {
		return nil, fmt.Errorf("count cohorts: %w", err)
	}
	switch count {
	case 0:
		return nil, nil
	case 1:
		return []string{"1 cohort"}, nil
	}
	return []string{fmt.Sprintf("%d cohorts", count)}, nil
}
