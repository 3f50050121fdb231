package signin

import (
	"context"
	"fmt"
	"time"

	"portico/backend/secrets"
)

// earlierGrace is how long the token before a renewed one is good for requests
// that were under way when it was renewed.
const earlierGrace = time.Minute

// Renew gives a full session another token when what its holder may do was
// changed since the last one was made (SEC-25). It returns "" when there is
// nothing to renew, or another request did so a moment ago.
func (s *Service) Renew(ctx context.Context, visitor Visitor) (token string, err error) {
	session := visitor.Session
	if session.Stage != Full || !visitor.User.UpdatedAt.After(session.TokenAt.Time) {
		return "", nil
	}
	token, hash := secrets.NewToken()
	result := s.Store.Write(ctx).Exec("UPDATE sessions SET token_hash = ?, earlier_hash = token_hash, token_at = ? WHERE id = ? AND token_hash = ?",
		hash, s.Store.Now(), session.ID, session.TokenHash)
	if result.Error != nil {
		return "", fmt.Errorf("renew session: %w", result.Error)
	}
	if result.RowsAffected == 0 {
		return "", nil
	}
	return token, nil
}
