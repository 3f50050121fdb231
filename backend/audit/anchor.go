package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"gorm.io/gorm"
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

// Anchor keeps the head of the chain in a file outside the database, so that
// entries cut off at the end are found. It is written every few seconds; the
// newest entries may not be anchored yet.
type Anchor struct {
	file string
	mu   sync.Mutex
	kept anchored
}

type anchored struct {
	Entries int64  `json:"entries"`
	Head    string `json:"head"`
}

// NewAnchor returns the anchor of a site in the anchors folder of a
// configuration folder.
func NewAnchor(folder, siteUID string) *Anchor {
	return &Anchor{file: filepath.Join(folder, "anchors", siteUID+".json")}
}

// Keep writes the head, if it is another than the one before.
func (a *Anchor) Keep(entries int64, head string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := anchored{entries, head}
	if now == a.kept {
		return nil
	}
	text, err := json.Marshal(now)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(a.file), 0o700)
	}
	if err == nil {
		err = os.WriteFile(a.file+".new", text, 0o600)
	}
	if err == nil {
		err = os.Rename(a.file+".new", a.file)
	}
	if err != nil {
		return fmt.Errorf("write audit anchor: %w", err)
	}
	a.kept = now
	return nil
}

// Read returns what was kept last, or zeros when nothing was.
func (a *Anchor) Read() (entries int64, head string, err error) {
	text, err := os.ReadFile(a.file)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, "", nil
	}
	var kept anchored
	if err == nil {
		err = json.Unmarshal(text, &kept)
	}
	if err != nil {
		return 0, "", fmt.Errorf("read audit anchor: %w", err)
	}
	return kept.Entries, kept.Head, nil
}
