// Package access says who asks, and what they may see.
//
// A Scope is an argument of every query that the portal can reach, counts and
// exports included, so that forgetting the question doesn't compile. The zero
// Scope sees nothing.
package access

import (
	"fmt"
	"slices"
	"strings"

	"portico/backend/store"
)

// Kind is what sort of asker a Scope stands for.
type Kind int

// The kinds. Nobody is the zero value.
const (
	Nobody Kind = iota
	Administrator
	Manager
)

// Place is an organization that a manager was given: its id, its materialised
// path and its level (1 to 5).
type Place struct {
	ID    int64
	Path  string
	Level int
	Name  string
}

// Scope is who asks and what they may see. It is made at the beginning of each
// request from what the database says then, so that a changed restriction,
// organization or suspension counts from the next request (SEC-26).
type Scope struct {
	kind         Kind
	userID       int64
	places       []Place // active organizations only; none inside another
	assessments  []int64
	restrictions Restrictions
}

// ForAdministrator is the scope of the person at the desktop, who sees all.
func ForAdministrator() Scope { return Scope{kind: Administrator} }

// ForManager is the scope of an Assessment Manager: the organizations given to
// them (and all below, unless restricted to their own), and the assessments
// given to them.
func ForManager(userID int64, places []Place, assessments []int64, restrictions Restrictions) Scope {
	return Scope{kind: Manager, userID: userID, places: places, assessments: assessments, restrictions: restrictions}
}

// Kind returns what sort of asker this is.
func (s Scope) Kind() Kind { return s.kind }

// UserID returns the manager's user id, or 0.
func (s Scope) UserID() int64 { return s.userID }

// Places returns the organizations that were given directly.
func (s Scope) Places() []Place { return s.places }

// Assessments returns the ids of the assessments given to a manager.
func (s Scope) Assessments() []int64 { return s.assessments }

// Is reports whether a restriction is in force for this asker.
func (s Scope) Is(restriction Restriction) bool {
	return s.kind == Manager && s.restrictions[restriction]
}

// Restrictions returns the restrictions in force.
func (s Scope) Restrictions() Restrictions { return s.restrictions }

// SeesAssessment reports whether an assessment is within the scope.
func (s Scope) SeesAssessment(id int64) bool {
	return s.kind == Administrator || s.kind == Manager && slices.Contains(s.assessments, id)
}

// SeesPath reports whether the organization with this path is within the scope.
func (s Scope) SeesPath(path string) bool {
	if s.kind == Administrator {
		return true
	}
	return s.kind == Manager && slices.ContainsFunc(s.places, func(place Place) bool {
		if s.restrictions[OwnOrganizationOnly] {
			return path == place.Path
		}
		return strings.HasPrefix(path, place.Path)
	})
}

// Below reports whether the organization with a path is another one or stands
// anywhere below it.
func Below(path, other string) bool { return strings.HasPrefix(path, other) }

// OrganizationsSQL returns a condition on a table of organizations (by its
// alias) that keeps those within the scope, with its arguments.
func (s Scope) OrganizationsSQL(alias string) (condition string, args []any) {
	switch s.kind {
	case Administrator:
		return "1 = 1", nil
	case Manager:
		var parts []string
		for _, place := range s.places {
			if s.restrictions[OwnOrganizationOnly] {
				parts = append(parts, alias+".id = ?")
				args = append(args, place.ID)
				continue
			}
			from, to := store.PathRange(place.Path)
			parts = append(parts, fmt.Sprintf("(%[1]s.path >= ? AND %[1]s.path < ?)", alias))
			args = append(args, from, to)
		}
		if len(parts) > 0 {
			return "(" + strings.Join(parts, " OR ") + ")", args
		}
	}
	return "1 = 0", nil
}

// ResponsesSQL returns a condition on a table of responses (by its alias) that
// keeps those of the organizations and assessments within the scope. Responses
// carry their ancestors as level1_id … level5_id, so that the condition and
// the order by time share one index.
func (s Scope) ResponsesSQL(alias string) (condition string, args []any) {
	switch s.kind {
	case Administrator:
		return "1 = 1", nil
	case Manager:
		if len(s.places) == 0 || len(s.assessments) == 0 {
			return "1 = 0", nil
		}
		var parts []string
		for _, place := range s.places {
			column := fmt.Sprintf("level%d_id", place.Level)
			if s.restrictions[OwnOrganizationOnly] {
				column = "organization_id"
			}
			parts = append(parts, alias+"."+column+" = ?")
			args = append(args, place.ID)
		}
		condition = "(" + strings.Join(parts, " OR ") + ") AND " + alias + ".assessment_id IN ?"
		return condition, append(args, s.assessments)
	}
	return "1 = 0", nil
}
