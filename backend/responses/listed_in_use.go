package responses

import (
	"context"
	"encoding/json"
	"fmt"

	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
)

// listedUse is how the responses at or below an organization use one name of a
// list that it keeps: a classifier or a participant role.
type listedUse struct {
	organization organizations.Organization
	table        string // of the list
	condition    string // on responses r, that one uses the name
	args         []any
}

// roleUse is the use of a participant role.
func roleUse(organization organizations.Organization, name string) listedUse {
	return listedUse{organization, "organization_participant_roles", "r.role = ?", []any{name}}
}

// classifierUse is the use of a classifier. Responses keep what is said of them
// as a JSON object; a quotation mark within a value is escaped there, so that a
// name in quotation marks before a colon can only be a name.
func classifierUse(organization organizations.Organization, name string) listedUse {
	return listedUse{organization, "organization_classifiers", "replace(r.classifiers, ?, '') <> r.classifiers", []any{classifierKey(name)}}
}

func classifierKey(name string) string {
	text, err := json.Marshal(name)
	if err != nil {
		panic(err) // a string always can
	}
	return string(text) + ":"
}

// where narrows to the responses that mean this list's entry: those at or below
// the organization, but for places in between that keep one of the same name
// themselves.
func (u listedUse) where(nameKey string) (string, []any) {
	from, to := store.PathRange(u.organization.Path)
	return fmt.Sprintf(`r.level%d_id = ? AND %s AND NOT EXISTS (
		SELECT 1 FROM %s own JOIN organizations keeper ON keeper.id = own.organization_id
		WHERE own.name_key = ? AND keeper.path > ? AND keeper.path < ?
		AND keeper.id IN (r.level1_id, r.level2_id, r.level3_id, r.level4_id, r.level5_id))`, u.organization.Level, u.condition, u.table),
		append(append([]any{u.organization.ID}, u.args...), nameKey, from, to)
}

// count returns how many responses use the name.
func (s *Service) count(ctx context.Context, use listedUse, nameKey string) (int64, error) {
	where, args := use.where(nameKey)
	var count int64
	if err := s.store.Read(ctx).Raw("SELECT COUNT(*) FROM responses r WHERE "+where, args...).Scan(&count).Error; err != nil {
		return 0, fmt.Errorf("count responses by list: %w", err)
	}
	return count, nil
}

// carry brings a new name over to the responses that use the old one, and
// returns how many there were. Answers of a closed cohort that are shown
// together only keep the old one: their report stays as it was, so that two of
// them can't be held against each other.
func (s *Service) carry(ctx context.Context, use listedUse, nameKey, set string, values ...any) (int64, error) {
	where, args := use.where(nameKey)
	done := s.store.Write(ctx).Exec("UPDATE responses SET "+set+" WHERE id IN (SELECT r.id FROM responses r WHERE "+where+
		" AND NOT (r.is_anonymous = 1 AND (r.cohort_id IS NULL OR EXISTS (SELECT 1 FROM cohorts c WHERE c.id = r.cohort_id AND c.closes_at <= ?))))",
		append(append(values, args...), s.store.Now())...)
	if done.Error != nil {
		return 0, fmt.Errorf("carry a new name over: %w", done.Error)
	}
	return done.RowsAffected, nil
}

// carryClassifier brings a classifier's new name over to the responses.
func (s *Service) carryClassifier(ctx context.Context, organization organizations.Organization, old Classifier, name string) (int64, error) {
	use := classifierUse(organization, old.Name)
	use.condition += " AND replace(r.classifiers, ?, '') = r.classifiers" // whoever has both keeps both
	use.args = append(use.args, classifierKey(name))
	return s.carry(ctx, use, old.NameKey, "classifiers = replace(classifiers, ?, ?)", classifierKey(old.Name), classifierKey(name))
}

// carryRole brings a participant role's new name over to the responses.
func (s *Service) carryRole(ctx context.Context, organization organizations.Organization, old ParticipantRole, name string) (int64, error) {
	return s.carry(ctx, roleUse(organization, old.Name), old.NameKey, "role = ?", name)
}

// refuseUse returns a Conflict fault that says how many responses use a name,
// and what becomes of it; nil where none does.
func refuseUse(count int64, one, many string) error {
	switch count {
	case 0:
		return nil
	case 1:
		return fault.New(fault.Conflict, one)
	}
	return fault.New(fault.Conflict, fmt.Sprintf(many, count))
}
