package bindings

import (
	"context"
	"path/filepath"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/samples"
	"portico/backend/settings"
	"portico/backend/store"
)

// FirstStart is the bridge behind the welcome screen, and behind the way back
// from sample data (ADM-2).
type FirstStart struct{ core *Core }

// StartEmpty saves the first settings of a new site, which must not have begun.
func (s *FirstStart) StartEmpty(input GeneralSettings) error {
	ctx, b, err := s.core.enter()
	if err != nil {
		return err
	}
	return b.Begin(ctx, settings.General(input))
}

// Explore fills the site, which must be new and empty, with sample data.
func (s *FirstStart) Explore() (TaskState, error) {
	return s.core.start("Filling the site with sample data", func(ctx context.Context, b *backend.Backend, progress *Progress) error {
		return samples.Fill(ctx, b, func(done, all int) {
			progress.Total(int64(all))
			progress.Done(int64(done))
		})
	})
}

// RemovedSample says where the sample data are kept.
type RemovedSample struct {
	KeptIn string `json:"keptIn"` // the file's name in the data folder
}

// RemoveSample takes the sample data off, which leaves a new and empty site.
// The site's name has to be typed for it.
func (s *FirstStart) RemoveSample(siteName string) (RemovedSample, error) {
	ctx, b, err := s.core.enter()
	if err != nil {
		return RemovedSample{}, err
	}
	general, err := b.Settings.General(ctx)
	if err != nil {
		return RemovedSample{}, err
	}
	if store.Clean(siteName) != general.SiteName {
		return RemovedSample{}, fault.New(fault.Invalid, "Type the site's name as it stands there.")
	}
	if s.core.tasks.isBusy() {
		return RemovedSample{}, fault.New(fault.Conflict, "Something is still running on this site. Wait until it ends, or cancel it.")
	}
	if err := s.core.rehearsals.ThrowAway(); err != nil {
		return RemovedSample{}, err
	}
	kept, err := b.RemoveSample(ctx, true)
	return RemovedSample{filepath.Base(kept)}, err
}
