package organizations

import (
	"context"
	"fmt"
	"strings"

	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/store"
)

// Move says how a branch was moved, for whoever keeps ancestors of their own.
type Move struct {
	ID       int64
	OldLevel int     // of the branch's top
	NewTrail []int64 // ids of its new ancestors from the top, without itself
}

// TrailSQL returns the rest of an UPDATE, after SET, that gives the rows of the
// branch the trail (store.Trail) that they have since the move. Its argument is
// the branch's id.
func (m Move) TrailSQL() string {
	// The branch's top was at OldLevel; what stood below keeps its distance.
	newLevel := len(m.NewTrail) + 1
	var set []string
	for level := 1; level <= MaxLevel; level++ {
		value := "NULL"
		switch from := level - newLevel + m.OldLevel; {
		case level < newLevel:
			value = fmt.Sprint(m.NewTrail[level-1])
		case from <= MaxLevel:
			value = fmt.Sprintf("level%d_id", from)
		}
		set = append(set, fmt.Sprintf("level%d_id = %s", level, value))
	}
	return fmt.Sprintf("%s WHERE level%d_id = ?", strings.Join(set, ", "), m.OldLevel)
}

// parentFor returns the organization under which something is to stand (the
// zero Organization, of level 0, for none), or an Invalid fault for the field
// "parentId".
func (s *Service) parentFor(ctx context.Context, parentID int64) (Organization, error) {
	if parentID == 0 {
		return Organization{}, nil
	}
	parent, err := s.load(ctx, parentID)
	switch {
	case fault.Is(err, fault.NotFound):
		return Organization{}, parentFault("This parent does not exist any more. Choose another.")
	case err != nil:
		return Organization{}, err
	case !parent.IsActive():
		return Organization{}, parentFault("This parent is archived. Choose an active organization.")
	case parent.Level >= MaxLevel:
		return Organization{}, parentFault(fmt.Sprintf("%s is at level 5, and nothing can stand below that.", parent.Name))
	}
	return parent, nil
}

// move gives a branch another parent: one statement for all of it.
func (s *Service) move(ctx context.Context, o Organization, parentID int64) (Organization, error) {
	if !o.IsActive() {
		return o, parentFault("An archived organization can't be moved. Restore it first.")
	}
	parent, err := s.parentFor(ctx, parentID)
	if err != nil {
		return o, err
	}
	if strings.HasPrefix(parent.Path, o.Path) {
		return o, parentFault("An organization can't stand under itself or under one of its own branch.")
	}
	from, to := store.PathRange(o.Path)
	var deepest int
	if err := s.store.Read(ctx).Raw("SELECT MAX(level) FROM organizations WHERE path >= ? AND path < ?", from, to).Scan(&deepest).Error; err != nil {
		return o, fmt.Errorf("move organization: %w", err)
	}
	shift := parent.Level + 1 - o.Level
	if deepest+shift > MaxLevel {
		return o, parentFault(fmt.Sprintf("The branch is %d levels deep and would reach below level 5 there.", deepest-o.Level+1))
	}
	path := fmt.Sprintf("%s%d/", parent.rootedPath(), o.ID)
	result := s.store.Write(ctx).Exec("UPDATE organizations SET path = ? || substr(path, ?), level = level + ? WHERE path >= ? AND path < ?",
		path, len(o.Path)+1, shift, from, to)
	if result.Error != nil {
		return o, fmt.Errorf("move organization: %w", result.Error)
	}
	move := Move{ID: o.ID, OldLevel: o.Level, NewTrail: store.PathIDs(parent.Path)}
	o.Path, o.Level, o.ParentID = path, o.Level+shift, nil
	if parentID != 0 {
		o.ParentID = &parentID
	}
	return o, s.dependents.Moved(ctx, move)
}

// Change says how much an archiving or restoring takes along.
type Change struct {
	Organizations int64
	Managers      int64 // who can't sign in then, or can again
}

// ArchiveEffect returns what archiving would take along. The plus keeps the
// database from going through all active organizations, which it may take for
// the shorter way where its statistics are old.
func (s *Service) ArchiveEffect(ctx context.Context, id int64) (Change, error) {
	o, err := s.load(ctx, id)
	if err != nil {
		return Change{}, err
	}
	from, to := store.PathRange(o.Path)
	var change Change
	err = s.store.Read(ctx).Raw(`SELECT
		(SELECT COUNT(*) FROM organizations WHERE path >= @from AND path < @to AND +status = 'active') AS organizations,
		(SELECT COUNT(*) FROM (
			SELECT uo.user_id FROM organizations o CROSS JOIN user_organizations uo ON uo.organization_id = o.id
			WHERE o.path >= @from AND o.path < @to AND +o.status = 'active'
			AND NOT EXISTS (SELECT 1 FROM user_organizations other CROSS JOIN organizations elsewhere ON elsewhere.id = other.organization_id
				WHERE other.user_id = uo.user_id AND elsewhere.status = 'active' AND NOT (elsewhere.path >= @from AND elsewhere.path < @to))
			GROUP BY uo.user_id)) AS managers`,
		map[string]any{"from": from, "to": to}).Scan(&change).Error
	if err != nil {
		return Change{}, fmt.Errorf("weigh archiving: %w", err)
	}
	return change, nil
}

// Archive takes the branch out of use: its managers can't sign in unless
// another active organization is theirs, its keys and links stop working
// (ORG-5). One statement and one audit entry, however large the branch.
func (s *Service) Archive(ctx context.Context, id int64) (Change, error) {
	var change Change
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		o, err := s.load(ctx, id)
		if err != nil {
			return err
		}
		if !o.IsActive() {
			return fault.New(fault.Conflict, "This organization is archived already.")
		}
		if change, err = s.ArchiveEffect(ctx, id); err != nil {
			return err
		}
		from, to := store.PathRange(o.Path)
		now := s.store.Now()
		result := s.store.Write(ctx).Exec("UPDATE organizations SET status = 'archived', archived_at = ?, archived_by_id = ?, updated_at = ? WHERE path >= ? AND path < ? AND +status = 'active'",
			now, id, now, from, to)
		if result.Error != nil {
			return fmt.Errorf("archive organization: %w", result.Error)
		}
		return s.log.Record(ctx, audit.Change{Action: "organization.archive", Subject: subject(o), Before: map[string]any{"status": Active}, After: map[string]any{"status": Archived, "organizations": result.RowsAffected}})
	})
	return change, err
}

// Restore brings back what the archiving of this organization took along, and
// nothing that had been archived before.
func (s *Service) Restore(ctx context.Context, id int64) (Change, error) {
	var change Change
	err := s.store.InTx(ctx, func(ctx context.Context) error {
		o, err := s.load(ctx, id)
		if err != nil {
			return err
		}
		if o.IsActive() {
			return fault.New(fault.Conflict, "This organization is not archived.")
		}
		if err := s.refuseUnderArchived(ctx, o); err != nil {
			return err
		}
		from, to := store.PathRange(o.Path)
		result := s.store.Write(ctx).Exec("UPDATE organizations SET status = 'active', archived_at = NULL, archived_by_id = NULL, updated_at = ? WHERE path >= ? AND path < ? AND archived_by_id = ?",
			s.store.Now(), from, to, *o.ArchivedByID)
		if result.Error != nil {
			return fmt.Errorf("restore organization: %w", result.Error)
		}
		if change, err = s.ArchiveEffect(ctx, id); err != nil {
			return err
		}
		change.Organizations = result.RowsAffected
		return s.log.Record(ctx, audit.Change{Action: "organization.restore", Subject: subject(o), Before: map[string]any{"status": Archived}, After: map[string]any{"status": Active, "organizations": result.RowsAffected}})
	})
	return change, err
}

func (s *Service) refuseUnderArchived(ctx context.Context, o Organization) error {
	if o.ParentID == nil {
		return nil
	}
	parent, err := s.load(ctx, *o.ParentID)
	if err != nil {
		return err
	}
	if !parent.IsActive() {
		return fault.New(fault.Conflict, fmt.Sprintf("%s stands under %s, which is archived. Restore that first.", o.Name, parent.Name)).
			WithMend("Show "+parent.Name, fmt.Sprintf("/organizations/%d", parent.ID))
	}
	return nil
}

// Trail returns the organizations above one, from the top down.
func (s *Service) Trail(ctx context.Context, o Organization) ([]Organization, error) {
	ids := store.PathIDs(o.Path)
	if len(ids) < 2 {
		return nil, nil
	}
	var trail []Organization
	err := s.store.Read(ctx).Where("id IN ?", ids[:len(ids)-1]).Order("level").Find(&trail).Error
	if err != nil {
		return nil, fmt.Errorf("find trail: %w", err)
	}
	return trail, nil
}

func parentFault(message string) error {
	return &fault.Error{Code: fault.Invalid, Message: message, Fields: map[string]string{"parentId": message}}
}
