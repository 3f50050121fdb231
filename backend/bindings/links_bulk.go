package bindings

import (
	"context"
	"io"

	"portico/backend"
	"portico/backend/registrations"
	"portico/backend/sheets"
)

// LinksOutcome says what a bulk action did to links. Those that were as asked
// already are in neither list.
type LinksOutcome struct {
	Changed []int64   `json:"changed"` // what undoes it takes these
	Left    []LeftOut `json:"left"`
}

// PauseAll closes links for a while, or opens them again.
func (l *Links) PauseAll(ids []int64, paused bool) (LinksOutcome, error) {
	return l.each(func(ctx context.Context, b *backend.Backend) (registrations.LinksOutcome, error) {
		return b.Registrations.PauseLinks(ctx, ids, paused)
	})
}

// RevokeAll closes links for good.
func (l *Links) RevokeAll(ids []int64) (LinksOutcome, error) {
	return l.each(func(ctx context.Context, b *backend.Backend) (registrations.LinksOutcome, error) {
		return b.Registrations.RevokeLinks(ctx, ids)
	})
}

func (l *Links) each(change func(context.Context, *backend.Backend) (registrations.LinksOutcome, error)) (LinksOutcome, error) {
	outcome := LinksOutcome{Changed: []int64{}, Left: []LeftOut{}}
	ctx, b, err := l.core.enter()
	if err != nil {
		return outcome, err
	}
	done, err := change(ctx, b)
	if err != nil {
		return outcome, err
	}
	outcome.Changed = append(outcome.Changed, done.Changed...)
	for _, left := range done.Left {
		outcome.Left = append(outcome.Left, LeftOut(left))
	}
	return outcome, nil
}

// Export saves all links that match a list's query as "csv" or "xlsx".
func (l *Links) Export(query LinkQuery, format string) (TaskState, error) {
	return l.core.save("Writing the file", "links."+format, func(ctx context.Context, b *backend.Backend, progress *Progress) (func(io.Writer) error, error) {
		return func(out io.Writer) error {
			return b.Registrations.ExportLinks(ctx, out, sheets.Format(format), registrations.LinkQuery{Search: query.Search, State: registrations.LinkState(query.State), ParentID: query.ParentID}, progress.Done)
		}, nil
	})
}
