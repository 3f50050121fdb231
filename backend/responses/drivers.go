package responses

import (
	"context"
	"fmt"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
)

// DriverValue is a driver of an assessment as it stands for an organization.
type DriverValue struct {
	assessments.Driver
	IsOn      bool   // what holds
	Own       *bool  // the organization's own value; nil when it has none
	Inherited bool   // what would hold without an own value
	From      string // the organization above that Inherited comes from; "" for the assessment's default
}

// AssessmentDrivers are the drivers of one assessment.
type AssessmentDrivers struct {
	AssessmentID int64
	Name         string
	Drivers      []DriverValue
}

// setDriver is a row of organization_drivers with its organization.
type setDriver struct {
	OrganizationID int64
	Name           string
	AssessmentID   int64
	Driver         string
	IsOn           bool
}

// driverRows returns the values set by an organization and those above it,
// from the top down.
func (s *Service) driverRows(ctx context.Context, organization organizations.Organization) ([]setDriver, error) {
	var rows []setDriver
	err := s.store.Read(ctx).Raw(`SELECT d.organization_id, o.name, d.assessment_id, d.driver, d.is_on
		FROM organization_drivers d JOIN organizations o ON o.id = d.organization_id
		WHERE d.organization_id IN ? ORDER BY o.level, d.driver`, store.PathIDs(organization.Path)).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read drivers: %w", err)
	}
	return rows, nil
}

// driversFor returns the values that hold for an organization: the nearest
// ancestor that has one wins. Those that nobody set are missing.
func (s *Service) driversFor(ctx context.Context, organization organizations.Organization, assessmentID int64) (assessments.Drivers, error) {
	rows, err := s.driverRows(ctx, organization)
	values := assessments.Drivers{}
	for _, row := range rows {
		if row.AssessmentID == assessmentID {
			values[row.Driver] = row.IsOn
		}
	}
	return values, err
}

// driversToBegin returns the values that hold for a response that nobody has
// begun: its own where they are set by cohort or response, else the
// organization's at this moment.
func (s *Service) driversToBegin(ctx context.Context, sitting Sitting) (assessments.Drivers, error) {
	assessment, err := s.assessments.Find(ctx, access.ForAdministrator(), sitting.AssessmentID)
	if err != nil {
		return nil, err
	}
	if assessment.DriversBy == assessments.ByOrganization {
		return s.driversFor(ctx, sitting.Organization, sitting.AssessmentID)
	}
	return assessments.Drivers(sitting.Drivers), nil
}

// ownDrivers returns the values that a new response keeps as its own: those of
// its cohort or of the person who made it, where the assessment's are set
// there. What the version does not know is dropped.
func (s *Service) ownDrivers(ctx context.Context, input Input, membership *Membership, versionID int64) (Drivers, error) {
	assessment, err := s.assessments.Find(ctx, access.ForAdministrator(), input.AssessmentID)
	if err != nil {
		return nil, err
	}
	said := Drivers{}
	switch {
	case assessment.DriversBy == assessments.ByCohort && membership != nil:
		said, versionID = membership.Drivers, membership.VersionID
	case assessment.DriversBy == assessments.ByResponse:
		said = input.Drivers
	}
	definition, err := s.assessments.Definition(ctx, versionID)
	if err != nil || len(said) == 0 {
		return Drivers{}, err
	}
	own := Drivers{}
	for _, driver := range definition.Drivers {
		if value, ok := said[driver.ID]; ok {
			own[driver.ID] = value
		}
	}
	return own, nil
}

// Drivers returns the drivers of the assessments within the scope, as they
// stand for an organization; assessments without drivers are left out.
func (s *Service) Drivers(ctx context.Context, scope access.Scope, organizationID int64) ([]AssessmentDrivers, error) {
	organization, err := s.settingsOf(ctx, scope, organizationID, driversPage)
	if err != nil {
		return nil, err
	}
	rows, err := s.driverRows(ctx, organization)
	if err != nil {
		return nil, err
	}
	list, err := s.assessments.List(ctx, scope)
	if err != nil {
		return nil, err
	}
	groups := []AssessmentDrivers{}
	for _, summary := range list {
		if summary.PublishedVersionID == nil || summary.DriversBy != assessments.ByOrganization {
			continue
		}
		definition, err := s.assessments.Definition(ctx, *summary.PublishedVersionID)
		if err != nil {
			return nil, err
		}
		group := AssessmentDrivers{AssessmentID: summary.ID, Name: summary.Name}
		for _, driver := range definition.Drivers {
			group.Drivers = append(group.Drivers, valueOf(driver, summary.ID, organizationID, rows))
		}
		if len(group.Drivers) > 0 {
			groups = append(groups, group)
		}
	}
	return groups, nil
}

func valueOf(driver assessments.Driver, assessmentID, organizationID int64, rows []setDriver) DriverValue {
	value := DriverValue{Driver: driver, Inherited: driver.Default}
	for _, row := range rows {
		switch {
		case row.AssessmentID != assessmentID || row.Driver != driver.ID:
		case row.OrganizationID == organizationID:
			own := row.IsOn
			value.Own = &own
		default:
			value.Inherited, value.From = row.IsOn, row.Name
		}
	}
	value.IsOn = value.Inherited
	if value.Own != nil {
		value.IsOn = *value.Own
	}
	return value
}

// SetDrivers sets an organization's own values of an assessment's drivers;
// nil takes the own value back. Responses that have begun keep what they had.
// A driver that the assessment doesn't have is an Invalid fault.
func (s *Service) SetDrivers(ctx context.Context, scope access.Scope, organizationID, assessmentID int64, values map[string]*bool) error {
	return s.store.InTx(ctx, func(ctx context.Context) error {
		organization, err := s.settingsOf(ctx, scope, organizationID, driversPage)
		if err != nil {
			return err
		}
		_, definition, err := s.assessments.Current(ctx, scope, assessmentID)
		if err != nil {
			return err
		}
		assessment, err := s.assessments.Find(ctx, scope, assessmentID)
		if err != nil {
			return err
		}
		if assessment.DriversBy != assessments.ByOrganization {
			return fault.New(fault.Conflict, "The drivers of this assessment are not set by organization.")
		}
		known := definition.WithDefaults(nil)
		for driver, value := range values {
			if _, ok := known[driver]; !ok {
				return fault.New(fault.Invalid, "This assessment has no such driver. Look at the page again.")
			}
			db := s.store.Write(ctx)
			if value == nil {
				err = db.Exec("DELETE FROM organization_drivers WHERE organization_id = ? AND assessment_id = ? AND driver = ?", organizationID, assessmentID, driver).Error
			} else {
				err = db.Exec(`INSERT INTO organization_drivers (organization_id, assessment_id, driver, is_on) VALUES (?, ?, ?, ?)
					ON CONFLICT (organization_id, assessment_id, driver) DO UPDATE SET is_on = excluded.is_on`, organizationID, assessmentID, driver, *value).Error
			}
			if err != nil {
				return fmt.Errorf("set driver: %w", err)
			}
		}
		return s.log.Record(ctx, audit.Change{
			Action:  "organization.drivers",
			Subject: audit.Subject{Kind: "organization", ID: organization.ID, Name: organization.Name},
			After:   map[string]any{"assessment_id": assessmentID, "drivers": values},
		})
	})
}

// CopySettings gives an organization what another has set for its responses:
// drivers, classifiers and participant roles, as a new partner gets those of
// the Model Organization (REG-2). It belongs into the transaction that makes
// the organization.
func (s *Service) CopySettings(ctx context.Context, from, to int64) error {
	for _, statement := range []string{
		"INSERT INTO organization_drivers (organization_id, assessment_id, driver, is_on) SELECT ?, assessment_id, driver, is_on FROM organization_drivers WHERE organization_id = ?",
		"INSERT INTO organization_classifiers (organization_id, name, name_key, choices, position) SELECT ?, name, name_key, choices, position FROM organization_classifiers WHERE organization_id = ?",
		"INSERT INTO organization_participant_roles (organization_id, name, name_key, position) SELECT ?, name, name_key, position FROM organization_participant_roles WHERE organization_id = ?",
	} {
		if err := s.store.Write(ctx).Exec(statement, to, from).Error; err != nil {
			return fmt.Errorf("copy settings of the model organization: %w", err)
		}
	}
	return nil
}
