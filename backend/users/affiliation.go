package users

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// Affiliation is the tie of a user to an organization, with the roles that the
// person has there (SGN-2).
type Affiliation struct {
	OrganizationID int64
	Organization   string
	IsArchived     bool // the organization is; then the tie counts for nothing
	Roles          []OrganizationalRole
}

// AffiliationInput is a tie as a form sends it.
type AffiliationInput struct {
	OrganizationID int64   `json:"organization_id"`
	RoleIDs        []int64 `json:"role_ids"`
}

// maxAffiliations is how many organizations one person can be tied to.
const maxAffiliations = 1000

// IsManagement reports whether one of the roles is a management role.
func (a Affiliation) IsManagement() bool {
	return slices.ContainsFunc(a.Roles, func(role OrganizationalRole) bool { return role.IsManagement })
}

// Words is the tie as the audit log and tables have it: "Halden AS: Director,
// Contact".
func (a Affiliation) Words() string {
	names := make([]string, len(a.Roles))
	for i, role := range a.Roles {
		names[i] = role.Name
	}
	return strings.TrimSuffix(a.Organization+": "+strings.Join(names, ", "), ": ")
}

// Affiliations returns a user's ties in the order in which they were made,
// those to archived organizations too.
func (s *Service) Affiliations(ctx context.Context, userID int64) ([]Affiliation, error) {
	ties, err := s.AffiliationsOf(ctx, []int64{userID})
	if ties[userID] == nil {
		return []Affiliation{}, err
	}
	return ties[userID], err
}

// AffiliationsOf returns the ties of some users by their ids, with one query.
func (s *Service) AffiliationsOf(ctx context.Context, userIDs []int64) (map[int64][]Affiliation, error) {
	ties := map[int64][]Affiliation{}
	if len(userIDs) == 0 {
		return ties, nil
	}
	var rows []struct {
		UserID         int64
		OrganizationID int64
		Organization   string
		IsArchived     bool
		RoleID         int64
		RoleName       string
		IsManagement   bool
	}
	err := s.store.Read(ctx).Raw(`SELECT a.user_id, a.organization_id, o.name AS organization, o.status <> 'active' AS is_archived,
		COALESCE(r.id, 0) AS role_id, COALESCE(r.name, '') AS role_name, COALESCE(r.is_management, 0) AS is_management
		FROM affiliations a CROSS JOIN organizations o ON o.id = a.organization_id
		LEFT JOIN affiliation_roles ar ON ar.affiliation_id = a.id LEFT JOIN organizational_roles r ON r.id = ar.role_id
		WHERE a.user_id IN ? ORDER BY a.user_id, a.id, r.name_key`, userIDs).Scan(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("read affiliations: %w", err)
	}
	for _, row := range rows {
		list := ties[row.UserID]
		if last := len(list) - 1; last < 0 || list[last].OrganizationID != row.OrganizationID {
			list = append(list, Affiliation{OrganizationID: row.OrganizationID, Organization: row.Organization, IsArchived: row.IsArchived, Roles: []OrganizationalRole{}})
		}
		if row.RoleID != 0 {
			one := &list[len(list)-1]
			one.Roles = append(one.Roles, OrganizationalRole{ID: row.RoleID, Name: row.RoleName, IsManagement: row.IsManagement})
		}
		ties[row.UserID] = list
	}
	return ties, nil
}

// setAffiliations makes these the user's only ties, in the caller's
// transaction, and writes down what changed. A tie that stays keeps its row.
func (s *Service) setAffiliations(ctx context.Context, u User, wanted []AffiliationInput) (changed bool, err error) {
	before, err := s.Affiliations(ctx, u.ID)
	if err != nil {
		return false, err
	}
	if wanted, err = s.checkAffiliations(ctx, wanted, before); err != nil {
		return false, err
	}
	kept := make([]int64, len(wanted)) // organizations
	type tie struct {
		UserID, OrganizationID int64
		CreatedAt, UpdatedAt   store.Time
	}
	now := s.store.Now()
	var added []tie
	for i, one := range wanted {
		kept[i] = one.OrganizationID
		if !slices.ContainsFunc(before, func(old Affiliation) bool { return old.OrganizationID == one.OrganizationID }) {
			added = append(added, tie{u.ID, one.OrganizationID, now, now})
		}
	}
	db := s.store.Write(ctx)
	if err := db.Exec("DELETE FROM affiliations WHERE user_id = ? AND organization_id NOT IN ?", u.ID, append(kept, 0)).Error; err != nil {
		return false, fmt.Errorf("remove affiliations: %w", err)
	}
	if len(added) > 0 {
		if err := db.Table("affiliations").CreateInBatches(added, 500).Error; err != nil {
			return false, fmt.Errorf("add affiliations: %w", err)
		}
	}
	if err := s.setAffiliationRoles(ctx, u.ID, wanted); err != nil {
		return false, err
	}
	after, err := s.Affiliations(ctx, u.ID)
	if err != nil || slices.Equal(wordsOf(before), wordsOf(after)) {
		return false, err
	}
	return true, s.log.Record(ctx, audit.Change{Action: "user.affiliations", Subject: subject(u),
		Before: map[string]any{"affiliations": wordsOf(before)}, After: map[string]any{"affiliations": wordsOf(after)}})
}

// setAffiliationRoles writes the roles of all ties of a user with one
// statement for what goes and one for what comes.
func (s *Service) setAffiliationRoles(ctx context.Context, userID int64, wanted []AffiliationInput) error {
	var places []struct{ ID, OrganizationID int64 }
	if err := s.store.Read(ctx).Raw("SELECT id, organization_id FROM affiliations WHERE user_id = ?", userID).Scan(&places).Error; err != nil {
		return fmt.Errorf("find affiliations: %w", err)
	}
	ids := map[int64]int64{}
	for _, place := range places {
		ids[place.OrganizationID] = place.ID
	}
	type given struct{ AffiliationID, RoleID int64 }
	var had []given
	if err := s.store.Read(ctx).Raw("SELECT ar.affiliation_id, ar.role_id FROM affiliations a CROSS JOIN affiliation_roles ar ON ar.affiliation_id = a.id WHERE a.user_id = ?", userID).Scan(&had).Error; err != nil {
		return fmt.Errorf("find roles of affiliations: %w", err)
	}
	want := map[given]bool{}
	var added []given
	for _, one := range wanted {
		for _, role := range one.RoleIDs {
			pair := given{ids[one.OrganizationID], role}
			want[pair] = true
			if !slices.Contains(had, pair) {
				added = append(added, pair)
			}
		}
	}
	db := s.store.Write(ctx)
	for _, pair := range had {
		if want[pair] {
			continue
		}
		if err := db.Exec("DELETE FROM affiliation_roles WHERE affiliation_id = ? AND role_id = ?", pair.AffiliationID, pair.RoleID).Error; err != nil {
			return fmt.Errorf("take role off: %w", err)
		}
	}
	if len(added) == 0 {
		return nil
	}
	if err := db.Table("affiliation_roles").CreateInBatches(added, 500).Error; err != nil {
		return fmt.Errorf("give role: %w", err)
	}
	return nil
}

// checkAffiliations cleans what a form sent. An organization that is new to the
// person must be active; one that was archived since may stay.
func (s *Service) checkAffiliations(ctx context.Context, wanted []AffiliationInput, before []Affiliation) ([]AffiliationInput, error) {
	var fields fault.Fields
	cleaned := []AffiliationInput{}
	var newcomers, roles []int64
	seen := map[int64]bool{}
	for _, one := range wanted {
		if one.OrganizationID == 0 || seen[one.OrganizationID] {
			continue
		}
		seen[one.OrganizationID] = true
		one.RoleIDs = unique(one.RoleIDs)
		roles = append(roles, one.RoleIDs...)
		cleaned = append(cleaned, one)
		if !slices.ContainsFunc(before, func(old Affiliation) bool { return old.OrganizationID == one.OrganizationID }) {
			newcomers = append(newcomers, one.OrganizationID)
		}
	}
	fields.Require(len(cleaned) <= maxAffiliations, "affiliations", fmt.Sprintf("At most %d organizations.", maxAffiliations))
	if err := fields.Err(); err != nil {
		return nil, err
	}
	for _, check := range []struct {
		ids     []int64
		sql     string
		message string
	}{
		{newcomers, "SELECT COUNT(*) FROM organizations WHERE id IN ? AND status = 'active'", "One of these organizations does not exist any more, or is archived. Choose again."},
		{unique(roles), "SELECT COUNT(*) FROM organizational_roles WHERE id IN ?", "One of these roles does not exist any more. Choose again."},
	} {
		if len(check.ids) == 0 {
			continue
		}
		var there int64
		if err := s.store.Read(ctx).Raw(check.sql, check.ids).Scan(&there).Error; err != nil {
			return nil, fmt.Errorf("check affiliations: %w", err)
		}
		fields.Require(there == int64(len(check.ids)), "affiliations", check.message)
	}
	return cleaned, fields.Err()
}

func wordsOf(ties []Affiliation) []string {
	words := make([]string, len(ties))
	for i, tie := range ties {
		words[i] = tie.Words()
	}
	return words
}
