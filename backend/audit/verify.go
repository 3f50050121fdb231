package audit

import (
	"context"
	"fmt"
)

// Broken is the first entry at which the log does not hold.
type Broken struct {
	ID     int64
	Reason string
}

// Verification is the outcome of checking the log.
type Verification struct {
	Entries  int64   // that hold
	Head     string  // hash of the last of them
	Anchored int64   // up to which entry an anchor was compared; 0 without one
	Broken   *Broken // nil when the log holds
}

// progressEvery is after how many entries Verify says how far it is.
const progressEvery = 2000

// Verify walks the whole log and names the first broken entry: one that was
// edited, put in another place, or is missing, and, against the marks of an
// anchor, one that was cut off at the end or written anew with everything after
// it (SEC-43). done is told how many entries are checked.
func (l *Log) Verify(ctx context.Context, marks []Mark, done func(int64)) (Verification, error) {
	rows, err := l.store.Read(ctx).Model(&Entry{}).Order("id").Rows()
	if err != nil {
		return Verification{}, fmt.Errorf("verify audit log: %w", err)
	}
	defer rows.Close()
	anchored := make(map[int64]string, len(marks))
	var result Verification
	var last Mark
	for _, mark := range marks {
		anchored[mark.Entries] = mark.Head
		if mark.Entries > last.Entries {
			last = mark
		}
	}
	for rows.Next() {
		var entry Entry
		if err := l.store.Read(ctx).ScanRows(rows, &entry); err != nil {
			// A value of another kind than was ever written there.
			result.Broken = &Broken{result.Entries + 1, "it can't be read any more: it was changed after it was written"}
			return result, nil
		}
		mark, isAnchored := anchored[entry.ID]
		switch {
		case entry.ID != result.Entries+1:
			result.Broken = &Broken{result.Entries + 1, "it is missing"}
		case entry.Hash != entry.digest():
			result.Broken = &Broken{entry.ID, "it was changed after it was written"}
		case entry.Previous != result.Head:
			result.Broken = &Broken{entry.ID, "it does not follow the entry before it"}
		case isAnchored && entry.Hash != mark:
			result.Broken = &Broken{result.Anchored + 1, anew(result.Anchored+1, entry.ID)}
		}
		if result.Broken != nil {
			return result, nil
		}
		result.Entries, result.Head = entry.ID, entry.Hash
		if isAnchored {
			result.Anchored = entry.ID
		}
		if entry.ID%progressEvery == 0 {
			done(entry.ID)
		}
	}
	if err := rows.Err(); err != nil {
		return Verification{}, fmt.Errorf("verify audit log: %w", err)
	}
	if result.Entries < last.Entries {
		result.Broken = &Broken{result.Entries + 1, fmt.Sprintf("it is missing: the anchor knows %d entries", last.Entries)}
	}
	done(result.Entries)
	return result, nil
}

// anew says that something between two entries, both included, was replaced
// with everything after it.
func anew(first, last int64) string {
	if first == last {
		return "it was written anew: the anchor knows another"
	}
	return fmt.Sprintf("it or one of those up to %d was written anew: the anchor knows another entry %d", last, last)
}
