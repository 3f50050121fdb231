package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"gorm.io/gorm"

	"portico/backend/fault"
)

// Head returns the number of entries and the hash of the last one.
func (l *Log) Head(ctx context.Context) (entries int64, head string, err error) {
	var last Entry
	err = l.store.Read(ctx).Select("id", "hash").Order("id DESC").Take(&last).Error
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return 0, "", fmt.Errorf("read audit head: %w", err)
	}
	return last.ID, last.Hash, nil
}

// hashOf returns the hash of one entry, "" when it is missing.
func (l *Log) hashOf(ctx context.Context, id int64) (string, error) {
	var hashes []string
	if err := l.store.Read(ctx).Raw("SELECT hash FROM audit_entries WHERE id = ?", id).Scan(&hashes).Error; err != nil {
		return "", fmt.Errorf("read audit entry: %w", err)
	}
	if len(hashes) == 0 {
		return "", nil
	}
	return hashes[0], nil
}

// Mark is a head of the chain as it was at some time.
type Mark struct {
	Entries int64  `json:"entries"`
	Head    string `json:"head"`
}

// marksKept is how many marks an anchor keeps before it drops every other of
// the older half: dense where it is recent, sparse where it is old.
const marksKept = 256

// Anchor keeps heads of the chain in a file outside the database, so that
// entries cut off at the end, and a chain that was written anew from some entry
// on, are found. It is written every few seconds; the newest entries may not be
// anchored yet.
//
// An anchor never follows a log that does not hold what it anchored: then it
// stays as it is, as the evidence, until Restart.
type Anchor struct {
	file string

	mu     sync.Mutex
	loaded bool
	marks  []Mark
	broken *Broken
}

// NewAnchor returns the anchor of a site in the anchors folder of a
// configuration folder.
func NewAnchor(folder, siteUID string) *Anchor {
	return &Anchor{file: filepath.Join(folder, "anchors", siteUID+".json")}
}

// Keep anchors the log's present head. When the log lacks what was anchored
// before, nothing is written and Broken says so from then on.
func (a *Anchor) Keep(ctx context.Context, log *Log) error {
	entries, head, err := log.Head(ctx)
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.load(); err != nil {
		return err
	}
	last := a.last()
	now := Mark{entries, head}
	if now == last {
		return nil
	}
	if a.broken, err = compare(ctx, log, last, entries); err != nil || a.broken != nil {
		return err
	}
	marks, err := log.marksSince(ctx, last.Entries, entries)
	if err != nil {
		return err
	}
	marks = append(slices.Clone(a.marks), marks...)
	for len(marks) > marksKept {
		marks = thin(marks)
	}
	return a.write(marks)
}

// newMarks is about how many marks are taken at once: of each of the newest
// entries, of some of those before, and of the first one ever.
const newMarks = 64

// marksSince returns marks of the entries after one and up to another.
func (l *Log) marksSince(ctx context.Context, after, upTo int64) ([]Mark, error) {
	var marks []Mark
	step := max(1, (upTo-after)/newMarks)
	err := l.store.Read(ctx).Raw("SELECT id AS entries, hash AS head FROM audit_entries WHERE id > ? AND id <= ? AND (id = 1 OR id > ? OR id % ? = 0) ORDER BY id", after, upTo, upTo-newMarks, step).Scan(&marks).Error
	if err != nil {
		return nil, fmt.Errorf("read audit heads: %w", err)
	}
	return marks, nil
}

// compare says how a log differs from a mark, or nil when it holds it.
func compare(ctx context.Context, log *Log, mark Mark, entries int64) (*Broken, error) {
	if entries < mark.Entries {
		return &Broken{entries + 1, "it was cut off, with everything after it"}, nil
	}
	hash, err := log.hashOf(ctx, mark.Entries)
	if err != nil || mark.Entries == 0 || hash == mark.Head {
		return nil, err
	}
	return &Broken{mark.Entries, "it is another one than was anchored"}, nil
}

// thin drops every other mark of the older half.
func thin(marks []Mark) []Mark {
	half := len(marks) / 2
	kept := make([]Mark, 0, len(marks))
	for i, mark := range marks {
		if i >= half || i%2 == 0 {
			kept = append(kept, mark)
		}
	}
	return kept
}

// Broken says how the log differs from what was anchored, as far as Keep has
// noticed; nil when it does not.
func (a *Anchor) Broken() *Broken {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.broken
}

// Marks returns what is anchored, oldest first.
func (a *Anchor) Marks() ([]Mark, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.load(); err != nil {
		return nil, err
	}
	return slices.Clone(a.marks), nil
}

// Restart forgets what was anchored and begins with the log as it is, in the
// same step as an entry that says so.
func (a *Anchor) Restart(ctx context.Context, log *Log) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if err := a.load(); err != nil && a.marks != nil {
		return err
	}
	last := a.last()
	if err := log.Record(ctx, Change{Action: "audit.restart_anchor", Subject: Subject{Kind: "audit", Name: "Anchor"}, Before: map[string]any{"entries": last.Entries, "head": last.Head}}); err != nil {
		return err
	}
	entries, head, err := log.Head(ctx)
	if err != nil {
		return err
	}
	a.broken = nil
	return a.write([]Mark{{entries, head}})
}

func (a *Anchor) last() Mark {
	if len(a.marks) == 0 {
		return Mark{}
	}
	return a.marks[len(a.marks)-1]
}

func (a *Anchor) load() error {
	if a.loaded {
		return nil
	}
	raw, err := os.ReadFile(a.file)
	if errors.Is(err, fs.ErrNotExist) {
		a.loaded = true
		return nil
	}
	var marks []Mark
	if err == nil {
		if err = json.Unmarshal(raw, &marks); err != nil {
			var one Mark // as it was written at first
			if err = json.Unmarshal(raw, &one); err == nil {
				marks = []Mark{one}
			}
		}
	}
	var unreadable *fs.PathError
	switch {
	case errors.As(err, &unreadable):
		return fault.New(fault.Unavailable, fmt.Sprintf("The anchor file %s can't be opened: %v. Let this program read it.", a.file, unreadable.Err))
	case err != nil || !areMarks(marks):
		return fault.New(fault.Conflict, fmt.Sprintf("The anchor file %s is damaged, so entries that were cut off or written anew would not show. Put it back from a copy, or move it away and begin a new anchor.", a.file))
	}
	a.marks, a.loaded = marks, true
	return nil
}

// areMarks reports whether marks are what a log can have left.
func areMarks(marks []Mark) bool {
	return len(marks) > 0 && !slices.ContainsFunc(marks, func(m Mark) bool {
		return m.Entries < 0 || m.Entries > 0 && m.Head == "" || m.Entries == 0 && m.Head != ""
	}) && marks[len(marks)-1].Entries > 0
}

func (a *Anchor) write(marks []Mark) error {
	raw, err := json.Marshal(marks)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(a.file), 0o700)
	}
	if err == nil {
		err = os.WriteFile(a.file+".new", raw, 0o600)
	}
	if err == nil {
		err = os.Rename(a.file+".new", a.file)
	}
	if err != nil {
		return fmt.Errorf("write audit anchor: %w", err)
	}
	a.marks, a.loaded = marks, true
	return nil
}
