package registrations

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/organizations"
	"portico/backend/store"
)

// LinkRow is one line of the list of links.
type LinkRow struct {
	Link
	ParentName string
	Pending    int64 // registrations that wait for approval, at most store.CountLimit + 1
}

// LinkQuery says which stretch of the links is wanted.
type LinkQuery struct {
	Search   string
	State    LinkState // "" for all
	ParentID int64     // the organization under which it leads; 0 for all
	After    string
	Limit    int
}

const linkRowSQL = `SELECT l.*, COALESCE(p.name, '') AS parent_name,
	(SELECT COUNT(*) FROM (SELECT 1 FROM registrations r WHERE r.link_id = l.id AND r.state = 'pending' LIMIT 10001)) AS pending
	FROM registration_links l LEFT JOIN organizations p ON p.id = l.parent_id`

// stateSQL is each state as a condition; ? is the present time.
var stateSQL = map[LinkState]string{
	LinkRevoked: "l.revoked_at IS NOT NULL AND ? > 0",
	LinkPaused:  "l.revoked_at IS NULL AND l.paused_at IS NOT NULL AND ? > 0",
	LinkExpired: "l.revoked_at IS NULL AND l.paused_at IS NULL AND l.expires_at <= ?",
	LinkUsedUp:  "l.revoked_at IS NULL AND l.paused_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > ?) AND l.uses >= l.uses_limit",
	LinkOpen:    usableSQL,
}

// usableSQL holds for a link that can be used; ? is the present time.
const usableSQL = "l.revoked_at IS NULL AND l.paused_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > ?) AND (l.uses_limit IS NULL OR l.uses < l.uses_limit)"

// Links returns a stretch of the links: the default one first, then the newest.
func (s *Service) Links(ctx context.Context, query LinkQuery) (store.Page[LinkRow], error) {
	where, args := []string{"1 = 1"}, []any{}
	if len([]rune(query.Search)) > MaxLinkName { // no name is that long
		return store.Page[LinkRow]{Items: []LinkRow{}}, nil
	}
	if search := store.Fold(query.Search); search != "" {
		where, args = append(where, `l.name_key LIKE ? ESCAPE '\'`), append(args, store.LikePattern(search))
	}
	if condition, known := stateSQL[query.State]; known {
		where, args = append(where, condition), append(args, s.Store.Now())
	}
	if query.ParentID != 0 {
		where, args = append(where, "l.parent_id = ?"), append(args, query.ParentID)
	}
	var page store.Page[LinkRow]
	filter := strings.Join(where, " AND ")
	var count int
	if err := s.Store.Read(ctx).Raw("SELECT COUNT(*) FROM (SELECT 1 FROM registration_links l WHERE "+filter+" LIMIT ?)", append(append([]any{}, args...), store.CountLimit+1)...).Scan(&count).Error; err != nil {
		return page, fmt.Errorf("count links: %w", err)
	}
	if query.After != "" {
		var isDefault bool
		var at, id int64
		if err := store.ParseCursor(query.After, &isDefault, &at, &id); err != nil {
			return page, err
		}
		filter, args = filter+" AND (l.is_default, l.created_at, l.id) < (?, ?, ?)", append(args, isDefault, at, id)
	}
	limit := store.Limit(query.Limit)
	var rows []LinkRow
	if err := s.Store.Read(ctx).Raw(linkRowSQL+" WHERE "+filter+" ORDER BY l.is_default DESC, l.created_at DESC, l.id DESC LIMIT ?", append(args, limit+1)...).Scan(&rows).Error; err != nil {
		return page, fmt.Errorf("list links: %w", err)
	}
	page = store.Cut(rows, limit, func(r LinkRow) string { return store.Cursor(r.IsDefault, r.CreatedAt.UnixMilli(), r.ID) })
	page.Count = count
	return page, nil
}

// FindLink returns one link, or a NotFound fault.
func (s *Service) FindLink(ctx context.Context, id int64) (LinkRow, error) {
	var rows []LinkRow
	if err := s.Store.Read(ctx).Raw(linkRowSQL+" WHERE l.id = ?", id).Scan(&rows).Error; err != nil {
		return LinkRow{}, fmt.Errorf("find link: %w", err)
	}
	if len(rows) == 0 {
		return LinkRow{}, errNoLink
	}
	return rows[0], nil
}

var errNoLink = fault.New(fault.NotFound, "There is no such link.")

// CreateLink makes a named link. It returns an Invalid fault for fields that
// do not hold, such as a name that is taken or a parent of level 5.
func (s *Service) CreateLink(ctx context.Context, in LinkInput) (Link, error) {
	var link Link
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.checkLink(ctx, &in, Link{}); err != nil {
			return err
		}
		link = Link{CreatedAt: s.Store.Now(), UpdatedAt: s.Store.Now()}
		link.take(in)
		if err := s.Store.Write(ctx).Create(&link).Error; err != nil {
			return fmt.Errorf("create link: %w", err)
		}
		return s.Log.Record(ctx, audit.Change{Action: "link.create", Subject: link.subject(), After: link.facts()})
	})
	return link, err
}

// UpdateLink changes a named link. The default link and one that is revoked
// can't be changed.
func (s *Service) UpdateLink(ctx context.Context, id int64, in LinkInput) (Link, error) {
	return s.changeLink(ctx, id, "link.update", func(ctx context.Context, link *Link) error {
		if err := s.checkLink(ctx, &in, *link); err != nil {
			return err
		}
		link.take(in)
		return nil
	})
}

// PauseLink closes a named link for a while, or opens it again.
func (s *Service) PauseLink(ctx context.Context, id int64, paused bool) (Link, error) {
	action := "link.resume"
	if paused {
		action = "link.pause"
	}
	return s.changeLink(ctx, id, action, func(_ context.Context, link *Link) error {
		if paused == link.PausedAt.IsZero() {
			link.PausedAt = store.Time{}
			if paused {
				link.PausedAt = s.Store.Now()
			}
		}
		return nil
	})
}

// RevokeLink closes a named link for good.
func (s *Service) RevokeLink(ctx context.Context, id int64) (Link, error) {
	return s.changeLink(ctx, id, "link.revoke", func(_ context.Context, link *Link) error {
		link.RevokedAt = s.Store.Now()
		return nil
	})
}

func (s *Service) changeLink(ctx context.Context, id int64, action string, change func(context.Context, *Link) error) (Link, error) {
	var link Link
	err := s.Store.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Write(ctx).First(&link, "id = ?", id).Error; errors.Is(err, gorm.ErrRecordNotFound) {
			return errNoLink
		} else if err != nil {
			return fmt.Errorf("find link: %w", err)
		}
		switch {
		case link.IsDefault:
			return fault.New(fault.Conflict, "The link behind Copy URL is opened and closed by Allow External Organization Creation.").WithMend("Partner Portal", "/settings/features/partner-portal")
		case !link.RevokedAt.IsZero():
			return fault.New(fault.Conflict, "This link is revoked for good. Make a new one.")
		}
		before := link.facts()
		if err := change(ctx, &link); err != nil {
			return err
		}
		link.UpdatedAt = s.Store.Now()
		// Not the counters: registrations count at the same time.
		result := s.Store.Write(ctx).Model(&link).Select("Name", "NameKey", "ParentID", "ExpiresAt", "UsesLimit", "NeedsApproval", "DefaultAllocation", "Note", "PausedAt", "RevokedAt", "UpdatedAt").Updates(&link)
		if result.Error != nil {
			return fmt.Errorf("change link: %w", result.Error)
		}
		return s.Log.Record(ctx, audit.Change{Action: action, Subject: link.subject(), Before: before, After: link.facts()})
	})
	return link, err
}

func (s *Service) checkLink(ctx context.Context, in *LinkInput, before Link) error {
	fields := in.Validate(s.Store.Now(), before)
	var taken []int64
	if err := s.Store.Read(ctx).Raw("SELECT id FROM registration_links WHERE name_key = ? AND id <> ? LIMIT 1", store.Fold(in.Name), before.ID).Scan(&taken).Error; err != nil {
		return fmt.Errorf("look for name of link: %w", err)
	}
	fields.Require(len(taken) == 0, "name", "Another link has this name.")
	if in.ParentID != 0 {
		parent, err := s.Organizations.Find(ctx, access.ForAdministrator(), in.ParentID)
		switch {
		case fault.Is(err, fault.NotFound):
			fields.Add("parentId", "This organization does not exist any more. Choose another.")
		case err != nil:
			return err
		case !parent.IsActive():
			fields.Add("parentId", "This organization is archived. Choose another, or restore it first.")
		case parent.Level >= organizations.MaxLevel:
			fields.Add("parentId", "Nothing can stand below level 5. Choose an organization further up.")
		}
	}
	return fields.Err()
}

// LinkKey returns what stands after "?link=" in the address of a named link;
// "" for the default link.
func (s *Service) LinkKey(l Link) string {
	if l.IsDefault {
		return ""
	}
	return s.references.Make(l.ID, 1)
}

// LinkAddress returns a link's whole address under the portal's public base.
func (s *Service) LinkAddress(base string, l Link) string {
	if key := s.LinkKey(l); key != "" {
		return base + "/register?link=" + key
	}
	return base + "/register"
}

// defaultLink returns the default link. A read before the site has one gives
// an empty Link.
func (s *Service) defaultLink(ctx context.Context) (Link, error) {
	var links []Link
	if err := s.Store.Read(ctx).Where("is_default = ?", true).Limit(1).Find(&links).Error; err != nil {
		return Link{}, fmt.Errorf("find default link: %w", err)
	}
	if len(links) == 0 {
		return Link{}, nil
	}
	return links[0], nil
}

// EnsureDefaultLink makes the default link of a new site.
func (s *Service) EnsureDefaultLink(ctx context.Context) error {
	now := s.Store.Now()
	err := s.Store.Write(ctx).Exec("INSERT INTO registration_links (name, name_key, is_default, created_at, updated_at) SELECT 'Copy URL', 'copy url', 1, ?, ? WHERE NOT EXISTS (SELECT 1 FROM registration_links WHERE is_default = 1)", now, now).Error
	if err != nil {
		return fmt.Errorf("make default link: %w", err)
	}
	return nil
}

// Forget revokes the links that lead under an organization which is about to
// be deleted, in the transaction that ctx carries.
func (s *Service) Forget(ctx context.Context, organizationID int64) error {
	var links []Link
	if err := s.Store.Write(ctx).Where("parent_id = ?", organizationID).Find(&links).Error; err != nil {
		return fmt.Errorf("find links of organization: %w", err)
	}
	for _, link := range links {
		if link.RevokedAt.IsZero() {
			if _, err := s.RevokeLink(ctx, link.ID); err != nil {
				return err
			}
		}
	}
	if err := s.Store.Write(ctx).Exec("UPDATE registration_links SET parent_id = NULL WHERE parent_id = ?", organizationID).Error; err != nil {
		return fmt.Errorf("forget organization in links: %w", err)
	}
	return nil
}
