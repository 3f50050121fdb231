-- +goose Up
-- How many responses an organization may use for one assessment (ALT-1). What
-- must never be can't be stored: nothing below zero, nothing over what was
-- allocated, whatever runs at the same time.
CREATE TABLE allotments (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    assessment_id   INTEGER NOT NULL REFERENCES assessments (id),
    allocated       INTEGER NOT NULL DEFAULT 0 CHECK (allocated BETWEEN 0 AND 1000000000),
    used            INTEGER NOT NULL DEFAULT 0 CHECK (used >= 0), -- completed, for good
    held            INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0), -- invited or in progress
    is_shared       INTEGER NOT NULL DEFAULT 0 CHECK (is_shared IN (0, 1)), -- with organizations below
    warn_below      INTEGER NOT NULL DEFAULT 0 CHECK (warn_below BETWEEN 0 AND 1000000000), -- 0 never warns
    warned_at       INTEGER, -- when the warning was mailed; NULL until it is due
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL,
    CHECK (used + held <= allocated)
);
CREATE UNIQUE INDEX allotments_place ON allotments (organization_id, assessment_id);
CREATE INDEX allotments_assessment ON allotments (assessment_id, organization_id);
CREATE INDEX allotments_available ON allotments ((allocated - used - held), id);
CREATE INDEX allotments_updated ON allotments (updated_at, id);
-- Those that warn, for Home and the filter: an index of nothing else.
CREATE INDEX allotments_low ON allotments (id) WHERE warn_below > 0 AND allocated - used - held < warn_below;

-- Every change of what was allocated, and of the switches beside it (ALT-3).
-- What responses draw and give back stands in the responses.
CREATE TABLE allotment_changes (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    allotment_id INTEGER NOT NULL REFERENCES allotments (id) ON DELETE CASCADE,
    kind         TEXT    NOT NULL CHECK (kind IN ('top_up', 'top_down', 'transfer_out', 'transfer_in', 'purchase', 'refund', 'import', 'share', 'unshare', 'warn')),
    amount       INTEGER NOT NULL DEFAULT 0, -- responses more (or, below zero, fewer); the new limit of "warn"
    allocated    INTEGER NOT NULL, -- afterwards
    other_id     INTEGER REFERENCES allotments (id) ON DELETE SET NULL, -- the other side of a transfer
    order_id     INTEGER, -- of a purchase or refund
    reason       TEXT    NOT NULL DEFAULT '',
    actor_kind   TEXT    NOT NULL,
    actor_id     INTEGER NOT NULL DEFAULT 0,
    actor_name   TEXT    NOT NULL DEFAULT '',
    created_at   INTEGER NOT NULL
);
CREATE INDEX allotment_changes_allotment ON allotment_changes (allotment_id, id);
CREATE INDEX allotment_changes_other ON allotment_changes (other_id) WHERE other_id IS NOT NULL;

-- What a response holds or has used. NULL: nothing, since it was made without
-- a limit or gave back what it held.
ALTER TABLE responses ADD COLUMN allotment_id INTEGER REFERENCES allotments (id);
CREATE INDEX responses_allotment ON responses (allotment_id, state, expires_at) WHERE allotment_id IS NOT NULL;
-- What an organization used of each assessment, also where nothing limits it.
CREATE INDEX responses_organization_assessment ON responses (organization_id, assessment_id, state);

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
