package contracts

import (
	"context"
	"fmt"
	"slices"

	"portico/backend/store"
)

// hand is somebody's signature, given or still to come, as the lines of those
// who must sign see it: who it is, and the organizational roles that they sign
// in.
type hand struct {
	UserID  int64
	RoleIDs []int64
}

// fits reports whether a signature can count for a line. Whoever a line names
// signs for that line alone: nobody else could fill it.
func (h hand) fits(line Signer, lines []Signer) bool {
	if line.Kind == Person {
		return line.UserID == h.UserID
	}
	if slices.ContainsFunc(lines, func(one Signer) bool { return one.Kind == Person && one.UserID == h.UserID }) {
		return false
	}
	return line.Kind == Anyone || slices.Contains(h.RoleIDs, line.RoleID)
}

// match gives signatures to lines so that as many lines as can be are filled,
// whoever signed first, and returns for each signature its line, -1 for none.
// Where lines stay open, those stay so that the most people fit: a person's
// line is filled before one of a role, that of a rarer role before that of a
// common one, and one for anyone last. holders counts the people who have a
// role.
func match(lines []Signer, hands []hand, holders map[int64]int) []int {
	of := make([]int, len(hands))
	for i := range of {
		of[i] = -1
	}
	var fill func(line int, seen []bool) bool
	fill = func(line int, seen []bool) bool {
		for i, one := range hands {
			if seen[i] || !one.fits(lines[line], lines) {
				continue
			}
			seen[i] = true
			if of[i] < 0 || of[i] != line && fill(of[i], seen) {
				of[i] = line
				return true
			}
		}
		return false
	}
	for _, line := range byRarity(lines, holders) {
		for range lines[line].Needed {
			if !fill(line, make([]bool, len(hands))) {
				break // another signature for the same line finds no other way
			}
		}
	}
	return of
}

// byRarity returns the places of lines, those first that the fewest people fit.
func byRarity(lines []Signer, holders map[int64]int) []int {
	places := make([]int, len(lines))
	for i := range places {
		places[i] = i
	}
	rank := func(one Signer) int { return slices.Index([]SignerKind{Person, Role, Anyone}, one.Kind) }
	slices.SortStableFunc(places, func(a, b int) int {
		if by := rank(lines[a]) - rank(lines[b]); by != 0 {
			return by
		}
		return holders[lines[a].RoleID] - holders[lines[b].RoleID]
	})
	return places
}

// reach returns which lines one more signature would bring on: those that are
// not full, and those of which a signature can count for such a line instead.
func reach(lines []Signer, hands []hand, of []int) []bool {
	open := make([]bool, len(lines))
	for i, one := range lines {
		open[i] = !one.isFull()
	}
	for changed := true; changed; {
		changed = false
		for i, one := range hands {
			if of[i] < 0 || open[of[i]] {
				continue
			}
			for n, line := range lines {
				if open[n] && one.fits(line, lines) {
					open[of[i]], changed = true, true
					break
				}
			}
		}
	}
	return open
}

// assign says anew for which line each signature on a version counts, and how
// many each line has. In order, every signature stays with the line whose turn
// it was. It changes lines, and returns which of them one more signature would
// bring on.
func (s *Service) assign(ctx context.Context, d *Document, lines []Signer) ([]bool, error) {
	var given []struct {
		ID       int64
		UserID   int64
		SignerID int64
		RoleIDs  store.Numbers
	}
	err := s.Store.Read(ctx).Raw(`SELECT g.id, g.user_id, g.signer_id, g.role_ids FROM document_versions v CROSS JOIN signatures g ON g.version_id = v.id
		WHERE v.document_id = ? AND v.number = ? AND g.withdrawn_at IS NULL ORDER BY g.signed_at, g.id`, d.ID, d.Version).Scan(&given).Error
	if err != nil {
		return nil, fmt.Errorf("read signatures: %w", err)
	}
	hands, of := make([]hand, len(given)), make([]int, len(given))
	for i, one := range given {
		hands[i] = hand{UserID: one.UserID, RoleIDs: one.RoleIDs}
		of[i] = slices.IndexFunc(lines, func(line Signer) bool { return line.ID == one.SignerID })
	}
	if !d.InOrder {
		holders, err := s.holders(ctx, d.OrganizationID, lines)
		if err != nil {
			return nil, err
		}
		of = match(lines, hands, holders)
	}
	for i := range lines {
		lines[i].Signed = 0
	}
	for i, line := range of {
		if line < 0 {
			continue
		}
		lines[line].Signed++
		if lines[line].ID == given[i].SignerID {
			continue
		}
		if err := s.Store.Write(ctx).Exec("UPDATE signatures SET signer_id = ? WHERE id = ?", lines[line].ID, given[i].ID).Error; err != nil {
			return nil, fmt.Errorf("count signature for another line: %w", err)
		}
	}
	if d.InOrder {
		return first(lines), nil
	}
	return reach(lines, hands, of), nil
}

// first returns whose turn it is in order: the first line that is not full.
func first(lines []Signer) []bool {
	open := make([]bool, len(lines))
	if at := slices.IndexFunc(lines, func(one Signer) bool { return !one.isFull() }); at >= 0 {
		open[at] = true
	}
	return open
}

// holders counts the people of an organization who have the roles of lines.
func (s *Service) holders(ctx context.Context, organizationID int64, lines []Signer) (map[int64]int, error) {
	var roles []int64
	for _, one := range lines {
		if one.Kind == Role {
			roles = append(roles, one.RoleID)
		}
	}
	counts := map[int64]int{}
	if len(roles) < 2 { // nothing to choose between
		return counts, nil
	}
	var found []struct {
		RoleID int64
		Count  int
	}
	err := s.Store.Read(ctx).Raw(`SELECT ar.role_id, COUNT(*) AS count FROM affiliations a CROSS JOIN affiliation_roles ar ON ar.affiliation_id = a.id
		WHERE a.organization_id = ? AND ar.role_id IN ? GROUP BY ar.role_id`, organizationID, roles).Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("count who has a role: %w", err)
	}
	for _, one := range found {
		counts[one.RoleID] = one.Count
	}
	return counts, nil
}
