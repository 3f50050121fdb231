package allotments

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/mail"
	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/sitetext"
	"portico/backend/store"
)

// Outbox takes the warnings.
type Outbox interface {
	Enqueue(ctx context.Context, m mail.Mail) (int64, error)
}

// Parts are what the service works with.
type Parts struct {
	Store         *store.Store
	Log           *audit.Log
	Settings      *settings.Service
	Organizations *organizations.Service
	Assessments   *assessments.Service
	Texts         *sitetext.Service
	Outbox        Outbox
	// Settle writes down which open responses are over by now, so that what they
	// hold is given back before something is refused for want of it.
	Settle func(ctx context.Context) error
}

// Service draws on allotments and changes them. It is safe for concurrent use.
type Service struct{ Parts }

// New returns the allotments of a site.
func New(parts Parts) *Service { return &Service{parts} }

var errNotFound = fault.New(fault.NotFound, "This allotment does not exist.")

// IsOn reports whether the site uses allotments (SET-3).
func (s *Service) IsOn(ctx context.Context) (bool, error) {
	general, err := s.Settings.General(ctx)
	return general.UseAllotments, err
}

// ModeOf returns an organization's Response Allotment as it counts: Unlimited
// for everybody while Use Allotments is off (PRT-3).
func (s *Service) ModeOf(ctx context.Context, o organizations.Organization) (string, error) {
	on, err := s.IsOn(ctx)
	if err != nil || !on {
		return settings.Unlimited, err
	}
	return o.ResponseAllotment, nil
}

// refuseOff returns an Unavailable fault while Use Allotments is off.
func (s *Service) refuseOff(ctx context.Context) error {
	on, err := s.IsOn(ctx)
	if err == nil && !on {
		return fault.New(fault.Unavailable, "Allotments are switched off on this site.").WithMend("Open General", "/settings/features/general")
	}
	return err
}

func (s *Service) load(ctx context.Context, id int64) (Allotment, error) {
	var a Allotment
	err := s.Store.Read(ctx).First(&a, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Allotment{}, errNotFound
	}
	if err != nil {
		return Allotment{}, fmt.Errorf("find allotment: %w", err)
	}
	return a, nil
}

// Of returns the allotment of an organization for an assessment, and whether
// there is one.
func (s *Service) Of(ctx context.Context, organizationID, assessmentID int64) (Allotment, bool, error) {
	var found []Allotment
	err := s.Store.Read(ctx).Where("organization_id = ? AND assessment_id = ?", organizationID, assessmentID).Limit(1).Find(&found).Error
	if err != nil {
		return Allotment{}, false, fmt.Errorf("find allotment: %w", err)
	}
	if len(found) == 0 {
		return Allotment{}, false, nil
	}
	return found[0], true, nil
}

// within returns the condition on allotments (as a) and organizations (as o)
// that keeps those of a scope.
func within(scope access.Scope) (condition string, args []any) {
	condition, args = scope.OrganizationsSQL("o")
	if scope.Kind() != access.Administrator {
		condition += " AND a.assessment_id IN ?"
		args = append(args, append([]int64{0}, scope.Assessments()...))
	}
	return condition, args
}

// place finds the organization and the assessment of an allotment.
func (s *Service) place(ctx context.Context, a Allotment) (organizations.Organization, assessments.Assessment, error) {
	o, err := s.Organizations.Find(ctx, access.ForAdministrator(), a.OrganizationID)
	if err != nil {
		return o, assessments.Assessment{}, err
	}
	assessment, err := s.Assessments.Find(ctx, access.ForAdministrator(), a.AssessmentID)
	return o, assessment, err
}

// InUse returns what of this package hangs on an organization, in words, for
// the refusal to delete it (ORG-5).
func (s *Service) InUse(ctx context.Context, organizationID int64) ([]string, error) {
	var count int64
	if err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM allotments WHERE organization_id = ?", organizationID).Scan(&count).Error; err != nil {
		return nil, fmt.Errorf("count allotments: %w", err)
	}
	switch count {
	case 0:
		return nil, nil
	case 1:
		return []string{"1 allotment"}, nil
	}
	return []string{fmt.Sprintf("%d allotments", count)}, nil
}
