package registrations

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/access"
	"portico/backend/fault"
	"portico/backend/organizations"
)

// Invitation is what the address of the registration page carries.
type Invitation struct {
	Link string // of a named link, what stands after "link="; "" for the default link
	Key  string // organization key, what stands after "org="; "" without one
}

// source is where a registration comes from.
type source struct {
	link   Link
	parent organizations.Organization // the zero one when neither the link nor a key chose one
}

// errInvitation answers for every link and key that does not hold (REG-3).
var errInvitation = fault.New(fault.Gone, "This link is not valid any more")

// resolve reads an invitation. A link that is forged, expired, paused, revoked
// or used up, a key that does not hold, and a key whose organization is not at
// or below the link's parent give one same Gone fault.
func (s *Service) resolve(ctx context.Context, invitation Invitation) (source, error) {
	from, err := s.sourceOfLink(ctx, invitation.Link)
	if err != nil || invitation.Key == "" {
		return from, err
	}
	keyed, err := s.Organizations.ByKey(ctx, invitation.Key)
	if err != nil {
		return source{}, err
	}
	if !strings.HasPrefix(keyed.Path, from.parent.Path) {
		return source{}, errInvitation
	}
	from.parent = keyed
	return from, nil
}

func (s *Service) sourceOfLink(ctx context.Context, key string) (source, error) {
	if key == "" {
		link, err := s.defaultLink(ctx)
		return source{link: link}, err
	}
	id, _, ok := s.references.Read(key)
	if !ok {
		return source{}, errInvitation
	}
	row, err := s.FindLink(ctx, id)
	if fault.Is(err, fault.NotFound) {
		return source{}, errInvitation
	}
	if err != nil {
		return source{}, err
	}
	if row.IsDefault || row.State(s.Store.Now()) != LinkOpen {
		return source{}, errInvitation
	}
	from := source{link: row.Link}
	if row.ParentID == nil {
		return from, nil
	}
	if from.parent, err = s.Organizations.Find(ctx, access.ForAdministrator(), *row.ParentID); err != nil {
		return source{}, err
	}
	if !from.parent.IsActive() || from.parent.Level >= organizations.MaxLevel {
		return source{}, errInvitation
	}
	return from, nil
}

// use counts one use of a link, in one statement that holds its limits
// whatever runs at the same time (SEC-19). It returns the Gone fault when the
// link can't be used any more.
func (s *Service) use(ctx context.Context, link Link) error {
	result := s.Store.Write(ctx).Exec("UPDATE registration_links AS l SET uses = uses + 1 WHERE l.id = ? AND "+usableSQL, link.ID, s.Store.Now())
	if result.Error != nil {
		return fmt.Errorf("use link: %w", result.Error)
	}
	if result.RowsAffected != 1 {
		return errInvitation
	}
	return nil
}
