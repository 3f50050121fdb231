package registrations

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/organizations"
)

// DeadEnds says for links and organization keys why nobody can register
// through them at present, by the organization that they lead to (0 for none:
// at the top). Those through which somebody can are missing. Whether
// registration is open at all, and how the link itself stands, is asked
// elsewhere.
func (s *Service) DeadEnds(ctx context.Context, parentIDs []int64) (map[int64]string, error) {
	portal, err := s.Settings.Portal(ctx)
	if err != nil {
		return nil, err
	}
	required, listed := portal.RequireOrganizationLevel, portal.ListParents
	ends := map[int64]string{}
	say := func(id int64, level int, whose string, hasCandidates bool) {
		switch {
		case required == 0 || level >= required:
		case !listed:
			ends[id] = fmt.Sprintf("Partners must stand under an organization of level %d, and the list to choose it from is switched off. Only a link or key of such an organization works.", required)
		case !hasCandidates:
			ends[id] = fmt.Sprintf("Partners must choose an organization of level %d, and there is none%s.", required, whose)
		}
	}
	for part := range slices.Chunk(parentIDs, 500) {
		var found []struct {
			ID            int64
			Name          string
			Status        string
			Level         int
			HasCandidates bool
		}
		err := s.Store.Read(ctx).Raw(`SELECT p.id, p.name, p.status, p.level, ? AND p.level < ? AND EXISTS (SELECT 1 FROM organizations c
			WHERE c.path >= p.path AND c.path < rtrim(p.path, '/') || '0' AND c.level = ? AND c.status = 'active') AS has_candidates
			FROM organizations p WHERE p.id IN ?`, listed, required, required, part).Scan(&found).Error
		if err != nil {
			return nil, fmt.Errorf("look for dead ends: %w", err)
		}
		for _, o := range found {
			switch {
			case o.Status != organizations.Active:
				ends[o.ID] = o.Name + " is archived."
			case o.Level >= organizations.MaxLevel:
				ends[o.ID] = fmt.Sprintf("%s is at level %d, and nothing can stand below it.", o.Name, o.Level)
			default:
				say(o.ID, o.Level, " below "+o.Name, o.HasCandidates)
			}
		}
	}
	if slices.Contains(parentIDs, 0) {
		figures, err := s.Organizations.Figures(ctx)
		if err != nil {
			return nil, err
		}
		say(0, 0, "", required > 0 && figures.ByLevel[required-1] > 0)
	}
	return ends, nil
}

// Problem says why nobody can register through a link at present although it
// is open by itself, or "".
func (s *Service) Problem(ctx context.Context, link Link) (string, error) {
	problems, err := s.Problems(ctx, []Link{link})
	return problems[link.ID], err
}

// KeyProblem says why nobody can register with an organization's key at
// present, or "".
func (s *Service) KeyProblem(ctx context.Context, organizationID int64) (string, error) {
	closed, err := s.closedFor(ctx)
	if err != nil || closed != "" {
		return closed, err
	}
	ends, err := s.DeadEnds(ctx, []int64{organizationID})
	return ends[organizationID], err
}

// Problems is Problem for many links at once, by their id.
func (s *Service) Problems(ctx context.Context, links []Link) (map[int64]string, error) {
	problems := map[int64]string{}
	closed, err := s.closedFor(ctx)
	if err != nil {
		return nil, err
	}
	var parents []int64
	for _, link := range links {
		problems[link.ID] = closed
		parents = append(parents, parentOf(link))
	}
	if closed != "" {
		return problems, nil
	}
	slices.Sort(parents)
	ends, err := s.DeadEnds(ctx, slices.Compact(parents))
	for _, link := range links {
		problems[link.ID] = ends[parentOf(link)]
	}
	return problems, err
}

func parentOf(link Link) int64 {
	if link.ParentID == nil {
		return 0
	}
	return *link.ParentID
}

// closedFor says why no link works at present, or "".
func (s *Service) closedFor(ctx context.Context) (string, error) {
	portal, err := s.Settings.Portal(ctx)
	if err != nil {
		return "", err
	}
	if !portal.AllowExternalOrganizationCreation {
		return "Allow External Organization Creation is off, so no link works.", nil
	}
	_, problem, err := s.Users.Model(ctx, portal.ModelUserID)
	return problem, err
}
