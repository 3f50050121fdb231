-- +goose Up
-- Cohorts (COH-1): groups of responses that are reported together.

CREATE TABLE cohorts (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    -- Ancestors and itself by level, as responses have them.
    level1_id       INTEGER NOT NULL,
    level2_id       INTEGER,
    level3_id       INTEGER,
    level4_id       INTEGER,
    level5_id       INTEGER,
    assessment_id   INTEGER NOT NULL REFERENCES assessments (id),
    version_id      INTEGER NOT NULL REFERENCES assessment_versions (id), -- all its responses have this one
    type            TEXT    NOT NULL CHECK (type IN ('group', '360', 'single')),
    name            TEXT    NOT NULL,
    search_key      TEXT    NOT NULL, -- folded name and subject
    subject_first_name TEXT NOT NULL DEFAULT '', -- whom a 360 is about, and who answers a Single Respondent
    subject_last_name  TEXT NOT NULL DEFAULT '',
    subject_email      TEXT NOT NULL DEFAULT '',
    closes_at       INTEGER NOT NULL,
    minimum         INTEGER NOT NULL CHECK (minimum >= 1), -- fewest answers that are shown together
    maximum         INTEGER CHECK (maximum IS NULL OR maximum >= minimum), -- most responses; NULL is any number
    is_anonymous    INTEGER NOT NULL DEFAULT 0, -- answers are shown together only
    drivers         TEXT    NOT NULL DEFAULT '{}', -- JSON, where the assessment's drivers are set by cohort
    remind_days     INTEGER NOT NULL DEFAULT 0, -- days before closing; 0 reminds nobody by itself
    language        TEXT    NOT NULL DEFAULT '',
    is_open         INTEGER NOT NULL DEFAULT 0, -- anybody with the link can take part
    link_generation INTEGER NOT NULL DEFAULT 1, -- a new one makes the link useless that was given out
    created_by_id   INTEGER REFERENCES users (id) ON DELETE SET NULL,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
);
CREATE INDEX cohorts_created ON cohorts (created_at, id);
CREATE INDEX cohorts_organization ON cohorts (organization_id, created_at, id);
CREATE INDEX cohorts_level1 ON cohorts (level1_id, created_at, id);
CREATE INDEX cohorts_level2 ON cohorts (level2_id, created_at, id) WHERE level2_id IS NOT NULL;
CREATE INDEX cohorts_level3 ON cohorts (level3_id, created_at, id) WHERE level3_id IS NOT NULL;
CREATE INDEX cohorts_level4 ON cohorts (level4_id, created_at, id) WHERE level4_id IS NOT NULL;
CREATE INDEX cohorts_level5 ON cohorts (level5_id, created_at, id) WHERE level5_id IS NOT NULL;
CREATE INDEX cohorts_assessment ON cohorts (assessment_id, created_at, id);
CREATE INDEX cohorts_creator ON cohorts (created_by_id) WHERE created_by_id IS NOT NULL;

ALTER TABLE responses ADD COLUMN cohort_id INTEGER REFERENCES cohorts (id) ON DELETE SET NULL;
ALTER TABLE responses ADD COLUMN role TEXT NOT NULL DEFAULT ''; -- in the cohort
ALTER TABLE responses ADD COLUMN classifiers TEXT NOT NULL DEFAULT '{}'; -- JSON: classifier to value
ALTER TABLE responses ADD COLUMN is_anonymous INTEGER NOT NULL DEFAULT 0; -- its answers are shown in the cohort's report only
ALTER TABLE responses ADD COLUMN remind_at INTEGER; -- when a reminder goes out by itself
ALTER TABLE responses ADD COLUMN reminded_at INTEGER; -- the last one
CREATE INDEX responses_cohort ON responses (cohort_id, state, created_at, id) WHERE cohort_id IS NOT NULL;
CREATE INDEX responses_remind ON responses (remind_at) WHERE remind_at IS NOT NULL;

-- Where an assessment's drivers are set; the other places don't show them.
ALTER TABLE assessments ADD COLUMN drivers_by TEXT NOT NULL DEFAULT 'organization' CHECK (drivers_by IN ('organization', 'cohort', 'response'));

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
