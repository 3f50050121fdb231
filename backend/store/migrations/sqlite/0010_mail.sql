-- +goose Up

-- How far the sending of a mail has come. The recipient and the blind copy are
-- done each by itself: a refused copy must not send the mail twice.
ALTER TABLE outbox ADD COLUMN queued_at    INTEGER;                      -- when it was given to the sender; its Date
ALTER TABLE outbox ADD COLUMN next_at      INTEGER;                      -- not tried again before
ALTER TABLE outbox ADD COLUMN attempts     INTEGER NOT NULL DEFAULT 0;   -- refused for now, since it was queued
ALTER TABLE outbox ADD COLUMN delivered_at INTEGER;                      -- the server took it for the recipient
ALTER TABLE outbox ADD COLUMN copied_at    INTEGER;                      -- and for the blind copy
ALTER TABLE outbox ADD COLUMN last_error   TEXT    NOT NULL DEFAULT '';  -- in words; '' once it is sent
ALTER TABLE outbox ADD COLUMN lease        TEXT    NOT NULL DEFAULT '';  -- who hands it over just now
ALTER TABLE outbox ADD COLUMN lease_until  INTEGER;
CREATE INDEX outbox_due ON outbox (next_at, id) WHERE state = 'queued';
CREATE INDEX outbox_waiting ON outbox (queued_at) WHERE state = 'queued';

CREATE TABLE outbox_attempts (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    mail_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    at      INTEGER NOT NULL,
    outcome TEXT    NOT NULL CHECK (outcome IN ('sent', 'later', 'refused')),
    reason  TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX outbox_attempts_mail ON outbox_attempts (mail_id, id);

CREATE TABLE outbox_attachments (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    mail_id    INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    name       TEXT    NOT NULL, -- of the file
    media_type TEXT    NOT NULL,
    size       INTEGER NOT NULL, -- bytes
    content    BLOB    NOT NULL
);
CREATE INDEX outbox_attachments_mail ON outbox_attachments (mail_id, id);

-- At most one row: the login's password, and whether the server can be reached.
CREATE TABLE mail_server (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    password     TEXT    NOT NULL DEFAULT '', -- sealed
    failures     INTEGER NOT NULL DEFAULT 0,  -- in a row
    reason       TEXT    NOT NULL DEFAULT '', -- of the last one, in words
    failed_at    INTEGER,
    paused_until INTEGER,
    sent_at      INTEGER                      -- when it last took a mail
);

-- Work that comes round again, claimed by one process at a time.
CREATE TABLE jobs (
    name        TEXT    PRIMARY KEY,
    due_at      INTEGER NOT NULL,
    lease       TEXT    NOT NULL DEFAULT '',
    lease_until INTEGER,
    ended_at    INTEGER,
    reason      TEXT    NOT NULL DEFAULT '' -- why the last time failed
);

CREATE TABLE password_resets (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
);
CREATE UNIQUE INDEX password_resets_token ON password_resets (token_hash);
CREATE INDEX password_resets_user ON password_resets (user_id, created_at);
CREATE INDEX password_resets_expiry ON password_resets (expires_at);

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
