package bindings

import (
	"context"
	"math"

	"portico/backend"
	"portico/backend/signers"
)

// ChosenSigners says to which signers access letters go.
type ChosenSigners struct {
	IDs    []int64     `json:"ids"`
	All    bool        `json:"all"` // everybody whom Filter finds, and not IDs
	Filter SignerQuery `json:"filter"`
}

// CountChosen returns how many signers are chosen, exactly.
func (s *Signers) CountChosen(chosen ChosenSigners) (int, error) {
	_, _, ids, err := s.chosen(chosen, math.MaxInt32)
	return len(ids), err
}

// SendLetters mails an access letter to each of the chosen signers.
func (s *Signers) SendLetters(chosen ChosenSigners) (UsersOutcome, error) {
	ctx, b, ids, err := s.chosen(chosen, signers.LettersLimit+1)
	if err != nil {
		return UsersOutcome{}, err
	}
	done, err := b.Signers.SendLetters(ctx, ids)
	return usersOutcome(done), err
}

// chosen returns the ids of chosen signers, no more than most where a filter
// chose them.
func (s *Signers) chosen(chosen ChosenSigners, most int) (context.Context, *backend.Backend, []int64, error) {
	ctx, b, err := s.core.enter()
	if err != nil || !chosen.All {
		return ctx, b, chosen.IDs, err
	}
	query, err := s.query(chosen.Filter)
	if err != nil {
		return ctx, b, nil, err
	}
	ids, err := b.Signers.Matching(ctx, query, most)
	return ctx, b, ids, err
}
