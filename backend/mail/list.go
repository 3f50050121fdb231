package mail

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"portico/backend/access"
	"portico/backend/store"
)

// Query says which mails to list. The zero Query is the newest of all.
type Query struct {
	Search string // all words, as store.Search says, in recipient and subject
	State  State  // "" for every one
	Kind   string // "" for every one
	Cursor string // Page.Next of the page before
	Limit  int    // 0 for 50, at most store.PageLimit
}

// searched is the search index of mails.
var searched = store.SearchIndex{Table: "outbox", Column: "search_key"}

// columns of a mail in the list: all but its body.
const columns = `outbox.id, outbox.kind, outbox.state, outbox.to_email, outbox.to_name, outbox.bcc_email, outbox.subject, outbox.is_sealed, outbox.subject_kind,
	outbox.subject_id, outbox.organization_id, outbox.search_key, outbox.expires_at, outbox.created_at, outbox.sent_at,
	outbox.next_at, outbox.attempts, outbox.last_error`

// List returns mails within a scope, newest first. Bodies are left out.
func (o *Outbox) List(ctx context.Context, scope access.Scope, query Query) (store.Page[Message], error) {
	condition, args := visible(scope)
	plan, err := o.store.PlanSearch(ctx, searched, store.ParseSearch(query.Search), store.CountLimit)
	if err != nil {
		return store.Page[Message]{}, err
	}
	from, hits := plan.From("outbox")
	filtered := o.store.Read(ctx).Table(from, hits...).Where(condition, args...)
	if query.Search != "" {
		words, values := plan.Condition("outbox")
		filtered = filtered.Where(words, values...)
		if scope.Is(access.HideIdentities) {
			filtered = filtered.Where("subject_kind <> ?", aboutResponse) // what is hidden is not found either
		}
	}
	if query.State != "" {
		filtered = filtered.Where("state = ?", query.State)
	}
	if query.Kind != "" {
		filtered = filtered.Where("kind = ?", query.Kind)
	}
	var count int64
	bounded := filtered.Session(newSession()).Select("outbox.id").Limit(store.CountLimit + 1)
	if err := o.store.Read(ctx).Table("(?) AS m", bounded).Count(&count).Error; err != nil {
		return store.Page[Message]{}, fmt.Errorf("count mails: %w", err)
	}
	rows := filtered.Session(newSession())
	if query.Cursor != "" {
		var at, id int64
		if err := store.ParseCursor(query.Cursor, &at, &id); err != nil {
			return store.Page[Message]{}, err
		}
		rows = rows.Where("(outbox.created_at, outbox.id) < (?, ?)", at, id)
	}
	limit := store.Limit(query.Limit)
	var messages []Message
	err = rows.Select(columns).Order("outbox.created_at DESC, outbox.id DESC").Limit(limit + 1).Find(&messages).Error
	if err != nil {
		return store.Page[Message]{}, fmt.Errorf("list mails: %w", err)
	}
	for i := range messages {
		if isVeiled(scope, messages[i]) {
			messages[i] = veil(messages[i])
		}
	}
	page := store.Cut(messages, limit, func(m Message) string { return store.Cursor(m.CreatedAt.UnixMilli(), m.ID) })
	page.Count = int(count)
	return page, nil
}

// newSession lets one filter serve the count and the page.
func newSession() *gorm.Session { return &gorm.Session{} }
