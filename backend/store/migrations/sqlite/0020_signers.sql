-- +goose Up
-- People from outside: what ties them to organizations (SGN-2), and what they
-- may do in the portal (SGN-3).

-- Director, Accountant …: kept by the site.
CREATE TABLE organizational_roles (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    name          TEXT    NOT NULL,
    name_key      TEXT    NOT NULL,
    is_management INTEGER NOT NULL DEFAULT 0,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL
);
CREATE UNIQUE INDEX organizational_roles_name ON organizational_roles (name_key);

CREATE TABLE affiliations (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id         INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    created_at      INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
);
CREATE UNIQUE INDEX affiliations_user ON affiliations (user_id, organization_id);
CREATE INDEX affiliations_organization ON affiliations (organization_id, user_id);

CREATE TABLE affiliation_roles (
    affiliation_id INTEGER NOT NULL REFERENCES affiliations (id) ON DELETE CASCADE,
    role_id        INTEGER NOT NULL REFERENCES organizational_roles (id),
    PRIMARY KEY (affiliation_id, role_id)
);
CREATE INDEX affiliation_roles_role ON affiliation_roles (role_id, affiliation_id);

-- A named set of portal rights, with members.
CREATE TABLE account_roles (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL,
    name_key   TEXT    NOT NULL,
    rights     TEXT    NOT NULL DEFAULT '[]', -- JSON array of portal right names
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX account_roles_name ON account_roles (name_key);

CREATE TABLE account_role_members (
    role_id  INTEGER NOT NULL REFERENCES account_roles (id) ON DELETE CASCADE,
    user_id  INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (role_id, user_id)
);
CREATE INDEX account_role_members_user ON account_role_members (user_id, role_id);

INSERT INTO organizational_roles (name, name_key, is_management, created_at, updated_at)
SELECT name, key, management, now, now
FROM (SELECT 'Director' AS name, 'director' AS key, 1 AS management
      UNION ALL SELECT 'Authorized signatory', 'authorized signatory', 1
      UNION ALL SELECT 'Accountant', 'accountant', 0
      UNION ALL SELECT 'Contact', 'contact', 0),
     (SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000 AS now);

INSERT INTO account_roles (name, name_key, rights, created_at, updated_at)
SELECT 'Partner Portal User', 'partner portal user',
       '["partner_portal_login","view_contract_documents","sign_contract_documents","download_signed_documents","see_own_signatures"]',
       now, now
FROM (SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000 AS now);
