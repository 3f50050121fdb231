package rehearsal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// keptPages is how many of the newest rehearsals keep their pages.
const keptPages = 10

// Row is a rehearsal as it is kept.
type Row struct {
	ID        int64 `gorm:"primaryKey"`
	Outcome   string
	StartedAt store.Time
	EndedAt   store.Time
	Steps     int
	Passed    int
	Failed    int
	ByName    string
	Report    string // JSON
	Pages     string // JSON, or "" for older ones
}

// TableName is the table of rehearsals.
func (Row) TableName() string { return "rehearsals" }

// save writes the report of the rehearsal that was just played, with its audit
// entry: all that a rehearsal ever changes of the site itself.
func (s *Service) save(ctx context.Context) error {
	s.mu.Lock()
	s.report.EndedAt = s.report.StartedAt.Add(since(s.report))
	s.report.finish()
	report := s.report
	pages, err := json.Marshal(s.looks)
	s.mu.Unlock()
	if err != nil {
		return fmt.Errorf("write rehearsal: %w", err)
	}
	row := Row{
		Outcome: report.Outcome, StartedAt: store.At(report.StartedAt), EndedAt: store.At(report.EndedAt), Steps: report.Counts.Steps,
		Passed: report.Counts.Passed, Failed: report.Counts.Failed, ByName: report.By, Pages: string(pages),
	}
	err = s.site.Store.InTx(ctx, func(ctx context.Context) error {
		db := s.site.Store.Write(ctx)
		if err := db.Create(&row).Error; err != nil {
			return fmt.Errorf("write rehearsal: %w", err)
		}
		report.ID = row.ID
		text, err := json.Marshal(report)
		if err != nil {
			return fmt.Errorf("write rehearsal: %w", err)
		}
		if err := db.Exec("UPDATE rehearsals SET report = ? WHERE id = ?", string(text), row.ID).Error; err != nil {
			return fmt.Errorf("write rehearsal: %w", err)
		}
		if err := db.Exec("UPDATE rehearsals SET pages = '' WHERE pages <> '' AND id NOT IN (SELECT id FROM rehearsals ORDER BY id DESC LIMIT ?)", keptPages).Error; err != nil {
			return fmt.Errorf("clear old pages: %w", err)
		}
		return s.site.Audit.Record(ctx, audit.Change{
			Action: "rehearsal.run", Subject: audit.Subject{Kind: "rehearsal", ID: row.ID, Name: fmt.Sprintf("Rehearsal %d", row.ID)},
			After: map[string]any{"outcome": report.Outcome, "steps": report.Counts.Steps, "passed": report.Counts.Passed, "failed": report.Counts.Failed},
		})
	})
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.report.ID = row.ID
	s.mu.Unlock()
	return nil
}

// Last returns the newest rehearsal of a site, and false before the first.
func Last(ctx context.Context, s *store.Store) (Summary, bool, error) {
	var found []Summary
	err := s.Read(ctx).Raw("SELECT id, outcome, started_at, ended_at, steps, passed, failed, by_name FROM rehearsals ORDER BY id DESC LIMIT 1").Scan(&found).Error
	if err != nil {
		return Summary{}, false, fmt.Errorf("find last rehearsal: %w", err)
	}
	if len(found) == 0 {
		return Summary{}, false, nil
	}
	return found[0], true, nil
}

// Last returns the newest rehearsal that was kept, and false before the first.
func (s *Service) Last(ctx context.Context) (Summary, bool, error) {
	return Last(ctx, s.site.Store)
}

// List returns the rehearsals that were played to the end, newest first.
func (s *Service) List(ctx context.Context, after string, limit int) (store.Page[Summary], error) {
	limit = store.Limit(limit)
	from := int64(1) << 62
	if after != "" {
		if err := store.ParseCursor(after, &from); err != nil {
			return store.Page[Summary]{}, err
		}
	}
	var rows []Summary
	err := s.site.Store.Read(ctx).Raw("SELECT id, outcome, started_at, ended_at, steps, passed, failed, by_name FROM rehearsals WHERE id < ? ORDER BY id DESC LIMIT ?", from, limit+1).Scan(&rows).Error
	if err != nil {
		return store.Page[Summary]{}, fmt.Errorf("list rehearsals: %w", err)
	}
	page := store.Cut(rows, limit, func(row Summary) string { return store.Cursor(row.ID) })
	if err := s.site.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM rehearsals LIMIT ?)", store.CountLimit+1).Scan(&page.Count).Error; err != nil {
		return store.Page[Summary]{}, fmt.Errorf("count rehearsals: %w", err)
	}
	return page, nil
}

var errNoReport = fault.New(fault.NotFound, "This rehearsal does not exist.")

func (s *Service) load(ctx context.Context, id int64) (Row, error) {
	var row Row
	err := s.site.Store.Read(ctx).First(&row, "id = ?", id).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Row{}, errNoReport
	}
	if err != nil {
		return Row{}, fmt.Errorf("find rehearsal: %w", err)
	}
	return row, nil
}

// Find returns the report of a rehearsal, or a NotFound fault.
func (s *Service) Find(ctx context.Context, id int64) (Report, error) {
	row, err := s.load(ctx, id)
	if err != nil {
		return Report{}, err
	}
	var report Report
	if err := json.Unmarshal([]byte(row.Report), &report); err != nil {
		return Report{}, fmt.Errorf("read rehearsal: %w", err)
	}
	if row.Pages == "" {
		for i := range report.Steps {
			report.Steps[i].HasPage = false
		}
	}
	return report, nil
}

// PageOf returns the page of a step of a rehearsal that was kept, as Page does.
func (s *Service) PageOf(ctx context.Context, id int64, number int) (string, error) {
	row, err := s.load(ctx, id)
	if err != nil {
		return "", err
	}
	pages := newLooks()
	if row.Pages != "" {
		if err := json.Unmarshal([]byte(row.Pages), &pages); err != nil {
			return "", fmt.Errorf("read rehearsal: %w", err)
		}
	}
	page := pages.document(number)
	if page == "" {
		return "", errNoPage
	}
	return page, nil
}

// JSON returns a report as the file that is exported: see Report for its
// members.
func (r Report) JSON() ([]byte, error) {
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write report: %w", err)
	}
	return append(text, '\n'), nil
}
