package organizations

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"portico/backend/store"
)

// BulkItem is an organization in a bulk, as it stands and as it shall be. The
// items point at their parents, so that a whole tree can be planned before
// anything is written.
type BulkItem struct {
	Before *Organization // as it stands; nil for one that is to be made
	After  Organization  // as it shall be; Apply fills in id, parent, level and path
	Parent *BulkItem     // as it shall be; nil at level 1
}

// Renewed returns an item for an organization that stays as it is.
func Renewed(o Organization) *BulkItem { return &BulkItem{Before: &o, After: o} }

// Take sets what an input says; its parent does not count here.
func (i *BulkItem) Take(input Input) { i.After.take(input) }

// ParentID returns the id of the parent that is there already, and false for
// a parent that is still to be made.
func (i *BulkItem) ParentID() (int64, bool) {
	switch {
	case i.Parent == nil:
		return 0, true
	case i.Parent.Before == nil:
		return 0, false
	}
	return i.Parent.Before.ID, true
}

// Moves reports whether an organization that is there gets another parent.
func (i *BulkItem) Moves() bool {
	if i.Before == nil {
		return false
	}
	id, known := i.ParentID()
	return !known || id != i.Before.Parent()
}

// Changes reports whether anything is to be written.
func (i *BulkItem) Changes() bool {
	if i.Before == nil || i.Moves() {
		return true
	}
	a, b := i.After, *i.Before
	return a.Name != b.Name || a.ExternalID != b.ExternalID || a.Status != b.Status || a.ResponseAllotment != b.ResponseAllotment ||
		a.BCCEmail != b.BCCEmail || a.AssessorName != b.AssessorName || a.AssessorEmail != b.AssessorEmail || a.Website != b.Website ||
		a.City != b.City || a.Notes != b.Notes || !slices.Equal(a.EmailDomains, b.EmailDomains)
}

// Refusal returns why an item can't stand at level under its parent, in words,
// or "" (ORG-2, ORG-5).
func (i *BulkItem) Refusal(level int) string {
	switch {
	case level > MaxLevel:
		return fmt.Sprintf("It would stand at level %d. There are at most %d levels.", level, MaxLevel)
	case i.Parent == nil:
	case i.Parent.After.Status == Archived && i.After.Status == Active:
		return fmt.Sprintf("It would stand under %s, which is archived.", i.Parent.After.Name)
	}
	if i.Moves() && i.Before.Status == Archived {
		return "An archived organization can't be moved. Restore it first."
	}
	return ""
}

// bulkStep is how many organizations are written between two reports.
const bulkStep = 100

// ApplyBulk writes the items that change, in one transaction and without an
// audit entry for each: whoever calls it writes down the whole. The items must
// have been refused nothing, their names must be free among their siblings,
// and each must stand after its parent. done is told how many were written.
//
// Names and places change in three steps, since a file may give one
// organization's name to another, or turn a branch upside down: what changes
// name or place first gets a key that nobody has, then what is new comes in,
// then everything takes its place from the top down.
func (s *Service) ApplyBulk(ctx context.Context, items []*BulkItem, done func(written int)) error {
	return s.store.InTx(ctx, func(ctx context.Context) error {
		var fresh, changed []*BulkItem
		for _, item := range items {
			if item.Before == nil {
				fresh = append(fresh, item)
			} else if item.Changes() {
				changed = append(changed, item)
			}
		}
		if err := s.numberBulk(ctx, fresh); err != nil {
			return err
		}
		for _, item := range items {
			item.settle()
		}
		if err := s.clearNames(ctx, changed); err != nil {
			return err
		}
		if err := s.insertBulk(ctx, fresh, done); err != nil {
			return err
		}
		if err := s.moveBulk(ctx, changed); err != nil {
			return err
		}
		return s.changeBulk(ctx, changed, func(n int) { done(len(fresh) + n) })
	})
}

// numberBulk gives new organizations their ids beforehand, so that paths can be
// written with the rows. The transaction holds the only writer, so nobody else
// takes one of them.
func (s *Service) numberBulk(ctx context.Context, fresh []*BulkItem) error {
	var last int64
	if err := s.store.Read(ctx).Raw("SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = 'organizations'), 0)").Scan(&last).Error; err != nil {
		return fmt.Errorf("number organizations: %w", err)
	}
	now := s.store.Now()
	for i, item := range fresh {
		o := &item.After
		o.ID, o.KeyGeneration, o.CreatedAt = last+int64(i)+1, 1, now
	}
	for _, item := range fresh {
		o := &item.After
		if o.Status != Archived {
			o.Status = Active
			continue
		}
		o.ArchivedAt, o.ArchivedByID = now, &o.ID
		if item.Parent != nil && item.Parent.After.ArchivedByID != nil {
			o.ArchivedByID = item.Parent.After.ArchivedByID // restoring the one above brings this one along
		}
	}
	return nil
}

// settle computes where an item shall stand; its parent was settled before.
func (i *BulkItem) settle() {
	o := &i.After
	o.NameKey, o.ParentID, o.Level = store.Fold(o.Name), nil, 1
	above := "/"
	if i.Parent != nil {
		parent := i.Parent.After
		o.ParentID, o.Level, above = &parent.ID, parent.Level+1, parent.Path
	}
	o.Path = fmt.Sprintf("%s%d/", above, o.ID)
}

// clearNames frees the names and places of what changes them.
func (s *Service) clearNames(ctx context.Context, changed []*BulkItem) error {
	var ids []int64
	for _, item := range changed {
		if item.Moves() || item.After.NameKey != item.Before.NameKey {
			ids = append(ids, item.Before.ID)
		}
	}
	for some := range slices.Chunk(ids, chunk) {
		if err := s.store.Write(ctx).Exec("UPDATE organizations SET name_key = '~bulk ' || id WHERE id IN ?", some).Error; err != nil {
			return fmt.Errorf("clear names: %w", err)
		}
	}
	return nil
}

const bulkColumns = `id, external_id, name, name_key, parent_id, path, level, status, archived_at, archived_by_id, response_allotment,
	bcc_email, assessor_name, assessor_email, website, city, email_domains, notes, key_generation, created_at, updated_at`

// insertBulk writes new organizations, many with one prepared statement. GORM
// stands aside here: it would build each statement anew.
func (s *Service) insertBulk(ctx context.Context, fresh []*BulkItem, done func(int)) error {
	place := "(" + strings.TrimSuffix(strings.Repeat("?,", strings.Count(bulkColumns, ",")+1), ",") + ")"
	statement := func(rows int) string {
		return "INSERT INTO organizations (" + bulkColumns + ") VALUES " + strings.TrimSuffix(strings.Repeat(place+",", rows), ",")
	}
	pool := s.store.Write(ctx).Statement.ConnPool
	args := make([]any, 0, bulkStep*(strings.Count(bulkColumns, ",")+1))
	written := 0
	full, err := pool.PrepareContext(ctx, statement(bulkStep))
	if err != nil {
		return fmt.Errorf("insert organizations: %w", err)
	}
	defer full.Close()
	for some := range slices.Chunk(fresh, bulkStep) {
		args = args[:0]
		for _, item := range some {
			o := &item.After
			o.UpdatedAt = o.CreatedAt
			args = append(args, o.ID, o.ExternalID, o.Name, o.NameKey, o.ParentID, o.Path, o.Level, o.Status, o.ArchivedAt, o.ArchivedByID, o.ResponseAllotment,
				o.BCCEmail, o.AssessorName, o.AssessorEmail, o.Website, o.City, o.EmailDomains, o.Notes, o.KeyGeneration, o.CreatedAt, o.UpdatedAt)
		}
		if len(some) == bulkStep {
			_, err = full.ExecContext(ctx, args...)
		} else {
			_, err = pool.ExecContext(ctx, statement(len(some)), args...)
		}
		if err != nil {
			return fmt.Errorf("insert organizations: %w", err)
		}
		written += len(some)
		done(written)
	}
	return nil
}

// moveBulk takes every branch that moves to the top, where it is in nobody's
// way and too deep for nothing, and then puts each under its parent.
func (s *Service) moveBulk(ctx context.Context, changed []*BulkItem) error {
	for _, toTop := range []bool{true, false} {
		for _, item := range changed {
			if !item.Moves() {
				continue
			}
			var parent Organization
			if !toTop && item.Parent != nil {
				parent = item.Parent.After
			}
			if err := s.place(ctx, item.Before.ID, parent); err != nil {
				return err
			}
		}
	}
	return nil
}

// place puts a branch under a parent, which was found fit before.
func (s *Service) place(ctx context.Context, id int64, parent Organization) error {
	o, err := s.load(ctx, id)
	if err != nil {
		return err
	}
	path := fmt.Sprintf("%s%d/", parent.rootedPath(), o.ID)
	if path == o.Path {
		return nil
	}
	from, to := store.PathRange(o.Path)
	db := s.store.Write(ctx)
	err = db.Exec("UPDATE organizations SET path = ? || substr(path, ?), level = level + ? WHERE path >= ? AND path < ?",
		path, len(o.Path)+1, parent.Level+1-o.Level, from, to).Error
	if err == nil {
		var parentID any
		if parent.ID != 0 {
			parentID = parent.ID
		}
		err = db.Exec("UPDATE organizations SET parent_id = ? WHERE id = ?", parentID, id).Error
	}
	if err != nil {
		return fmt.Errorf("move organization: %w", err)
	}
	return s.dependents.Moved(ctx, Move{ID: o.ID, OldLevel: o.Level, NewTrail: store.PathIDs(parent.Path)})
}

// changeBulk writes the fields of what was there before, and archives or
// restores branches from the top down.
func (s *Service) changeBulk(ctx context.Context, changed []*BulkItem, done func(int)) error {
	now := s.store.Now()
	for i, item := range changed {
		o := &item.After
		o.UpdatedAt = now
		db := s.store.Write(ctx)
		err := db.Exec(`UPDATE organizations SET external_id = ?, name = ?, name_key = ?, response_allotment = ?, bcc_email = ?, assessor_name = ?, assessor_email = ?,
			website = ?, city = ?, email_domains = ?, notes = ?, updated_at = ? WHERE id = ?`,
			o.ExternalID, o.Name, o.NameKey, o.ResponseAllotment, o.BCCEmail, o.AssessorName, o.AssessorEmail, o.Website, o.City, o.EmailDomains, o.Notes, now, o.ID).Error
		if err != nil {
			return fmt.Errorf("update organizations: %w", err)
		}
		if o.Status != item.Before.Status {
			if err := s.setBranchStatus(ctx, o.ID, o.Status); err != nil {
				return err
			}
		}
		if (i+1)%bulkStep == 0 || i+1 == len(changed) {
			done(i + 1)
		}
	}
	return nil
}

// setBranchStatus archives a branch, or restores what was archived with it.
func (s *Service) setBranchStatus(ctx context.Context, id int64, status string) error {
	o, err := s.load(ctx, id)
	if err != nil || o.Status == status { // the one above took it along
		return err
	}
	from, to := store.PathRange(o.Path)
	now := s.store.Now()
	db := s.store.Write(ctx)
	if status == Archived {
		err = db.Exec("UPDATE organizations SET status = 'archived', archived_at = ?, archived_by_id = ?, updated_at = ? WHERE path >= ? AND path < ? AND +status = 'active'", now, id, now, from, to).Error
	} else {
		err = db.Exec("UPDATE organizations SET status = 'active', archived_at = NULL, archived_by_id = NULL, updated_at = ? WHERE path >= ? AND path < ? AND archived_by_id = ?", now, from, to, *o.ArchivedByID).Error
	}
	if err != nil {
		return fmt.Errorf("set status of branch: %w", err)
	}
	return nil
}

// Trail returns the ids of the organizations above one, from the top down.
func (o Organization) Trail() []int64 {
	ids := store.PathIDs(o.Path)
	return ids[:max(0, len(ids)-1)]
}
