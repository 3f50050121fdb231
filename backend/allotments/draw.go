package allotments

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/settings"
	"portico/backend/store"
)

// The one message at zero, on every route (ALT-2).
const (
	noneLeft       = "No responses are left for this organization and assessment. More must be allotted first."
	noneLeftToSell = "No responses are left for this organization and assessment. More can be bought under Purchases."
)

// tries is how often a draw is made again when another one took the last
// response of an allotment between finding and taking it, which can happen on
// PostgreSQL only.
const tries = 10

// Hold takes one response for an organization from its own allotment, else from
// the nearest one above it that is shared with organizations below and has some
// left. It returns the allotment that it came from, or nil where nothing limits
// the organization.
//
// It returns an Exhausted fault when none is left.
func (s *Service) Hold(ctx context.Context, o organizations.Organization, assessmentID int64) (*int64, error) {
	mode, err := s.ModeOf(ctx, o)
	if err != nil || mode == settings.Unlimited {
		return nil, err
	}
	var held *int64
	err = s.Store.InTx(ctx, func(ctx context.Context) error {
		a, found, err := s.draw(ctx, o, assessmentID)
		if err == nil && !found {
			// What is held by responses whose time is over is free by right.
			if err = s.Settle(ctx); err == nil {
				a, found, err = s.draw(ctx, o, assessmentID)
			}
		}
		if err != nil {
			return err
		}
		if !found {
			return exhausted(o, mode)
		}
		held = &a.ID
		return s.warn(ctx, a)
	})
	return held, err
}

// ErrNoneLeft is the refusal as a respondent reads it: without what is for those
// who can buy.
func ErrNoneLeft() error { return fault.New(fault.Exhausted, noneLeft) }

func exhausted(o organizations.Organization, mode string) error {
	message := noneLeft
	if mode == settings.Purchased {
		message = noneLeftToSell
	}
	return fault.New(fault.Exhausted, message).WithMend("Open Allotments", fmt.Sprintf("/allotments?organization=%d", o.ID))
}

// draw is the one statement that takes a response. The outer condition says
// again that some are left: where another transaction took the last one after
// the inner query had found it, the database looks at the outer one anew.
func (s *Service) draw(ctx context.Context, o organizations.Organization, assessmentID int64) (Allotment, bool, error) {
	trail := store.PathIDs(o.Path)
	for range tries {
		var taken []Allotment
		err := s.Store.Write(ctx).Raw(`UPDATE allotments SET held = held + 1, updated_at = ?
			WHERE id = (SELECT a.id FROM allotments a JOIN organizations o ON o.id = a.organization_id
				WHERE a.assessment_id = ? AND a.organization_id IN ? AND (a.organization_id = ? OR a.is_shared = 1)
				AND a.allocated - a.used - a.held > 0
				ORDER BY o.level DESC LIMIT 1)
			AND allocated - used - held > 0
			RETURNING *`, s.Store.Now(), assessmentID, trail, o.ID).Scan(&taken).Error
		if err != nil {
			return Allotment{}, false, fmt.Errorf("draw on allotment: %w", err)
		}
		if len(taken) > 0 {
			return taken[0], true, nil
		}
		left, err := s.isLeft(ctx, o, trail, assessmentID)
		if err != nil || !left {
			return Allotment{}, false, err
		}
	}
	return Allotment{}, false, fault.New(fault.TooMany, "Many responses are being made at this moment. Please try again.")
}

func (s *Service) isLeft(ctx context.Context, o organizations.Organization, trail []int64, assessmentID int64) (bool, error) {
	var left bool
	err := s.Store.Read(ctx).Raw(`SELECT EXISTS (SELECT 1 FROM allotments a WHERE a.assessment_id = ? AND a.organization_id IN ?
		AND (a.organization_id = ? OR a.is_shared = 1) AND a.allocated - a.used - a.held > 0)`, assessmentID, trail, o.ID).Scan(&left).Error
	if err != nil {
		return false, fmt.Errorf("draw on allotment: %w", err)
	}
	return left, nil
}

// Use turns a held response into a used one, for good. nil does nothing.
func (s *Service) Use(ctx context.Context, id *int64) error {
	if id == nil {
		return nil
	}
	result := s.Store.Write(ctx).Exec("UPDATE allotments SET held = held - 1, used = used + 1, updated_at = ? WHERE id = ? AND held > 0", s.Store.Now(), *id)
	if result.Error != nil {
		return fmt.Errorf("use allotment: %w", result.Error)
	}
	if result.RowsAffected != 1 {
		return fmt.Errorf("use allotment: %d holds nothing", *id)
	}
	return nil
}

// Release gives a held response back to the allotment that it came from. nil
// does nothing.
func (s *Service) Release(ctx context.Context, id *int64) error {
	if id == nil {
		return nil
	}
	return s.ReleaseAll(ctx, map[int64]int64{*id: 1})
}

// ReleaseAll gives back numbers of held responses, by allotment.
func (s *Service) ReleaseAll(ctx context.Context, numbers map[int64]int64) error {
	now := s.Store.Now()
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(numbers)), 400) {
		var rows []string
		var args []any
		for _, id := range ids {
			rows = append(rows, "(CAST(? AS BIGINT), CAST(? AS BIGINT))")
			args = append(args, id, numbers[id])
		}
		result := s.Store.Write(ctx).Exec(`WITH due (id, number) AS (VALUES `+strings.Join(rows, ", ")+`)
			UPDATE allotments SET held = held - (SELECT due.number FROM due WHERE due.id = allotments.id), updated_at = ?
			WHERE id IN (SELECT due.id FROM due)`, append(args, now)...)
		if result.Error != nil {
			return fmt.Errorf("release allotment: %w", result.Error)
		}
		if result.RowsAffected != int64(len(ids)) {
			return fmt.Errorf("release allotment: %d of %d were found", result.RowsAffected, len(ids))
		}
	}
	return nil
}
