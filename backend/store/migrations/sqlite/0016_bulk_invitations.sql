-- +goose Up
-- Many invited at once (RSP-3): a list that was checked, and how far it is.

CREATE TABLE bulk_invitations (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id         INTEGER REFERENCES users (id) ON DELETE CASCADE, -- whose it is; NULL is the administrator's
    organization_id INTEGER NOT NULL REFERENCES organizations (id) ON DELETE CASCADE, -- of rows that name none
    assessment_id   INTEGER NOT NULL REFERENCES assessments (id) ON DELETE CASCADE,
    cohort_id       INTEGER REFERENCES cohorts (id) ON DELETE CASCADE,
    by_mail         INTEGER NOT NULL,
    language        TEXT    NOT NULL DEFAULT '',
    expires_at      INTEGER NOT NULL,
    remind_days     INTEGER NOT NULL DEFAULT 0, -- before the end; 0 reminds nobody by itself
    file_name       TEXT    NOT NULL,
    sha256          TEXT    NOT NULL DEFAULT '',
    header          TEXT    NOT NULL, -- JSON array: the names of the columns
    state           TEXT    NOT NULL CHECK (state IN ('checked', 'running', 'done', 'cancelled')),
    created_at      INTEGER NOT NULL,
    started_at      INTEGER,
    ended_at        INTEGER
);
CREATE INDEX bulk_invitations_user ON bulk_invitations (user_id, created_at, id);
CREATE INDEX bulk_invitations_running ON bulk_invitations (id) WHERE state = 'running';
CREATE INDEX bulk_invitations_created ON bulk_invitations (created_at);
CREATE INDEX bulk_invitations_organization ON bulk_invitations (organization_id);
CREATE INDEX bulk_invitations_assessment ON bulk_invitations (assessment_id);
CREATE INDEX bulk_invitations_cohort ON bulk_invitations (cohort_id) WHERE cohort_id IS NOT NULL;

CREATE TABLE bulk_invitation_rows (
    bulk_id     INTEGER NOT NULL REFERENCES bulk_invitations (id) ON DELETE CASCADE,
    line        INTEGER NOT NULL,
    cells       TEXT    NOT NULL, -- JSON array: as they stand in the file
    person      TEXT    NOT NULL DEFAULT '{}', -- JSON: what was read of them
    state       TEXT    NOT NULL CHECK (state IN ('waiting', 'wrong', 'sent', 'failed')),
    problem     TEXT    NOT NULL DEFAULT '',
    response_id INTEGER,
    PRIMARY KEY (bulk_id, line)
);
-- who was invited already and has not answered yet
CREATE INDEX responses_open_email ON responses (assessment_id, lower(email)) WHERE state IN ('invited', 'in_progress');
CREATE INDEX bulk_invitation_rows_state ON bulk_invitation_rows (bulk_id, state, line);

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
