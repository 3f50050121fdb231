package responses

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/organizations"
)

// BranchMoved gives the responses of a branch their new ancestors, in the
// transaction that moved it: one statement, however many there are.
func (s *Service) BranchMoved(ctx context.Context, move organizations.Move) error {
	newLevel := len(move.NewTrail) + 1
	var sets []string
	var args []any
	for level := 1; level <= organizations.MaxLevel; level++ {
		column := fmt.Sprintf("level%d_id", level)
		switch old := level - newLevel + move.OldLevel; {
		case level < newLevel:
			sets, args = append(sets, column+" = ?"), append(args, move.NewTrail[level-1])
		case old <= organizations.MaxLevel:
			// The right-hand side of an UPDATE reads the row as it was.
			sets = append(sets, fmt.Sprintf("%s = level%d_id", column, old))
		default:
			sets = append(sets, column+" = NULL")
		}
	}
	result := s.store.Write(ctx).Exec(fmt.Sprintf("UPDATE responses SET %s WHERE level%d_id = ?", strings.Join(sets, ", "), move.OldLevel), append(args, move.ID)...)
	if result.Error != nil {
		return fmt.Errorf("move responses: %w", result.Error)
	}
	return nil
}
