package registrations

import (
	"context"
	"fmt"

	"portico/backend/fault"
	"portico/backend/settings"
	"portico/backend/users"
)

// SaveSettings saves the Partner Portal settings after checking that the Model
// User holds (PRT-2) and that the required level has organizations to choose
// from (PRT-5).
func (s *Service) SaveSettings(ctx context.Context, portal settings.Portal) error {
	return s.Store.InTx(ctx, func(ctx context.Context) error {
		general, err := s.Settings.General(ctx)
		if err != nil {
			return err
		}
		if !general.UsePartnerPortal {
			return fault.New(fault.Conflict, "The Partner Portal is switched off. Tick Use Partner Portal first.").WithMend("Open General", "/settings/features/general")
		}
		if portal.AllowExternalOrganizationCreation && portal.ModelUserID != 0 {
			_, problem, err := s.Users.Model(ctx, portal.ModelUserID)
			if err != nil {
				return err
			}
			if problem != "" {
				return &fault.Error{Code: fault.Invalid, Message: problem + " Choose another Model User.", Fields: map[string]string{"modelUserId": problem + " Choose another."}}
			}
		}
		return s.Settings.SavePortal(ctx, portal)
	})
}

// Status is how self-registration stands, for the administrator.
type Status struct {
	Portal       settings.Portal
	Model        users.Model
	ModelProblem string // why the Model User does not hold; "" when it does or registration is off
	LevelProblem string // why nobody can choose a parent
	LevelCounts  [4]int64
	Link         Link
}

// Status returns how self-registration stands, for the administrator.
func (s *Service) Status(ctx context.Context) (Status, error) {
	portal, err := s.Settings.Portal(ctx)
	if err != nil {
		return Status{}, err
	}
	status := Status{Portal: portal}
	var problem string
	if status.Model, problem, err = s.Users.Model(ctx, portal.ModelUserID); err != nil {
		return Status{}, err
	}
	figures, err := s.Organizations.Figures(ctx)
	if err != nil {
		return Status{}, err
	}
	copy(status.LevelCounts[:], figures.ByLevel[:])
	if portal.AllowExternalOrganizationCreation {
		status.ModelProblem = problem
		if level := portal.RequireOrganizationLevel; level > 0 && status.LevelCounts[level-1] == 0 {
			status.LevelProblem = fmt.Sprintf("Partners must choose an organization of level %d, and there is none.", level)
		}
	}
	status.Link, err = s.defaultLink(ctx)
	return status, err
}
