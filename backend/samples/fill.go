package samples

import (
	"context"
	"errors"

	"portico/backend"
)

// Fill puts the sample data into a site that is new and empty, and marks it as
// what it is (ADM-2). step hears how many of all steps are done. A fill that
// fails or is cancelled takes back what it wrote; only its audit entries stay.
//
// It returns a Conflict fault for a site that is not new.
func Fill(ctx context.Context, b *backend.Backend, step func(done, all int)) error {
	if err := b.BeginSample(ctx); err != nil {
		return err
	}
	base, err := b.Settings.PublicBase(ctx)
	if err == nil {
		_, err = build(ctx, b, base, step)
	}
	if err == nil {
		return nil
	}
	_, undoErr := b.RemoveSample(context.WithoutCancel(ctx), false)
	return errors.Join(err, undoErr)
}
