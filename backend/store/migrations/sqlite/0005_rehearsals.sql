-- +goose Up
CREATE TABLE rehearsals (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    outcome     TEXT    NOT NULL CHECK (outcome IN ('passed', 'failed')),
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER NOT NULL,
    steps       INTEGER NOT NULL, -- in all
    passed      INTEGER NOT NULL,
    failed      INTEGER NOT NULL,
    by_name     TEXT    NOT NULL DEFAULT '', -- who ran it
    report      TEXT    NOT NULL,            -- JSON, as it is exported
    pages       TEXT    NOT NULL DEFAULT ''  -- JSON: the pages as they looked; empty for all but the newest
);
CREATE INDEX rehearsals_started ON rehearsals (started_at, id);

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
