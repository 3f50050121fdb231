-- +goose Up
-- Times are UTC milliseconds. Keys named *_key are the Unicode-folded form that
-- uniqueness and sorting go by; the program computes them, so that the schema
-- needs no function or collation of its own and sqlite3 can check the file.

CREATE TABLE site (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    uid        TEXT    NOT NULL, -- random; names the master key that belongs to this site
    key_check  TEXT    NOT NULL, -- tells the right master key from a wrong one
    is_sample  INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL
);

CREATE TABLE settings (
    name       TEXT    PRIMARY KEY,
    value      TEXT    NOT NULL, -- JSON
    updated_at INTEGER NOT NULL
);

CREATE TABLE audit_entries (
    id           INTEGER PRIMARY KEY, -- without a gap, from 1
    at           INTEGER NOT NULL,
    actor_kind   TEXT    NOT NULL,
    actor_id     INTEGER NOT NULL,
    actor_name   TEXT    NOT NULL,
    address      TEXT    NOT NULL,
    request_id   TEXT    NOT NULL,
    action       TEXT    NOT NULL,
    subject_kind TEXT    NOT NULL,
    subject_id   INTEGER NOT NULL,
    subject_name TEXT    NOT NULL,
    before       TEXT    NOT NULL, -- JSON object, or empty
    after        TEXT    NOT NULL, -- JSON object, or empty
    previous     TEXT    NOT NULL, -- hash of the entry before
    hash         TEXT    NOT NULL
);
CREATE INDEX audit_entries_subject ON audit_entries (subject_kind, subject_id, id);

CREATE TABLE organizations (
    id                 INTEGER PRIMARY KEY AUTOINCREMENT,
    name               TEXT    NOT NULL,
    name_key           TEXT    NOT NULL,
    parent_id          INTEGER REFERENCES organizations (id),
    path               TEXT    NOT NULL, -- "/1/5/9/": the ids from the top down to this one
    level              INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
    status             TEXT    NOT NULL CHECK (status IN ('active', 'archived')),
    archived_at        INTEGER,
    archived_by_id     INTEGER, -- the organization whose archiving took this one along
    response_allotment TEXT    NOT NULL CHECK (response_allotment IN ('unlimited', 'allocated', 'purchased')),
    bcc_email          TEXT    NOT NULL DEFAULT '',
    assessor_name      TEXT    NOT NULL DEFAULT '',
    assessor_email     TEXT    NOT NULL DEFAULT '',
    website            TEXT    NOT NULL DEFAULT '',
    city               TEXT    NOT NULL DEFAULT '',
    email_domains      TEXT    NOT NULL DEFAULT '[]', -- JSON array
    notes              TEXT    NOT NULL DEFAULT '',
    about              TEXT    NOT NULL DEFAULT '',   -- own "About us", Markdown
    privacy            TEXT    NOT NULL DEFAULT '',   -- own "Privacy policy", Markdown
    key_generation     INTEGER NOT NULL DEFAULT 1,
    created_at         INTEGER NOT NULL,
    updated_at         INTEGER NOT NULL
);
CREATE UNIQUE INDEX organizations_sibling_name ON organizations (COALESCE(parent_id, 0), name_key);
CREATE UNIQUE INDEX organizations_path ON organizations (path);
CREATE INDEX organizations_name ON organizations (name_key, id);
CREATE INDEX organizations_status_name ON organizations (status, name_key, id);
CREATE INDEX organizations_level_name ON organizations (level, name_key, id);
CREATE INDEX organizations_allotment_name ON organizations (response_allotment, name_key, id);
CREATE INDEX organizations_archived_by ON organizations (archived_by_id) WHERE archived_by_id IS NOT NULL;

CREATE TABLE assessments (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    code        TEXT    NOT NULL,
    code_key    TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    name_key    TEXT    NOT NULL,
    description TEXT    NOT NULL DEFAULT '',
    published_version_id INTEGER, -- the version that new responses get; NULL before the first publishing
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
);
CREATE UNIQUE INDEX assessments_code ON assessments (code_key);
CREATE INDEX assessments_name ON assessments (name_key, id);

CREATE TABLE assessment_versions (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    assessment_id INTEGER NOT NULL REFERENCES assessments (id),
    number        INTEGER NOT NULL,
    state         TEXT    NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
    definition    TEXT    NOT NULL, -- JSON by the published schema
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    published_at  INTEGER
);
CREATE UNIQUE INDEX assessment_versions_number ON assessment_versions (assessment_id, number);
CREATE UNIQUE INDEX assessment_versions_one_draft ON assessment_versions (assessment_id) WHERE state = 'draft';

CREATE TABLE site_texts (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    kind            TEXT    NOT NULL,
    language        TEXT    NOT NULL DEFAULT '', -- '' is the site's own language
    organization_id INTEGER REFERENCES organizations (id), -- NULL is the site's
    subject         TEXT    NOT NULL DEFAULT '', -- mails only
    body            TEXT    NOT NULL,            -- Markdown; empty shows nothing
    updated_at      INTEGER NOT NULL
);
CREATE UNIQUE INDEX site_texts_place ON site_texts (kind, language, COALESCE(organization_id, 0));

CREATE TABLE users (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    email             TEXT    NOT NULL DEFAULT '',
    email_key         TEXT    NOT NULL DEFAULT '',
    login             TEXT    NOT NULL DEFAULT '',
    login_key         TEXT    NOT NULL DEFAULT '',
    first_name        TEXT    NOT NULL DEFAULT '',
    last_name         TEXT    NOT NULL DEFAULT '',
    name_key          TEXT    NOT NULL DEFAULT '', -- last name, first name, folded; for sorting and search
    type              TEXT    NOT NULL CHECK (type IN ('manager', 'individual')),
    is_suspended      INTEGER NOT NULL DEFAULT 0,
    restrictions      TEXT    NOT NULL DEFAULT '[]', -- JSON array of restriction names
    language          TEXT    NOT NULL DEFAULT '',
    password_hash     TEXT    NOT NULL DEFAULT '',   -- PHC string; '' cannot sign in
    password_set_at   INTEGER,
    totp_secret       TEXT    NOT NULL DEFAULT '',   -- sealed
    totp_active_at    INTEGER,                       -- NULL: no second factor in force
    totp_last_step    INTEGER NOT NULL DEFAULT 0,
    failed_attempts   INTEGER NOT NULL DEFAULT 0,
    failed_at         INTEGER,                       -- the last of them
    locked_until      INTEGER,
    first_help_seen_at INTEGER,                      -- First Time Assessment Manager dismissed
    last_sign_in_at   INTEGER,
    created_at        INTEGER NOT NULL,
    updated_at        INTEGER NOT NULL
);
CREATE INDEX users_name ON users (name_key, id);
CREATE INDEX users_type_name ON users (type, name_key, id);

-- Email and Login share one name space: whoever signs in types either.
CREATE TABLE user_identifiers (
    key     TEXT    PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind    TEXT    NOT NULL CHECK (kind IN ('email', 'login'))
);
CREATE INDEX user_identifiers_user ON user_identifiers (user_id);

CREATE TABLE user_organizations (
    user_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    position        INTEGER NOT NULL DEFAULT 0, -- 0 is the first organization
    PRIMARY KEY (user_id, organization_id)
);
CREATE INDEX user_organizations_organization ON user_organizations (organization_id, user_id);

CREATE TABLE user_assessments (
    user_id       INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    assessment_id INTEGER NOT NULL REFERENCES assessments (id),
    PRIMARY KEY (user_id, assessment_id)
);
CREATE INDEX user_assessments_assessment ON user_assessments (assessment_id, user_id);

CREATE TABLE activations (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash  TEXT    NOT NULL,
    link_hash  TEXT    NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
);
CREATE UNIQUE INDEX activations_link ON activations (link_hash);
CREATE INDEX activations_user ON activations (user_id, used_at);

CREATE TABLE recovery_codes (
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    hash    TEXT    NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (user_id, hash)
);

CREATE TABLE sessions (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash   TEXT    NOT NULL,
    token_at     INTEGER NOT NULL, -- when the token was made
    earlier_hash TEXT    NOT NULL DEFAULT '', -- of the token before, good for requests under way
    user_id      INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    stage        TEXT    NOT NULL CHECK (stage IN ('code', 'activate', 'full')), -- what the holder has shown so far
    address      TEXT    NOT NULL DEFAULT '',
    browser      TEXT    NOT NULL DEFAULT '',
    created_at   INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL -- the absolute limit
);
CREATE UNIQUE INDEX sessions_token ON sessions (token_hash);
CREATE INDEX sessions_earlier_token ON sessions (earlier_hash) WHERE earlier_hash <> '';
CREATE INDEX sessions_user ON sessions (user_id, id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Counters of a window of time for a key ("signin:address:…"), shared by all instances.
CREATE TABLE limits (
    key        TEXT    NOT NULL,
    window     INTEGER NOT NULL, -- the window's beginning
    count      INTEGER NOT NULL,
    PRIMARY KEY (key, window)
);
CREATE INDEX limits_window ON limits (window);

CREATE TABLE organization_drivers (
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    assessment_id   INTEGER NOT NULL REFERENCES assessments (id),
    driver          TEXT    NOT NULL,
    is_on           INTEGER NOT NULL,
    PRIMARY KEY (organization_id, assessment_id, driver)
);
CREATE INDEX organization_drivers_assessment ON organization_drivers (assessment_id);

CREATE TABLE organization_classifiers (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    name            TEXT    NOT NULL,
    name_key        TEXT    NOT NULL,
    choices         TEXT    NOT NULL, -- JSON array
    position        INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX organization_classifiers_name ON organization_classifiers (organization_id, name_key);

CREATE TABLE organization_participant_roles (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    name            TEXT    NOT NULL,
    name_key        TEXT    NOT NULL,
    position        INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX organization_participant_roles_name ON organization_participant_roles (organization_id, name_key);

CREATE TABLE responses (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    -- The organization's ancestors and itself by level, so that "everything at
    -- or below, newest first" is one walk along one index at any size.
    level1_id       INTEGER NOT NULL,
    level2_id       INTEGER,
    level3_id       INTEGER,
    level4_id       INTEGER,
    level5_id       INTEGER,
    assessment_id   INTEGER NOT NULL REFERENCES assessments (id),
    version_id      INTEGER NOT NULL REFERENCES assessment_versions (id),
    state           TEXT    NOT NULL CHECK (state IN ('invited', 'in_progress', 'completed', 'expired', 'cancelled')),
    first_name      TEXT    NOT NULL DEFAULT '',
    last_name       TEXT    NOT NULL DEFAULT '',
    email           TEXT    NOT NULL DEFAULT '',
    search_key      TEXT    NOT NULL DEFAULT '', -- folded "first last email"
    language        TEXT    NOT NULL DEFAULT '',
    assessor_name   TEXT    NOT NULL DEFAULT '',
    assessor_email  TEXT    NOT NULL DEFAULT '',
    token_hash      TEXT    NOT NULL,
    token           TEXT    NOT NULL DEFAULT '', -- sealed, so that the invitation can be sent again
    drivers         TEXT    NOT NULL DEFAULT '{}', -- JSON; as they were when the respondent began
    section         INTEGER NOT NULL DEFAULT 0,  -- where the respondent left off
    progress        INTEGER NOT NULL DEFAULT 0,  -- percent
    score           REAL,                        -- 0 to 100; NULL without scored questions
    section_scores  TEXT    NOT NULL DEFAULT '[]',
    invited_by_id   INTEGER REFERENCES users (id) ON DELETE SET NULL,
    created_at      INTEGER NOT NULL,
    sent_at         INTEGER,
    started_at      INTEGER,
    completed_at    INTEGER,
    cancelled_at    INTEGER,
    expires_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
);
CREATE UNIQUE INDEX responses_token ON responses (token_hash);
CREATE INDEX responses_created ON responses (created_at, id);
CREATE INDEX responses_organization ON responses (organization_id, created_at, id);
CREATE INDEX responses_level1 ON responses (level1_id, created_at, id);
CREATE INDEX responses_level2 ON responses (level2_id, created_at, id) WHERE level2_id IS NOT NULL;
CREATE INDEX responses_level3 ON responses (level3_id, created_at, id) WHERE level3_id IS NOT NULL;
CREATE INDEX responses_level4 ON responses (level4_id, created_at, id) WHERE level4_id IS NOT NULL;
CREATE INDEX responses_level5 ON responses (level5_id, created_at, id) WHERE level5_id IS NOT NULL;
-- The same again by state, for the figures above the list and its filter. The
-- assessment stands last, so that counting reads the index alone.
CREATE INDEX responses_state ON responses (state, created_at, id, assessment_id);
CREATE INDEX responses_organization_state ON responses (organization_id, state, created_at, id, assessment_id);
CREATE INDEX responses_level1_state ON responses (level1_id, state, created_at, id, assessment_id);
CREATE INDEX responses_level2_state ON responses (level2_id, state, created_at, id, assessment_id) WHERE level2_id IS NOT NULL;
CREATE INDEX responses_level3_state ON responses (level3_id, state, created_at, id, assessment_id) WHERE level3_id IS NOT NULL;
CREATE INDEX responses_level4_state ON responses (level4_id, state, created_at, id, assessment_id) WHERE level4_id IS NOT NULL;
CREATE INDEX responses_level5_state ON responses (level5_id, state, created_at, id, assessment_id) WHERE level5_id IS NOT NULL;
CREATE INDEX responses_inviter ON responses (invited_by_id) WHERE invited_by_id IS NOT NULL;
CREATE INDEX responses_version ON responses (version_id);
CREATE INDEX responses_assessment ON responses (assessment_id, created_at, id);
CREATE INDEX responses_expiry ON responses (expires_at) WHERE state IN ('invited', 'in_progress');

CREATE TABLE response_answers (
    response_id INTEGER NOT NULL REFERENCES responses (id) ON DELETE CASCADE,
    question    TEXT    NOT NULL, -- the question's id in the definition
    value       TEXT    NOT NULL, -- JSON
    updated_at  INTEGER NOT NULL,
    PRIMARY KEY (response_id, question)
);

CREATE TABLE registration_links (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    name            TEXT    NOT NULL,
    is_default      INTEGER NOT NULL DEFAULT 0,
    copied          INTEGER NOT NULL DEFAULT 0,
    opened          INTEGER NOT NULL DEFAULT 0,
    registered      INTEGER NOT NULL DEFAULT 0,
    created_at      INTEGER NOT NULL
);
CREATE UNIQUE INDEX registration_links_default ON registration_links (is_default) WHERE is_default = 1;

CREATE TABLE registrations (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    state             TEXT    NOT NULL CHECK (state IN ('pending', 'admitted', 'refused', 'duplicate')),
    link_id           INTEGER REFERENCES registration_links (id),
    parent_id         INTEGER, -- the organization that the key or the person chose
    organization_name TEXT    NOT NULL,
    first_name        TEXT    NOT NULL,
    last_name         TEXT    NOT NULL,
    email             TEXT    NOT NULL,
    search_key        TEXT    NOT NULL DEFAULT '',
    address           TEXT    NOT NULL DEFAULT '',
    browser           TEXT    NOT NULL DEFAULT '',
    organization_id   INTEGER, -- what it became
    user_id           INTEGER,
    renamed_to        TEXT    NOT NULL DEFAULT '', -- the name given where the typed one was taken
    note              TEXT    NOT NULL DEFAULT '',
    created_at        INTEGER NOT NULL,
    decided_at        INTEGER
);
CREATE INDEX registrations_created ON registrations (created_at, id);
CREATE INDEX registrations_state ON registrations (state, created_at, id);
CREATE INDEX registrations_organization ON registrations (organization_id);

CREATE TABLE outbox (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    kind         TEXT    NOT NULL, -- the text it was made from
    state        TEXT    NOT NULL CHECK (state IN ('held', 'queued', 'sent', 'failed', 'cancelled')),
    to_email     TEXT    NOT NULL,
    to_name      TEXT    NOT NULL DEFAULT '',
    bcc_email    TEXT    NOT NULL DEFAULT '',
    subject      TEXT    NOT NULL,
    body         TEXT    NOT NULL, -- text; sealed where is_sealed
    is_sealed    INTEGER NOT NULL DEFAULT 0,
    subject_kind TEXT    NOT NULL DEFAULT '', -- what caused it: "user", "response", "registration"
    subject_id   INTEGER NOT NULL DEFAULT 0,
    organization_id INTEGER, -- whose it is, for the manager's Emails sent
    search_key   TEXT    NOT NULL DEFAULT '',
    expires_at   INTEGER, -- when a sealed body is blanked
    created_at   INTEGER NOT NULL,
    sent_at      INTEGER
);
CREATE INDEX outbox_created ON outbox (created_at, id);
CREATE INDEX outbox_state ON outbox (state, created_at, id);
CREATE INDEX outbox_cause ON outbox (subject_kind, subject_id);
CREATE INDEX outbox_blank ON outbox (expires_at) WHERE is_sealed = 1;

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
