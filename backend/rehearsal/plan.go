package rehearsal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"portico/backend/access"
	"portico/backend/assessments"
	"portico/backend/settings"
	"portico/backend/store"
)

// plan is what must happen, worked out from the rows that the administrator
// saved: read by queries of its own, so that a mistake in the services that
// make the pages can't hide itself.
type plan struct {
	general  settings.General
	portal   settings.Portal
	users    settings.Users
	counts   struct{ Organizations, Users int64 }
	open     bool // partners register by themselves
	level    int  // Require Organization Level
	model    modelUser
	parent   place // under which a new partner will stand; zero for none
	hasLevel bool  // there is an active organization of the required level
	other    place // an active organization whose key is tried as well; zero for none
	// of the partner that is made, in either way
	given        []assessment
	restrictions access.Restrictions
	foreign      int64 // an existing response of another organization; 0 for none
	signing      signing
}

type place struct {
	ID       int64
	Name     string
	Path     string
	Level    int
	ParentID *int64
}

type assessment struct {
	ID         int64
	Name       string
	VersionID  *int64 // published
	Definition string
}

func (a assessment) published() bool { return a.VersionID != nil }

type modelUser struct {
	ID           int64
	FirstName    string
	LastName     string
	Email        string
	Type         string
	IsSuspended  bool
	Restrictions store.Strings
}

func (m modelUser) name() string { return m.FirstName + " " + m.LastName }

// requiresCode reports whether managers must have a second factor.
func (p *plan) requiresCode() bool {
	return p.users.TwoFactor == settings.TwoFactorManagers || p.users.TwoFactor == settings.TwoFactorEverybody
}

// settingsPage is a page of Organization Settings and the tick that allows it.
type settingsPage struct {
	path  string
	tick  string // as it reads on the Partner Portal tab
	title string
	isOn  bool
}

// settingsPages are the pages of Organization Settings, as guide 000 names
// their ticks in step 4.
func (p *plan) settingsPages() []settingsPage {
	hidden := p.restrictions[access.HideOrganizationSettings]
	return []settingsPage{
		{"/organization/profile", "Allow Organization Self-Management", "Profile", p.portal.AllowSelfManagement && !hidden},
		{"/organization/users", "Allow Organization User-Management", "Users", p.portal.AllowUserManagement && !hidden},
		{"/organization/drivers", "Allow Organization Drivers", "Drivers", p.portal.AllowDrivers && !hidden},
		{"/organization/classifiers", "Allow Organization Classifiers", "Classifiers", p.portal.AllowClassifiers && !hidden},
		{"/organization/roles", "Allow Organization Roles", "Roles", p.portal.AllowRoles && !hidden},
	}
}

// readPlan reads the plan from a copy of the site before anything happens in it.
func readPlan(ctx context.Context, s *store.Store) (*plan, error) {
	p := &plan{
		general: settings.General{SiteName: "Partner portal", TimeZone: "UTC"},
		portal:  settings.Portal{DefaultResourceAllocation: settings.Unlimited, ListParents: true},
		users:   settings.Users{TwoFactor: settings.TwoFactorOff, PasswordMinimum: settings.LeastPassword, LockoutThreshold: 10},
	}
	db := s.Read(ctx)
	var rows []struct{ Name, Value string }
	if err := db.Raw("SELECT name, value FROM settings").Scan(&rows).Error; err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	for _, row := range rows {
		into := map[string]any{"general": &p.general, "portal": &p.portal, "users": &p.users}[row.Name]
		if into == nil {
			continue
		}
		if err := json.Unmarshal([]byte(row.Value), into); err != nil {
			return nil, fmt.Errorf("read %s settings: %w", row.Name, err)
		}
	}
	p.open = p.general.UseOrganization && p.general.UsePartnerPortal && p.portal.AllowExternalOrganizationCreation
	p.level = p.portal.RequireOrganizationLevel
	if err := db.Raw("SELECT (SELECT COUNT(*) FROM organizations) AS organizations, (SELECT COUNT(*) FROM users) AS users").Scan(&p.counts).Error; err != nil {
		return nil, fmt.Errorf("count copy: %w", err)
	}
	if err := errors.Join(p.readPeople(ctx, s), p.readPlaces(ctx, s), p.readSigning(ctx, s)); err != nil {
		return nil, err
	}
	return p, nil
}

// readPeople reads whom new partners are copied from and what they get. By
// hand it is the administrator who gives: what is published, up to three.
func (p *plan) readPeople(ctx context.Context, s *store.Store) error {
	db := s.Read(ctx)
	const columns = "SELECT a.id, a.name, a.published_version_id AS version_id, COALESCE(v.definition, '') AS definition FROM assessments a LEFT JOIN assessment_versions v ON v.id = a.published_version_id "
	if !p.open {
		p.restrictions = access.Restrictions{}
		if err := db.Raw(columns + "WHERE a.published_version_id IS NOT NULL ORDER BY a.id LIMIT 3").Scan(&p.given).Error; err != nil {
			return fmt.Errorf("read assessments: %w", err)
		}
		return nil
	}
	err := errors.Join(
		db.Raw("SELECT id, first_name, last_name, email, type, is_suspended, restrictions FROM users WHERE id = ?", p.portal.ModelUserID).Scan(&p.model).Error,
		db.Raw(columns+"JOIN user_assessments ua ON ua.assessment_id = a.id WHERE ua.user_id = ? ORDER BY a.id", p.portal.ModelUserID).Scan(&p.given).Error,
	)
	if err != nil {
		return fmt.Errorf("read Model User: %w", err)
	}
	p.restrictions = access.Restrictions{}
	for _, name := range p.model.Restrictions {
		p.restrictions[access.Restriction(name)] = true
	}
	return nil
}

func (p *plan) readPlaces(ctx context.Context, s *store.Store) error {
	db := s.Read(ctx)
	const columns = "SELECT id, name, path, level, parent_id FROM organizations WHERE status = 'active' "
	err := errors.Join(
		db.Raw(columns+"AND level = ? ORDER BY id LIMIT 1", p.level).Scan(&p.parent).Error,
		db.Raw(columns+"AND level < 5 AND level >= ? ORDER BY level DESC, id LIMIT 1", max(1, p.level)).Scan(&p.other).Error,
		db.Raw("SELECT COALESCE(MIN(id), 0) FROM responses").Scan(&p.foreign).Error,
	)
	if err != nil {
		return fmt.Errorf("read organizations: %w", err)
	}
	p.hasLevel = p.parent.ID != 0
	return nil
}

// problem returns what keeps partners from registering although the settings
// say that they can, with the place that mends it; "" when nothing does.
func (p *plan) problem(ctx context.Context, s *store.Store) (text string, to mend, err error) {
	var active int64
	if err := s.Read(ctx).Raw("SELECT COUNT(*) FROM user_organizations uo JOIN organizations o ON o.id = uo.organization_id WHERE uo.user_id = ? AND o.status = 'active'", p.model.ID).Scan(&active).Error; err != nil {
		return "", mend{}, fmt.Errorf("read Model User: %w", err)
	}
	user := mend{Label: "Open the Model User", To: fmt.Sprintf("/users/%d", p.model.ID)}
	switch {
	case p.portal.ModelUserID == 0:
		return "No Model User is chosen, so nobody can register.", mendPortal, nil
	case p.model.ID == 0:
		return "The Model User does not exist any more, so nobody can register.", mendPortal, nil
	case p.model.Type != "manager":
		return fmt.Sprintf("The Model User %s is no Assessment Manager any more, so nobody can register.", p.model.name()), user, nil
	case p.model.IsSuspended:
		return fmt.Sprintf("The Model User %s is suspended, so nobody can register.", p.model.name()), user, nil
	case active == 0:
		return fmt.Sprintf("The Model User %s has no active organization, so nobody can register.", p.model.name()), user, nil
	case len(p.given) == 0:
		return fmt.Sprintf("The Model User %s has no assessment, so nobody can register.", p.model.name()), user, nil
	case !slices.ContainsFunc(p.given, assessment.published):
		return fmt.Sprintf("None of the assessments of the Model User %s is published, so nobody can register.", p.model.name()), mend{Label: "Open Assessments", To: "/assessments"}, nil
	case p.level > 0 && !p.hasLevel:
		return fmt.Sprintf("Require Organization Level is %d, but there is no active organization of that level to choose.", p.level), mendPortal, nil
	}
	return "", mend{}, nil
}

// richest returns the published assessment that was given with the most types
// of questions, with its definition; false where none is published.
func (p *plan) richest() (assessment, assessments.Definition, error) {
	var best assessment
	var bestDefinition assessments.Definition
	most := 0
	for _, one := range p.given {
		if !one.published() {
			continue
		}
		var definition assessments.Definition
		if err := json.Unmarshal([]byte(one.Definition), &definition); err != nil {
			return assessment{}, definition, fmt.Errorf("read assessment %s: %w", one.Name, err)
		}
		kinds := map[assessments.QuestionType]bool{}
		for _, section := range definition.Sections {
			for _, question := range section.Questions {
				kinds[question.Type] = true
			}
		}
		if len(kinds) > most {
			best, bestDefinition, most = one, definition, len(kinds)
		}
	}
	if most == 0 {
		return assessment{}, bestDefinition, errNoAssessment
	}
	return best, bestDefinition, nil
}

var errNoAssessment = errors.New("no assessment is published")
