package bindings

import (
	"context"
	"time"

	"portico/backend"
	"portico/backend/fault"
	"portico/backend/registrations"
	"portico/backend/store"
)

// LinkQuery says which stretch of the links is wanted.
type LinkQuery struct {
	Search   string `json:"search"`
	State    string `json:"state"`    // "open", "paused", "expired", "used_up", "revoked", "" for all
	ParentID int64  `json:"parentId"` // the organization under which it leads; 0 for all
	After    string `json:"after"`
	Limit    int    `json:"limit"`
}

// LinkRow is one registration link.
type LinkRow struct {
	ID                int64  `json:"id"`
	Name              string `json:"name"`
	IsDefault         bool   `json:"isDefault"` // the one behind Copy URL
	State             string `json:"state"`
	Problem           string `json:"problem"` // why it can't be used though it is open; "" when it can
	ParentID          int64  `json:"parentId"`
	ParentName        string `json:"parentName"`
	ExpiresAt         string `json:"expiresAt"`
	ExpiresOn         string `json:"expiresOn"` // the last day on which it works, YYYY-MM-DD in the site's time zone
	UsesLimit         int64  `json:"usesLimit"` // 0 for any number
	Uses              int64  `json:"uses"`
	NeedsApproval     bool   `json:"needsApproval"`
	DefaultAllocation string `json:"defaultAllocation"` // "" for what the Partner Portal says
	Note              string `json:"note"`
	Copied            int64  `json:"copied"`
	Opened            int64  `json:"opened"`
	Registered        int64  `json:"registered"`
	Pending           int64  `json:"pending"`
	CreatedAt         string `json:"createdAt"`
}

// LinkPage is a stretch of the links: the default one first, then the newest.
type LinkPage struct {
	Items []LinkRow `json:"items"`
	Next  string    `json:"next"`
	Count int       `json:"count"`
}

// LinkInput is what the form sends.
type LinkInput struct {
	Name              string `json:"name"`
	ParentID          int64  `json:"parentId"`
	ExpiresOn         string `json:"expiresOn"` // the last day on which it works, YYYY-MM-DD; "" for never
	UsesLimit         int64  `json:"usesLimit"` // 0 for any number
	NeedsApproval     bool   `json:"needsApproval"`
	DefaultAllocation string `json:"defaultAllocation"`
	Note              string `json:"note"`
}

// LinkDetail is a link with what hands it out. The kit is empty while the link
// can't be used.
type LinkDetail struct {
	Link          LinkRow     `json:"link"`
	Parent        LinkParent  `json:"parent"`
	Address       string      `json:"address"`
	QR            string      `json:"qr"` // SVG
	Button        string      `json:"button"`
	MailSubject   string      `json:"mailSubject"`
	MailBody      string      `json:"mailBody"`
	Registrations []WeekCount `json:"registrations"` // admitted through it in twelve weeks, oldest first
}

// LinkParent is the organization under which a link leads; ID 0 for none.
type LinkParent struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Trail string `json:"trail"`
	Level int    `json:"level"`
}

// Links is the bridge behind the Links screen.
type Links struct{ core *Core }

// List returns a stretch of the links.
func (l *Links) List(query LinkQuery) (LinkPage, error) {
	ctx, b, err := l.core.enter()
	if err != nil {
		return LinkPage{}, err
	}
	page, err := b.Registrations.Links(ctx, registrations.LinkQuery{Search: query.Search, State: registrations.LinkState(query.State), ParentID: query.ParentID, After: query.After, Limit: query.Limit})
	if err != nil {
		return LinkPage{}, err
	}
	links := make([]registrations.Link, len(page.Items))
	for i, row := range page.Items {
		links[i] = row.Link
	}
	problems, err := b.Registrations.Problems(ctx, links)
	if err != nil {
		return LinkPage{}, err
	}
	general, err := b.Settings.General(ctx)
	if err != nil {
		return LinkPage{}, err
	}
	items := make([]LinkRow, len(page.Items))
	for i, row := range page.Items {
		items[i] = linkRow(b, row, problems[row.ID], general.Location())
	}
	return LinkPage{Items: items, Next: page.Next, Count: page.Count}, nil
}

// Get returns one link with what hands it out.
func (l *Links) Get(id int64) (LinkDetail, error) {
	ctx, b, err := l.core.enter()
	if err != nil {
		return LinkDetail{}, err
	}
	return linkDetail(ctx, b, id)
}

// Create makes a named link.
func (l *Links) Create(input LinkInput) (LinkDetail, error) {
	return l.change(func(ctx context.Context, b *backend.Backend) (registrations.Link, error) {
		in, err := input.service(ctx, b, registrations.Link{})
		if err != nil {
			return registrations.Link{}, err
		}
		return b.Registrations.CreateLink(ctx, in)
	})
}

// Update changes a named link.
func (l *Links) Update(id int64, input LinkInput) (LinkDetail, error) {
	return l.change(func(ctx context.Context, b *backend.Backend) (registrations.Link, error) {
		row, err := b.Registrations.FindLink(ctx, id)
		if err != nil {
			return registrations.Link{}, err
		}
		in, err := input.service(ctx, b, row.Link)
		if err != nil {
			return registrations.Link{}, err
		}
		return b.Registrations.UpdateLink(ctx, id, in)
	})
}

// Pause closes a link for a while, or opens it again.
func (l *Links) Pause(id int64, paused bool) (LinkDetail, error) {
	return l.change(func(ctx context.Context, b *backend.Backend) (registrations.Link, error) {
		return b.Registrations.PauseLink(ctx, id, paused)
	})
}

// Revoke closes a link for good.
func (l *Links) Revoke(id int64) (LinkDetail, error) {
	return l.change(func(ctx context.Context, b *backend.Backend) (registrations.Link, error) {
		return b.Registrations.RevokeLink(ctx, id)
	})
}

func (l *Links) change(change func(context.Context, *backend.Backend) (registrations.Link, error)) (LinkDetail, error) {
	ctx, b, err := l.core.enter()
	if err != nil {
		return LinkDetail{}, err
	}
	link, err := change(ctx, b)
	if err != nil {
		return LinkDetail{}, err
	}
	return linkDetail(ctx, b, link.ID)
}

// Copy copies a link's address to the clipboard, and counts it.
func (l *Links) Copy(id int64) (string, error) {
	ctx, b, err := l.core.enter()
	if err != nil {
		return "", err
	}
	row, err := b.Registrations.FindLink(ctx, id)
	if err != nil {
		return "", err
	}
	if !row.RevokedAt.IsZero() {
		return "", fault.New(fault.Conflict, "This link is revoked for good, so there is nothing to copy. Make a new one.")
	}
	base, err := b.Settings.PublicBase(ctx)
	if err != nil {
		return "", err
	}
	if err := b.Registrations.CountCopy(ctx, id); err != nil {
		return "", err
	}
	address := b.Registrations.LinkAddress(base, row.Link)
	if l.core.host.Shell() == "browser" {
		return address, nil // the browser copies by itself
	}
	return address, l.core.host.CopyText(address)
}

func linkDetail(ctx context.Context, b *backend.Backend, id int64) (LinkDetail, error) {
	row, err := b.Registrations.FindLink(ctx, id)
	if err != nil {
		return LinkDetail{}, err
	}
	problem, err := b.Registrations.Problem(ctx, row.Link)
	if err != nil {
		return LinkDetail{}, err
	}
	general, err := b.Settings.General(ctx)
	if err != nil {
		return LinkDetail{}, err
	}
	detail := LinkDetail{Link: linkRow(b, row, problem, general.Location()), Registrations: []WeekCount{}}
	weeks, err := b.Registrations.Weeks(ctx, 12, general.Location(), id)
	if err != nil {
		return LinkDetail{}, err
	}
	for _, week := range weeks {
		detail.Registrations = append(detail.Registrations, WeekCount{Week: week.Begins.Format(time.DateOnly), Count: week.Count})
	}
	if row.ParentID != nil {
		choices, err := b.Organizations.ChoicesByID(ctx, []int64{*row.ParentID})
		if err != nil {
			return LinkDetail{}, err
		}
		for _, choice := range choices {
			detail.Parent = LinkParent{ID: choice.ID, Name: choice.Name, Trail: choice.Trail, Level: choice.Level}
		}
	}
	if detail.Link.State != string(registrations.LinkOpen) || detail.Link.Problem != "" {
		return detail, nil
	}
	kit, err := b.Registrations.LinkKit(ctx, id)
	if err != nil {
		return LinkDetail{}, err
	}
	entry := kit.Entries[0]
	code, err := entry.QR()
	if err != nil {
		return LinkDetail{}, err
	}
	detail.Address, detail.QR, detail.Button = entry.Address, code.SVG("QR code of the registration link"), kit.Button(entry)
	detail.MailSubject, detail.MailBody, err = kit.Mail(entry)
	return detail, err
}

func linkRow(b *backend.Backend, row registrations.LinkRow, problem string, zone *time.Location) LinkRow {
	shown := LinkRow{
		ID: row.ID, Name: row.Name, IsDefault: row.IsDefault, State: string(row.State(b.Store.Now())), Problem: problem,
		ParentID: valueOf(row.ParentID), ParentName: row.ParentName, ExpiresAt: row.ExpiresAt.RFC3339(), UsesLimit: valueOf(row.UsesLimit), Uses: row.Uses,
		NeedsApproval: row.NeedsApproval, DefaultAllocation: row.DefaultAllocation, Note: row.Note,
		Copied: row.Copied, Opened: row.Opened, Registered: row.Registered, Pending: row.Pending, CreatedAt: row.CreatedAt.RFC3339(),
	}
	shown.ExpiresOn = lastDay(row.Link, zone)
	return shown
}

// lastDay is the last day on which a link works, "" for no end.
func lastDay(l registrations.Link, zone *time.Location) string {
	if l.ExpiresAt.IsZero() {
		return ""
	}
	return l.ExpiresAt.Add(-time.Millisecond).In(zone).Format(time.DateOnly)
}

// service reads the form. A last day ends at midnight in the site's time zone;
// one that is still as it was shown keeps the moment that it was given first,
// also when the time zone is another since.
func (in LinkInput) service(ctx context.Context, b *backend.Backend, before registrations.Link) (registrations.LinkInput, error) {
	out := registrations.LinkInput{Name: in.Name, ParentID: in.ParentID, UsesLimit: in.UsesLimit, NeedsApproval: in.NeedsApproval, DefaultAllocation: in.DefaultAllocation, Note: in.Note}
	if in.ExpiresOn == "" {
		return out, nil
	}
	general, err := b.Settings.General(ctx)
	if err != nil {
		return out, err
	}
	if in.ExpiresOn == lastDay(before, general.Location()) {
		out.ExpiresAt = before.ExpiresAt
		return out, nil
	}
	day, err := time.ParseInLocation(time.DateOnly, in.ExpiresOn, general.Location())
	if err != nil {
		return out, &fault.Error{Code: fault.Invalid, Message: "Please check the marked fields.", Fields: map[string]string{"expiresOn": "Enter a date, such as 2027-03-31."}}
	}
	out.ExpiresAt = store.At(time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, general.Location()))
	return out, nil
}
