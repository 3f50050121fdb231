package users

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"portico/backend/access"
)

// ScopeOf returns a user and what they may see, as the database says at this
// moment: their active organizations and their assessments. An Individual sees
// no organizations through it.
func (s *Service) ScopeOf(ctx context.Context, id int64) (access.Scope, User, error) {
	u, err := s.Load(ctx, id)
	if err != nil {
		return access.Scope{}, User{}, err
	}
	if u.Type != Manager {
		return access.Scope{}, u, nil
	}
	var places []access.Place
	var assessments []int64
	db := s.store.Read(ctx)
	err = errors.Join(
		db.Raw(`SELECT o.id, o.path, o.level, o.name FROM user_organizations uo CROSS JOIN organizations o ON o.id = uo.organization_id
			WHERE uo.user_id = ? AND o.status = 'active' ORDER BY uo.position, o.id`, id).Scan(&places).Error,
		db.Raw("SELECT assessment_id FROM user_assessments WHERE user_id = ? ORDER BY assessment_id", id).Scan(&assessments).Error,
	)
	if err != nil {
		return access.Scope{}, User{}, fmt.Errorf("read scope: %w", err)
	}
	restrictions, unknown := access.ParseRestrictions(u.Restrictions)
	if unknown != "" {
		return access.Scope{}, User{}, fmt.Errorf("read scope: unknown restriction %q", unknown)
	}
	if !restrictions[access.OwnOrganizationOnly] {
		places = outermost(places)
	}
	return access.ForManager(id, places, assessments, restrictions), u, nil
}

// outermost drops places that lie inside another one of the list, and keeps
// the order.
func outermost(places []access.Place) []access.Place {
	var kept []access.Place
	for _, place := range places {
		inside := false
		for _, other := range places {
			inside = inside || other.ID != place.ID && strings.HasPrefix(place.Path, other.Path)
		}
		if !inside {
			kept = append(kept, place)
		}
	}
	return kept
}
