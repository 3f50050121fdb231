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

-- What keeps each signer from signing (SGN-4), as bits; NULL for whoever is no
-- signer. It is kept here so that fifty thousand signers can be filtered by it:
--    1 neither Email nor Login
--    2 suspended
--    4 no affiliation with an active organization
--    8 no management role in one
--   16 no account role with Partner Portal Login
--   32 no account role with View and Sign contract documents
--   64 no password yet
ALTER TABLE users ADD COLUMN signer_gaps INTEGER;

CREATE VIEW signer_gaps_now (user_id, gaps) AS
SELECT u.id, CASE
    WHEN u.type = 'individual'
        OR EXISTS (SELECT 1 FROM affiliations a WHERE a.user_id = u.id)
        OR EXISTS (SELECT 1 FROM account_role_members m WHERE m.user_id = u.id)
    THEN (CASE WHEN u.email = '' AND u.login = '' THEN 1 ELSE 0 END)
        + (CASE WHEN u.is_suspended = 1 THEN 2 ELSE 0 END)
        + (CASE WHEN EXISTS (SELECT 1 FROM affiliations a CROSS JOIN organizations o ON o.id = a.organization_id
            WHERE a.user_id = u.id AND o.status = 'active') THEN 0 ELSE 4 END)
        + (CASE WHEN EXISTS (SELECT 1 FROM affiliations a CROSS JOIN organizations o ON o.id = a.organization_id
            CROSS JOIN affiliation_roles ar ON ar.affiliation_id = a.id CROSS JOIN organizational_roles r ON r.id = ar.role_id
            WHERE a.user_id = u.id AND o.status = 'active' AND r.is_management = 1) THEN 0 ELSE 8 END)
        + (CASE WHEN EXISTS (SELECT 1 FROM account_role_members m CROSS JOIN account_roles r ON r.id = m.role_id
            WHERE m.user_id = u.id AND instr(r.rights, '"partner_portal_login"') > 0) THEN 0 ELSE 16 END)
        + (CASE WHEN EXISTS (SELECT 1 FROM account_role_members m CROSS JOIN account_roles r ON r.id = m.role_id
            WHERE m.user_id = u.id AND instr(r.rights, '"view_contract_documents"') > 0)
            AND EXISTS (SELECT 1 FROM account_role_members m CROSS JOIN account_roles r ON r.id = m.role_id
            WHERE m.user_id = u.id AND instr(r.rights, '"sign_contract_documents"') > 0) THEN 0 ELSE 32 END)
        + (CASE WHEN u.password_hash = '' THEN 64 ELSE 0 END)
    END
FROM users u;

UPDATE users SET signer_gaps = (SELECT gaps FROM signer_gaps_now WHERE user_id = users.id) WHERE type = 'individual';
CREATE INDEX users_signers ON users (name_key, id, signer_gaps) WHERE signer_gaps IS NOT NULL;

-- +goose StatementBegin
CREATE TRIGGER signer_gaps_user_insert AFTER INSERT ON users WHEN new.type = 'individual' BEGIN
    UPDATE users SET signer_gaps = (SELECT gaps FROM signer_gaps_now WHERE user_id = users.id) WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signer_gaps_user_update AFTER UPDATE OF type, email, login, is_suspended, password_hash ON users
WHEN old.type IS NOT new.type OR old.signer_gaps IS NOT NULL
    AND (old.email IS NOT new.email OR old.login IS NOT new.login OR old.is_suspended IS NOT new.is_suspended OR old.password_hash IS NOT new.password_hash) BEGIN
    UPDATE users SET signer_gaps = (SELECT gaps FROM signer_gaps_now WHERE user_id = users.id) WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signer_gaps_affiliation_insert AFTER INSERT ON affiliations BEGIN
    UPDATE users SET signer_gaps = (SELECT gaps FROM signer_gaps_now WHERE user_id = users.id) WHERE id = new.user_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signer_gaps_affiliation_delete AFTER DELETE ON affiliations BEGIN
    UPDATE users SET signer_gaps = (SELECT gaps FROM signer_gaps_now WHERE user_id = users.id) WHERE id = old.user_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signer_gaps_affiliation_role_insert AFTER INSERT ON affiliation_roles BEGIN
    UPDATE users SET signer_gaps = (SELECT gaps FROM signer_gaps_now WHERE user_id = users.id)
    WHERE id = (SELECT user_id FROM affiliations WHERE id = new.affiliation_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signer_gaps_affiliation_role_delete AFTER DELETE ON affiliation_roles BEGIN
    UPDATE users SET signer_gaps = (SELECT gaps FROM signer_gaps_now WHERE user_id = users.id)
    WHERE id = (SELECT user_id FROM affiliations WHERE id = old.affiliation_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signer_gaps_organizational_role AFTER UPDATE OF is_management ON organizational_roles
WHEN old.is_management IS NOT new.is_management BEGIN
    UPDATE users SET signer_gaps = (SELECT gaps FROM signer_gaps_now WHERE user_id = users.id)
    WHERE id IN (SELECT a.user_id FROM affiliation_roles ar CROSS JOIN affiliations a ON a.id = ar.affiliation_id WHERE ar.role_id = new.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signer_gaps_member_insert AFTER INSERT ON account_role_members BEGIN
    UPDATE users SET signer_gaps = (SELECT gaps FROM signer_gaps_now WHERE user_id = users.id) WHERE id = new.user_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signer_gaps_member_delete AFTER DELETE ON account_role_members BEGIN
    UPDATE users SET signer_gaps = (SELECT gaps FROM signer_gaps_now WHERE user_id = users.id) WHERE id = old.user_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signer_gaps_account_role AFTER UPDATE OF rights ON account_roles WHEN old.rights IS NOT new.rights BEGIN
    UPDATE users SET signer_gaps = (SELECT gaps FROM signer_gaps_now WHERE user_id = users.id)
    WHERE id IN (SELECT user_id FROM account_role_members WHERE role_id = new.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signer_gaps_organization AFTER UPDATE OF status ON organizations WHEN old.status IS NOT new.status BEGIN
    UPDATE users SET signer_gaps = (SELECT gaps FROM signer_gaps_now WHERE user_id = users.id)
    WHERE id IN (SELECT user_id FROM affiliations WHERE organization_id = new.id);
END;
-- +goose StatementEnd
