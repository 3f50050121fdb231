package registrations

import (
	"portico/backend/audit"
	"portico/backend/fault"
	"portico/backend/settings"
	"portico/backend/store"
)

// Link is a registration link with its counters (LNK-1). The default link is
// the one behind Copy URL: it has no limits of its own and is open while the
// Partner Portal settings allow registration.
type Link struct {
	ID                int64 `gorm:"primaryKey"`
	Name              string
	NameKey           string
	IsDefault         bool
	ParentID          *int64 // new organizations stand under it; nil for level 1
	ExpiresAt         store.Time
	UsesLimit         *int64 // nil for any number
	Uses              int64  // attempts that got past validation, whatever became of them
	NeedsApproval     bool
	DefaultAllocation string // "" for what the Partner Portal settings say
	Note              string // for the administrator
	PausedAt          store.Time
	RevokedAt         store.Time
	Copied            int64
	Opened            int64
	Registered        int64
	CreatedAt         store.Time `gorm:"autoCreateTime:false"`
	UpdatedAt         store.Time `gorm:"autoUpdateTime:false"`
}

// TableName is the table of links.
func (Link) TableName() string { return "registration_links" }

// LinkState is whether a link can be used, and if not, why.
type LinkState string

// The states. A link that is revoked stays so.
const (
	LinkOpen    LinkState = "open"
	LinkPaused  LinkState = "paused"
	LinkExpired LinkState = "expired"
	LinkUsedUp  LinkState = "used_up"
	LinkRevoked LinkState = "revoked"
)

// State returns the link's state at a time.
func (l Link) State(now store.Time) LinkState {
	switch {
	case !l.RevokedAt.IsZero():
		return LinkRevoked
	case !l.PausedAt.IsZero():
		return LinkPaused
	case !l.ExpiresAt.IsZero() && !now.Before(l.ExpiresAt.Time):
		return LinkExpired
	case l.UsesLimit != nil && l.Uses >= *l.UsesLimit:
		return LinkUsedUp
	}
	return LinkOpen
}

// The limits of a link.
const (
	MaxLinkName = 100
	MaxLinkNote = 2000
	MaxUses     = 1_000_000
)

// LinkInput is what the administrator says of a link.
type LinkInput struct {
	Name              string
	ParentID          int64 // 0 for level 1
	ExpiresAt         store.Time
	UsesLimit         int64 // 0 for any number
	NeedsApproval     bool
	DefaultAllocation string
	Note              string
}

// Validate cleans the input and gathers the fields at fault. uses is how often
// the link was used so far, and expired whether its time was over already.
func (in *LinkInput) Validate(now store.Time, before Link) *fault.Fields {
	in.Name, in.Note = store.Clean(in.Name), store.CleanText(in.Note)
	fields := &fault.Fields{}
	fields.Require(store.Fold(in.Name) != "", "name", "Give the link a name that tells you where it went.")
	fields.Require(len([]rune(in.Name)) <= MaxLinkName, "name", "Use at most 100 characters.")
	fields.Require(len([]rune(in.Note)) <= MaxLinkNote, "note", "Use at most 2,000 characters.")
	fields.Require(in.UsesLimit >= 0 && in.UsesLimit <= MaxUses, "usesLimit", "Enter a number from 1 to 1,000,000, or leave it empty.")
	fields.Require(in.UsesLimit == 0 || in.UsesLimit >= before.Uses, "usesLimit", "The link was used more often already.")
	moved := in.ExpiresAt.UnixMilli() != before.ExpiresAt.UnixMilli()
	fields.Require(in.ExpiresAt.IsZero() || !moved || now.Before(in.ExpiresAt.Time), "expiresOn", "Choose a day that is still to come.")
	switch in.DefaultAllocation {
	case "", settings.Unlimited, settings.Allocated, settings.Purchased:
	default:
		fields.Add("defaultAllocation", "Choose one of the list.")
	}
	return fields
}

func (l *Link) take(in LinkInput) {
	l.Name, l.NameKey, l.Note = in.Name, store.Fold(in.Name), in.Note
	l.ParentID, l.UsesLimit = nil, nil
	if in.ParentID != 0 {
		l.ParentID = &in.ParentID
	}
	if in.UsesLimit != 0 {
		l.UsesLimit = &in.UsesLimit
	}
	l.ExpiresAt, l.NeedsApproval, l.DefaultAllocation = in.ExpiresAt, in.NeedsApproval, in.DefaultAllocation
}

func (l Link) subject() audit.Subject {
	return audit.Subject{Kind: "link", ID: l.ID, Name: l.Name}
}

// facts are what an audit entry keeps of a link.
func (l Link) facts() map[string]any {
	facts := map[string]any{"name": l.Name, "parent_id": l.ParentID, "uses_limit": l.UsesLimit, "needs_approval": l.NeedsApproval, "default_allocation": l.DefaultAllocation, "note": l.Note}
	for name, at := range map[string]store.Time{"expires_at": l.ExpiresAt, "paused_at": l.PausedAt, "revoked_at": l.RevokedAt} {
		if !at.IsZero() {
			facts[name] = at.RFC3339()
		}
	}
	return facts
}
