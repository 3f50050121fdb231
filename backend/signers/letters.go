package signers

import (
	"context"
	"fmt"
	"time"

	"portico/backend/fault"
	"portico/backend/sitetext"
	"portico/backend/users"
)

// QuietTime is how long after an access letter was mailed to somebody those who
// are written to together don't include them again.
const QuietTime = 20 * time.Hour

// LettersLimit is how many access letters are mailed at once.
const LettersLimit = 1000

// SendLetters mails an access letter to each of some signers, in one
// transaction. Left out, with the reason, is whoever has no Email, could not
// sign in with it, or got one within QuietTime; WriteLetter writes to these one
// by one. Codes that were sent earlier stop working, so this can't be undone.
//
// It returns an Invalid fault for more than LettersLimit of them.
func (s *Service) SendLetters(ctx context.Context, userIDs []int64) (users.Outcome, error) {
	if len(userIDs) > LettersLimit {
		return users.Outcome{Changed: []int64{}, Left: []users.Left{}}, fault.New(fault.Invalid, "At most 1,000 access letters can be sent at once. Choose fewer signers.")
	}
	heard, err := s.heardOf(ctx, userIDs)
	if err != nil {
		return users.Outcome{Changed: []int64{}, Left: []users.Left{}}, err
	}
	return s.Users.ForAll(ctx, userIDs, func(ctx context.Context, id int64) (bool, error) {
		u, err := s.Users.Load(ctx, id)
		switch {
		case err != nil:
			return false, err
		case u.Email == "":
			return false, fault.New(fault.Conflict, "Has no email. Write the letter on their own page, and hand it over.")
		case heard[id]:
			return false, fault.New(fault.Conflict, "Got an access letter within the last 20 hours.")
		}
		_, err = s.WriteLetter(ctx, id, true)
		return err == nil, err
	})
}

// heardOf returns to whom of these an access letter was mailed within QuietTime.
func (s *Service) heardOf(ctx context.Context, userIDs []int64) (map[int64]bool, error) {
	var found []int64
	err := s.Store.Read(ctx).Raw("SELECT DISTINCT subject_id FROM outbox INDEXED BY outbox_cause WHERE subject_kind = 'user' AND subject_id IN ? AND kind IN ? AND state NOT IN ('cancelled', 'failed') AND created_at > ?",
		userIDs, []string{string(sitetext.MailAccess), string(sitetext.MailAccessKnown)}, s.Store.Now().Add(-QuietTime)).Scan(&found).Error
	if err != nil {
		return nil, fmt.Errorf("look for access letters: %w", err)
	}
	heard := map[int64]bool{}
	for _, id := range found {
		heard[id] = true
	}
	return heard, nil
}

// Matching returns the ids of the signers that match, in the order of the list,
// but no more than most.
func (s *Service) Matching(ctx context.Context, query users.Query, most int) ([]int64, error) {
	return s.Users.Matching(ctx, everybody, asked(query), most)
}
