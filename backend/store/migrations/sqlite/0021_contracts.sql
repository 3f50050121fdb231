-- +goose Up
-- Contracts with their documents, and what is signed on them (DOC-1 to DOC-7).

CREATE TABLE contracts (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    name            TEXT    NOT NULL,
    number          TEXT    NOT NULL DEFAULT '',
    number_key      TEXT    NOT NULL DEFAULT '',
    category        TEXT    NOT NULL DEFAULT '',
    subcategory     TEXT    NOT NULL DEFAULT '',
    begins_on       TEXT    NOT NULL DEFAULT '', -- a day such as 2026-11-25, '' for none
    ends_on         TEXT    NOT NULL DEFAULT '',
    status          TEXT    NOT NULL DEFAULT 'draft', -- draft, active, ended
    notes           TEXT    NOT NULL DEFAULT '',
    search_key      TEXT    NOT NULL,
    is_archived     INTEGER NOT NULL DEFAULT 0,
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
);
CREATE UNIQUE INDEX contracts_number ON contracts (number_key) WHERE number_key <> '';
CREATE INDEX contracts_created ON contracts (is_archived, created_at DESC, id DESC);
CREATE INDEX contracts_status ON contracts (is_archived, status, created_at DESC, id DESC);
CREATE INDEX contracts_category ON contracts (is_archived, category, created_at DESC, id DESC);
CREATE INDEX contracts_organization ON contracts (organization_id, is_archived, created_at DESC, id DESC);

-- Texts with reserved words, from which documents are made.
CREATE TABLE contract_templates (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL,
    name_key   TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX contract_templates_name ON contract_templates (name_key);

-- A document of a contract. title, kind, body and what begins with next_ are
-- what is being written; what was sent lies in document_versions and never
-- changes. The rest is in force: a correction that is being written changes
-- none of it. version is the number of the newest one that was sent, 0 before
-- the first.
CREATE TABLE documents (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    contract_id      INTEGER NOT NULL REFERENCES contracts (id),
    organization_id  INTEGER NOT NULL REFERENCES organizations (id), -- the contract's
    title            TEXT    NOT NULL,
    kind             TEXT    NOT NULL,                   -- file, text
    body             TEXT    NOT NULL DEFAULT '',        -- of a text, with reserved words
    state            TEXT    NOT NULL DEFAULT 'draft',   -- draft, sent, completed, declined, withdrawn
    version          INTEGER NOT NULL DEFAULT 0,
    is_correcting    INTEGER NOT NULL DEFAULT 0,         -- a new version is being written
    is_signable      INTEGER NOT NULL DEFAULT 1,         -- portal-signable
    in_order         INTEGER NOT NULL DEFAULT 0,         -- of the version that was sent
    is_limited       INTEGER NOT NULL DEFAULT 0,
    due_on           TEXT    NOT NULL DEFAULT '',
    remind_days      INTEGER NOT NULL DEFAULT 0,
    remind_at        INTEGER,
    search_key       TEXT    NOT NULL,
    next_in_order    INTEGER NOT NULL DEFAULT 0,
    next_is_signable INTEGER NOT NULL DEFAULT 1,
    next_due_on      TEXT    NOT NULL DEFAULT '',
    next_remind_days INTEGER NOT NULL DEFAULT 0,
    next_search_key  TEXT    NOT NULL,
    sent_at          INTEGER,                            -- the newest version
    completed_at     INTEGER,
    created_at       INTEGER NOT NULL,
    updated_at       INTEGER NOT NULL
);
CREATE INDEX documents_contract ON documents (contract_id, id);
CREATE INDEX documents_created ON documents (created_at DESC, id DESC);
CREATE INDEX documents_state ON documents (state, created_at DESC, id DESC);
CREATE INDEX documents_organization ON documents (organization_id, created_at DESC, id DESC);
CREATE INDEX documents_due ON documents (due_on) WHERE state = 'sent' AND due_on <> '';
CREATE INDEX documents_remind ON documents (remind_at) WHERE remind_at IS NOT NULL;

-- The PDF of a document that is being written.
CREATE TABLE document_drafts (
    document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    file_name   TEXT    NOT NULL,
    pages       INTEGER NOT NULL,
    sha256      TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    bytes       BLOB    NOT NULL
);

-- What was sent: frozen (DOC-4).
CREATE TABLE document_versions (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents (id),
    number      INTEGER NOT NULL,
    title       TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    body        TEXT    NOT NULL, -- of a text, as it was before it became a PDF
    file_name   TEXT    NOT NULL,
    pages       INTEGER NOT NULL,
    in_order    INTEGER NOT NULL,
    sha256      TEXT    NOT NULL,
    size        INTEGER NOT NULL,
    sent_at     INTEGER NOT NULL,
    sent_by     TEXT    NOT NULL,
    bytes       BLOB    NOT NULL
);
CREATE UNIQUE INDEX document_versions_number ON document_versions (document_id, number);

-- Who must sign: a person, so many people with an organizational role, or so
-- many of those who may sign for the organization. version 0 is what is being
-- written. is_open says that it is somebody's turn now.
CREATE TABLE document_signers (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    version     INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    kind        TEXT    NOT NULL, -- person, role, anyone
    user_id     INTEGER REFERENCES users (id),
    role_id     INTEGER REFERENCES organizational_roles (id),
    needed      INTEGER NOT NULL,
    signed      INTEGER NOT NULL DEFAULT 0,
    is_open     INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX document_signers_position ON document_signers (document_id, version, position);
CREATE INDEX document_signers_open ON document_signers (is_open, document_id) WHERE is_open = 1;
CREATE INDEX document_signers_user ON document_signers (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX document_signers_role ON document_signers (role_id) WHERE role_id IS NOT NULL;

-- Whom a limited document is for (DOC-3, SEC-34). is_next is of a correction
-- that is being written.
CREATE TABLE document_limits (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    is_next     INTEGER NOT NULL DEFAULT 0,
    user_id     INTEGER REFERENCES users (id),
    role_id     INTEGER REFERENCES organizational_roles (id)
);
CREATE UNIQUE INDEX document_limits_once ON document_limits (document_id, is_next, COALESCE(user_id, 0), COALESCE(role_id, 0));
CREATE INDEX document_limits_user ON document_limits (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX document_limits_role ON document_limits (role_id) WHERE role_id IS NOT NULL;

-- One signature of one person on one version. Nothing of it is erased when it
-- is withdrawn.
CREATE TABLE signatures (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id     INTEGER NOT NULL REFERENCES documents (id),
    version_id      INTEGER NOT NULL REFERENCES document_versions (id),
    version         INTEGER NOT NULL,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    signer_id       INTEGER NOT NULL REFERENCES document_signers (id), -- the line that it counts for, found anew with each signature
    user_id         INTEGER NOT NULL REFERENCES users (id),
    role_ids        TEXT    NOT NULL DEFAULT '[]', -- the organizational roles in which it was given
    typed_name      TEXT    NOT NULL,
    signed_at       INTEGER NOT NULL,
    withdrawn_at    INTEGER,
    reason          TEXT    NOT NULL DEFAULT '' -- of the withdrawal
);
CREATE UNIQUE INDEX signatures_once ON signatures (version_id, user_id) WHERE withdrawn_at IS NULL;
CREATE INDEX signatures_document ON signatures (document_id, version, signed_at);
CREATE INDEX signatures_user ON signatures (user_id, signed_at DESC, id DESC);
CREATE INDEX signatures_signer ON signatures (signer_id);
CREATE INDEX signatures_organization ON signatures (organization_id);

-- The texts that somebody agreed to; the id is the version.
CREATE TABLE consent_texts (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256  TEXT    NOT NULL,
    body    TEXT    NOT NULL,
    used_at INTEGER NOT NULL -- for the first time
);
CREATE UNIQUE INDEX consent_texts_sha256 ON consent_texts (sha256);

-- What happened to a document, for the evidence (DOC-6).
CREATE TABLE document_events (
    id                   INTEGER PRIMARY KEY AUTOINCREMENT,
    document_id          INTEGER NOT NULL REFERENCES documents (id),
    version_id           INTEGER NOT NULL REFERENCES document_versions (id),
    kind                 TEXT    NOT NULL, -- sent, opened, consented, signed, declined, withdrawn
    at                   INTEGER NOT NULL,
    user_id              INTEGER REFERENCES users (id), -- NULL for the administrator
    name                 TEXT    NOT NULL,
    account              TEXT    NOT NULL DEFAULT '', -- Email or Login
    organizational_roles TEXT    NOT NULL DEFAULT '[]',
    account_roles        TEXT    NOT NULL DEFAULT '[]',
    means                TEXT    NOT NULL DEFAULT '', -- of authentication: session, password, password and code
    address              TEXT    NOT NULL DEFAULT '',
    browser              TEXT    NOT NULL DEFAULT '',
    consent_version      INTEGER NOT NULL DEFAULT 0, -- of consent_texts
    consent_text         TEXT    NOT NULL DEFAULT '',
    typed_name           TEXT    NOT NULL DEFAULT '',
    reason               TEXT    NOT NULL DEFAULT '',
    shown_sha256         TEXT    NOT NULL DEFAULT ''
);
CREATE INDEX document_events_version ON document_events (version_id, id);
CREATE INDEX document_events_user ON document_events (version_id, kind, user_id, at);

-- The signed file and its evidence, as they were made for what happened to a
-- version up to one event (of its own, or that a later version was sent). Once
-- made they stay.
CREATE TABLE document_finals (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    version_id INTEGER NOT NULL REFERENCES document_versions (id),
    event_id   INTEGER NOT NULL REFERENCES document_events (id),
    made_at    INTEGER NOT NULL,
    sha256     TEXT    NOT NULL, -- of bytes
    size       INTEGER NOT NULL,
    bytes      BLOB    NOT NULL,
    evidence   BLOB    NOT NULL,
    evidence_sha256 TEXT NOT NULL
);
CREATE UNIQUE INDEX document_finals_event ON document_finals (version_id, event_id);
CREATE INDEX document_finals_sha256 ON document_finals (sha256);
CREATE INDEX document_finals_evidence ON document_finals (evidence_sha256);

-- When somebody was last written to about a document, so that nobody hears too
-- often.
CREATE TABLE document_mails (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    sent_at     INTEGER NOT NULL,
    PRIMARY KEY (document_id, user_id)
);
CREATE INDEX document_mails_user ON document_mails (user_id);

-- What was sent, what happened and what was made of it is appended to, never
-- changed or taken away; but sample data can be removed as a whole.
-- +goose StatementBegin
CREATE TRIGGER document_versions_update BEFORE UPDATE ON document_versions BEGIN SELECT RAISE(ABORT, 'a version that was sent does not change'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_versions_delete BEFORE DELETE ON document_versions WHEN NOT EXISTS (SELECT 1 FROM site WHERE is_sample = 1) BEGIN SELECT RAISE(ABORT, 'a version that was sent stays'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_events_update BEFORE UPDATE ON document_events BEGIN SELECT RAISE(ABORT, 'an event does not change'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_events_delete BEFORE DELETE ON document_events WHEN NOT EXISTS (SELECT 1 FROM site WHERE is_sample = 1) BEGIN SELECT RAISE(ABORT, 'an event stays'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_finals_update BEFORE UPDATE ON document_finals BEGIN SELECT RAISE(ABORT, 'a final file does not change'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_finals_delete BEFORE DELETE ON document_finals WHEN NOT EXISTS (SELECT 1 FROM site WHERE is_sample = 1) BEGIN SELECT RAISE(ABORT, 'a final file stays'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signatures_update BEFORE UPDATE ON signatures WHEN OLD.withdrawn_at IS NOT NULL OR NEW.typed_name <> OLD.typed_name OR NEW.signed_at <> OLD.signed_at OR NEW.user_id <> OLD.user_id OR NEW.role_ids <> OLD.role_ids OR NEW.version_id <> OLD.version_id BEGIN SELECT RAISE(ABORT, 'a signature does not change'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signatures_delete BEFORE DELETE ON signatures WHEN NOT EXISTS (SELECT 1 FROM site WHERE is_sample = 1) BEGIN SELECT RAISE(ABORT, 'a signature stays'); END;
-- +goose StatementEnd
