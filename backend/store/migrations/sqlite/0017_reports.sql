-- +goose Up
-- Files that are made when a mail goes out or is read: a report as PDF is too
-- slow to be drawn in the transaction of what caused the mail.
ALTER TABLE outbox_attachments ADD COLUMN source    TEXT    NOT NULL DEFAULT ''; -- who makes it; '' where the content is kept
ALTER TABLE outbox_attachments ADD COLUMN source_id INTEGER NOT NULL DEFAULT 0;

-- Filters of a list that a manager keeps under a name (MGR-4).
CREATE TABLE saved_views (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    list       TEXT    NOT NULL, -- "responses"
    name       TEXT    NOT NULL,
    name_key   TEXT    NOT NULL,
    query      TEXT    NOT NULL, -- the part of the address after "?"
    created_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX saved_views_name ON saved_views (user_id, list, name_key);

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
