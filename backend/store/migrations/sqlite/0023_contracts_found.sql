-- +goose Up
-- Contracts and documents are searched by an index as the other lists are, and
-- whom a document waits for is kept (DOC-7).

-- Contracts, by name, number and categories.
ALTER TABLE contracts ADD COLUMN plain_key TEXT; -- NULL where it is search_key itself
UPDATE contracts SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(contracts.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(contracts.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(contracts.search_key, place.i, 1)), search_key)
    WHERE search_key GLOB '*[^ -~]*';
CREATE VIEW contracts_searched (id, words) AS SELECT id, '  ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text, ' ', '  '), '-', '-  '), '(', '(  '), '[', '[  '), '{', '{  '), '/', '/  '), '\', '\  '), '.', '.  '), ',', ',  '), ':', ':  '), ';', ';  '), '''', '''  '), '"', '"  '), '&', '&  '), '+', '+  '), '_', '_  '), '@', '@  '), '#', '#  '), '–', '–  '), '—', '—  '), '’', '’  '), '‘', '‘  '), '“', '“  '), '„', '„  '), '«', '«  '), '·', '·  '), '・', '・  ') FROM (SELECT id, COALESCE(plain_key, search_key) AS text FROM contracts);
CREATE VIRTUAL TABLE contracts_search USING fts5 (words, content='contracts_searched', content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);
INSERT INTO contracts_search (contracts_search) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER contracts_search_insert AFTER INSERT ON contracts BEGIN
    UPDATE contracts SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.search_key, place.i, 1)), new.search_key)
        WHERE id = new.id AND new.search_key GLOB '*[^ -~]*';
    INSERT INTO contracts_search (rowid, words) SELECT id, words FROM contracts_searched WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER contracts_search_delete BEFORE DELETE ON contracts BEGIN
    INSERT INTO contracts_search (contracts_search, rowid, words) SELECT 'delete', id, words FROM contracts_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER contracts_search_before_update BEFORE UPDATE OF search_key ON contracts WHEN old.search_key IS NOT new.search_key BEGIN
    INSERT INTO contracts_search (contracts_search, rowid, words) SELECT 'delete', id, words FROM contracts_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER contracts_search_after_update AFTER UPDATE OF search_key ON contracts WHEN old.search_key IS NOT new.search_key BEGIN
    UPDATE contracts SET plain_key = NULL WHERE id = new.id AND plain_key IS NOT NULL;
    UPDATE contracts SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.search_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.search_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.search_key, place.i, 1)), new.search_key)
        WHERE id = new.id AND new.search_key GLOB '*[^ -~]*';
    INSERT INTO contracts_search (rowid, words) SELECT id, words FROM contracts_searched WHERE id = new.id;
END;
-- +goose StatementEnd
CREATE INDEX contracts_text ON contracts (search_key, is_archived, created_at);
-- A walk along the list looks at the text too, and must find it in the index: the
-- row has long notes before it.
DROP INDEX contracts_created;
CREATE INDEX contracts_created ON contracts (is_archived, created_at DESC, id DESC, search_key, plain_key);

-- Documents, by their titles: that of the version in force, and that of a
-- correction where it differs.
ALTER TABLE documents ADD COLUMN titles_key TEXT GENERATED ALWAYS AS (CASE WHEN next_search_key = search_key THEN search_key ELSE search_key || ' ' || next_search_key END) VIRTUAL;
ALTER TABLE documents ADD COLUMN plain_key TEXT; -- NULL where it is titles_key itself
UPDATE documents SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(documents.titles_key))
        SELECT group_concat(COALESCE(l.plain, substr(documents.titles_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(documents.titles_key, place.i, 1)), titles_key)
    WHERE titles_key GLOB '*[^ -~]*';
CREATE VIEW documents_searched (id, words) AS SELECT id, '  ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(text, ' ', '  '), '-', '-  '), '(', '(  '), '[', '[  '), '{', '{  '), '/', '/  '), '\', '\  '), '.', '.  '), ',', ',  '), ':', ':  '), ';', ';  '), '''', '''  '), '"', '"  '), '&', '&  '), '+', '+  '), '_', '_  '), '@', '@  '), '#', '#  '), '–', '–  '), '—', '—  '), '’', '’  '), '‘', '‘  '), '“', '“  '), '„', '„  '), '«', '«  '), '·', '·  '), '・', '・  ') FROM (SELECT id, COALESCE(plain_key, titles_key) AS text FROM documents);
CREATE VIRTUAL TABLE documents_search USING fts5 (words, content='documents_searched', content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);
INSERT INTO documents_search (documents_search) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER documents_search_insert AFTER INSERT ON documents BEGIN
    UPDATE documents SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.titles_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.titles_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.titles_key, place.i, 1)), new.titles_key)
        WHERE id = new.id AND new.titles_key GLOB '*[^ -~]*';
    INSERT INTO documents_search (rowid, words) SELECT id, words FROM documents_searched WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER documents_search_delete BEFORE DELETE ON documents BEGIN
    INSERT INTO documents_search (documents_search, rowid, words) SELECT 'delete', id, words FROM documents_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER documents_search_before_update BEFORE UPDATE OF search_key, next_search_key ON documents WHEN old.search_key IS NOT new.search_key OR old.next_search_key IS NOT new.next_search_key BEGIN
    INSERT INTO documents_search (documents_search, rowid, words) SELECT 'delete', id, words FROM documents_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER documents_search_after_update AFTER UPDATE OF search_key, next_search_key ON documents WHEN old.search_key IS NOT new.search_key OR old.next_search_key IS NOT new.next_search_key BEGIN
    UPDATE documents SET plain_key = NULL WHERE id = new.id AND plain_key IS NOT NULL;
    UPDATE documents SET plain_key = NULLIF((WITH RECURSIVE place (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < length(new.titles_key))
        SELECT group_concat(COALESCE(l.plain, substr(new.titles_key, place.i, 1)), '') FROM place LEFT JOIN search_letters l ON l.letter = substr(new.titles_key, place.i, 1)), new.titles_key)
        WHERE id = new.id AND new.titles_key GLOB '*[^ -~]*';
    INSERT INTO documents_search (rowid, words) SELECT id, words FROM documents_searched WHERE id = new.id;
END;
-- +goose StatementEnd
CREATE INDEX documents_text ON documents (titles_key, created_at);
DROP INDEX documents_created;
CREATE INDEX documents_created ON documents (created_at DESC, id DESC, titles_key, plain_key);

-- Whose turn it is and who may sign now: each document with each person whose
-- signature would count. contracts/waiting.go says the same when it looks for
-- whom to write to, which a test holds. What this hangs on lies in eleven tables,
-- so triggers on them set it anew, whoever writes.
CREATE TABLE document_turns (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    PRIMARY KEY (document_id, user_id)
) WITHOUT ROWID;
CREATE INDEX document_turns_user ON document_turns (user_id);

-- It waits for signatures, and nobody can sign it.
ALTER TABLE documents ADD COLUMN is_stuck INTEGER NOT NULL DEFAULT 0;
CREATE INDEX documents_stuck ON documents (created_at DESC, id DESC) WHERE is_stuck = 1;
CREATE INDEX documents_awaited ON documents (organization_id) WHERE state = 'sent' AND is_signable = 1;

-- Who has something to sign or has signed: how many documents wait for them, and
-- how many signatures of theirs are in force.
CREATE TABLE signing_people (
    user_id  INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    name_key TEXT    NOT NULL, -- the user's
    waiting  INTEGER NOT NULL,
    signed   INTEGER NOT NULL,
    is_idle  INTEGER GENERATED ALWAYS AS (waiting = 0) VIRTUAL
);
CREATE INDEX signing_people_name ON signing_people (is_idle, name_key, user_id);

CREATE VIEW document_turns_now (document_id, user_id) AS
SELECT d.id, u.id FROM documents d
    CROSS JOIN contracts c ON c.id = d.contract_id AND c.is_archived = 0
    CROSS JOIN organizations o ON o.id = d.organization_id AND o.status = 'active'
    CROSS JOIN document_signers r ON r.document_id = d.id AND r.is_open = 1
    CROSS JOIN affiliations a ON a.organization_id = d.organization_id AND (r.user_id IS NULL OR a.user_id = r.user_id)
    CROSS JOIN users u ON u.id = a.user_id
WHERE d.state = 'sent' AND d.is_signable = 1
    AND (r.kind = 'anyone' OR r.user_id = u.id OR r.role_id IN (SELECT ar.role_id FROM affiliation_roles ar WHERE ar.affiliation_id = a.id))
    AND (r.user_id = u.id OR NOT EXISTS (SELECT 1 FROM document_signers p WHERE p.document_id = r.document_id AND p.version = r.version AND p.user_id = u.id))
    AND NOT EXISTS (SELECT 1 FROM signatures g CROSS JOIN document_versions v ON v.id = g.version_id
        WHERE v.document_id = d.id AND v.number = d.version AND g.user_id = u.id AND g.withdrawn_at IS NULL)
    AND (d.is_limited = 0 OR EXISTS (SELECT 1 FROM document_limits l WHERE l.document_id = d.id AND l.is_next = 0
        AND (l.user_id = u.id OR l.role_id IN (SELECT ar.role_id FROM affiliation_roles ar WHERE ar.affiliation_id = a.id))))
    AND u.is_suspended = 0
    AND EXISTS (SELECT 1 FROM affiliation_roles ar CROSS JOIN organizational_roles x ON x.id = ar.role_id WHERE ar.affiliation_id = a.id AND x.is_management = 1)
    AND EXISTS (SELECT 1 FROM account_role_members m CROSS JOIN account_roles x ON x.id = m.role_id WHERE m.user_id = u.id AND instr(x.rights, '"partner_portal_login"') > 0)
    AND EXISTS (SELECT 1 FROM account_role_members m CROSS JOIN account_roles x ON x.id = m.role_id WHERE m.user_id = u.id AND instr(x.rights, '"view_contract_documents"') > 0)
    AND EXISTS (SELECT 1 FROM account_role_members m CROSS JOIN account_roles x ON x.id = m.role_id WHERE m.user_id = u.id AND instr(x.rights, '"sign_contract_documents"') > 0);

CREATE VIEW documents_stuck_now (document_id, is_stuck) AS
SELECT d.id, d.state = 'sent' AND d.is_signable = 1
    AND EXISTS (SELECT 1 FROM document_signers r WHERE r.document_id = d.id AND r.is_open = 1)
    AND EXISTS (SELECT 1 FROM contracts c CROSS JOIN organizations o ON o.id = d.organization_id WHERE c.id = d.contract_id AND c.is_archived = 0 AND o.status = 'active')
    AND NOT EXISTS (SELECT 1 FROM document_turns t WHERE t.document_id = d.id)
FROM documents d;

INSERT INTO document_turns (document_id, user_id) SELECT DISTINCT document_id, user_id FROM document_turns_now;
UPDATE documents SET is_stuck = 1 WHERE state = 'sent' AND (SELECT n.is_stuck FROM documents_stuck_now n WHERE n.document_id = documents.id);
INSERT INTO signing_people (user_id, name_key, waiting, signed)
SELECT u.id, u.name_key, SUM(x.waiting), SUM(x.signed)
FROM (SELECT user_id, 1 AS waiting, 0 AS signed FROM document_turns
    UNION ALL SELECT g.user_id, 0, 1 FROM signatures g CROSS JOIN documents d ON d.id = g.document_id WHERE g.version = d.version AND g.withdrawn_at IS NULL) x
    CROSS JOIN users u ON u.id = x.user_id
GROUP BY u.id;

-- The counts of a person follow the turns and the signatures.
-- +goose StatementBegin
CREATE TRIGGER signing_people_turn AFTER INSERT ON document_turns BEGIN
    INSERT INTO signing_people (user_id, name_key, waiting, signed) SELECT id, name_key, 1, 0 FROM users WHERE id = new.user_id
        ON CONFLICT (user_id) DO UPDATE SET waiting = waiting + 1;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signing_people_turn_over AFTER DELETE ON document_turns BEGIN
    UPDATE signing_people SET waiting = waiting - 1 WHERE user_id = old.user_id;
    DELETE FROM signing_people WHERE user_id = old.user_id AND waiting = 0 AND signed = 0;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signing_people_signature AFTER INSERT ON signatures WHEN new.withdrawn_at IS NULL AND new.version = (SELECT d.version FROM documents d WHERE d.id = new.document_id) BEGIN
    INSERT INTO signing_people (user_id, name_key, waiting, signed) SELECT id, name_key, 0, 1 FROM users WHERE id = new.user_id
        ON CONFLICT (user_id) DO UPDATE SET signed = signed + 1;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signing_people_signature_withdrawn AFTER UPDATE OF withdrawn_at ON signatures WHEN new.withdrawn_at IS NOT NULL AND old.withdrawn_at IS NULL AND old.version = (SELECT d.version FROM documents d WHERE d.id = old.document_id) BEGIN
    UPDATE signing_people SET signed = signed - 1 WHERE user_id = old.user_id;
    DELETE FROM signing_people WHERE user_id = old.user_id AND waiting = 0 AND signed = 0;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signing_people_signature_delete AFTER DELETE ON signatures WHEN old.withdrawn_at IS NULL AND old.version = (SELECT d.version FROM documents d WHERE d.id = old.document_id) BEGIN
    UPDATE signing_people SET signed = signed - 1 WHERE user_id = old.user_id;
    DELETE FROM signing_people WHERE user_id = old.user_id AND waiting = 0 AND signed = 0;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signing_people_version AFTER UPDATE OF version ON documents WHEN old.version <> new.version BEGIN
    UPDATE signing_people SET signed = signed - 1
        WHERE user_id IN (SELECT g.user_id FROM signatures g WHERE g.document_id = new.id AND g.version = old.version AND g.withdrawn_at IS NULL);
    DELETE FROM signing_people WHERE waiting = 0 AND signed = 0
        AND user_id IN (SELECT g.user_id FROM signatures g WHERE g.document_id = new.id AND g.version = old.version AND g.withdrawn_at IS NULL);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signing_people_renamed AFTER UPDATE OF name_key ON users WHEN old.name_key IS NOT new.name_key BEGIN
    UPDATE signing_people SET name_key = new.name_key WHERE user_id = new.id;
END;
-- +goose StatementEnd

-- Writing into this view sets a document's turns anew: those of one person, or of
-- all with NULL.
CREATE VIEW document_turns_anew (document_id, user_id) AS SELECT id, id FROM documents WHERE 0;
-- +goose StatementBegin
CREATE TRIGGER document_turns_of_all INSTEAD OF INSERT ON document_turns_anew WHEN new.user_id IS NULL BEGIN
    DELETE FROM document_turns WHERE document_id = new.document_id AND user_id NOT IN (SELECT n.user_id FROM document_turns_now n WHERE n.document_id = new.document_id);
    INSERT INTO document_turns (document_id, user_id) SELECT n.document_id, n.user_id FROM document_turns_now n WHERE n.document_id = new.document_id ON CONFLICT DO NOTHING;
    UPDATE documents SET is_stuck = 1 - is_stuck WHERE id = new.document_id AND is_stuck <> (SELECT n.is_stuck FROM documents_stuck_now n WHERE n.document_id = new.document_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_gained INSTEAD OF INSERT ON document_turns_anew
WHEN new.user_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM document_turns t WHERE t.document_id = new.document_id AND t.user_id = new.user_id)
    AND EXISTS (SELECT 1 FROM document_turns_now n WHERE n.document_id = new.document_id AND n.user_id = new.user_id) BEGIN
    INSERT INTO document_turns (document_id, user_id) VALUES (new.document_id, new.user_id);
    UPDATE documents SET is_stuck = 0 WHERE id = new.document_id AND is_stuck = 1;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_lost INSTEAD OF INSERT ON document_turns_anew
WHEN new.user_id IS NOT NULL AND EXISTS (SELECT 1 FROM document_turns t WHERE t.document_id = new.document_id AND t.user_id = new.user_id)
    AND NOT EXISTS (SELECT 1 FROM document_turns_now n WHERE n.document_id = new.document_id AND n.user_id = new.user_id) BEGIN
    DELETE FROM document_turns WHERE document_id = new.document_id AND user_id = new.user_id;
    UPDATE documents SET is_stuck = 1 WHERE id = new.document_id AND NOT EXISTS (SELECT 1 FROM document_turns t WHERE t.document_id = new.document_id)
        AND (SELECT n.is_stuck FROM documents_stuck_now n WHERE n.document_id = new.document_id);
END;
-- +goose StatementEnd

-- What a document says itself.
-- +goose StatementBegin
CREATE TRIGGER document_turns_document AFTER UPDATE OF state, is_signable, is_limited, version, contract_id, organization_id ON documents
WHEN (old.state = 'sent' OR new.state = 'sent') AND (old.state IS NOT new.state OR old.is_signable IS NOT new.is_signable OR old.is_limited IS NOT new.is_limited OR old.version IS NOT new.version OR old.contract_id IS NOT new.contract_id OR old.organization_id IS NOT new.organization_id) BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) VALUES (new.id, NULL);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_line AFTER INSERT ON document_signers WHEN new.version > 0 BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) VALUES (new.document_id, NULL);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_line_update AFTER UPDATE OF version, kind, user_id, role_id, is_open ON document_signers
WHEN old.version IS NOT new.version OR old.kind IS NOT new.kind OR old.user_id IS NOT new.user_id OR old.role_id IS NOT new.role_id OR old.is_open IS NOT new.is_open BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) VALUES (new.document_id, NULL);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_line_delete AFTER DELETE ON document_signers WHEN old.version > 0 BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) VALUES (old.document_id, NULL);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_limit AFTER INSERT ON document_limits WHEN new.is_next = 0 BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) VALUES (new.document_id, new.user_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_limit_update AFTER UPDATE OF is_next, user_id, role_id ON document_limits BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) VALUES (new.document_id, NULL);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_limit_delete AFTER DELETE ON document_limits WHEN old.is_next = 0 BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) VALUES (old.document_id, old.user_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_signature AFTER INSERT ON signatures BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) VALUES (new.document_id, new.user_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_signature_withdrawn AFTER UPDATE OF withdrawn_at ON signatures BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) VALUES (new.document_id, new.user_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_signature_delete AFTER DELETE ON signatures BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) VALUES (old.document_id, old.user_id);
END;
-- +goose StatementEnd

-- What was put aside waits for nobody.
-- +goose StatementBegin
CREATE TRIGGER document_turns_contract AFTER UPDATE OF is_archived ON contracts WHEN old.is_archived <> new.is_archived BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) SELECT id, NULL FROM documents WHERE contract_id = new.id AND state = 'sent' AND is_signable = 1;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_organization AFTER UPDATE OF status ON organizations WHEN old.status <> new.status BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) SELECT id, NULL FROM documents WHERE organization_id = new.id AND state = 'sent' AND is_signable = 1;
END;
-- +goose StatementEnd

-- Who somebody is in an organization, and what their account may do. Roles come
-- after the affiliation that has them, so that making one lets nobody sign yet.
-- +goose StatementBegin
CREATE TRIGGER document_turns_affiliation_delete AFTER DELETE ON affiliations BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) SELECT id, old.user_id FROM documents WHERE organization_id = old.organization_id AND state = 'sent' AND is_signable = 1;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_affiliation_role AFTER INSERT ON affiliation_roles BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) SELECT d.id, a.user_id FROM affiliations a CROSS JOIN documents d ON d.organization_id = a.organization_id AND d.state = 'sent' AND d.is_signable = 1 WHERE a.id = new.affiliation_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_affiliation_role_delete AFTER DELETE ON affiliation_roles BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) SELECT d.id, a.user_id FROM affiliations a CROSS JOIN documents d ON d.organization_id = a.organization_id AND d.state = 'sent' AND d.is_signable = 1 WHERE a.id = old.affiliation_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_organizational_role AFTER UPDATE OF is_management ON organizational_roles WHEN old.is_management <> new.is_management BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) SELECT d.id, a.user_id FROM affiliation_roles ar CROSS JOIN affiliations a ON a.id = ar.affiliation_id CROSS JOIN documents d ON d.organization_id = a.organization_id AND d.state = 'sent' AND d.is_signable = 1 WHERE ar.role_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_member AFTER INSERT ON account_role_members BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) SELECT d.id, a.user_id FROM affiliations a CROSS JOIN documents d ON d.organization_id = a.organization_id AND d.state = 'sent' AND d.is_signable = 1 WHERE a.user_id = new.user_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_member_delete AFTER DELETE ON account_role_members BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) SELECT d.id, a.user_id FROM affiliations a CROSS JOIN documents d ON d.organization_id = a.organization_id AND d.state = 'sent' AND d.is_signable = 1 WHERE a.user_id = old.user_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_account_role AFTER UPDATE OF rights ON account_roles WHEN old.rights IS NOT new.rights BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) SELECT d.id, a.user_id FROM account_role_members m CROSS JOIN affiliations a ON a.user_id = m.user_id CROSS JOIN documents d ON d.organization_id = a.organization_id AND d.state = 'sent' AND d.is_signable = 1 WHERE m.role_id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER document_turns_user AFTER UPDATE OF is_suspended ON users WHEN old.is_suspended <> new.is_suspended BEGIN
    INSERT INTO document_turns_anew (document_id, user_id) SELECT d.id, a.user_id FROM affiliations a CROSS JOIN documents d ON d.organization_id = a.organization_id AND d.state = 'sent' AND d.is_signable = 1 WHERE a.user_id = new.id;
END;
-- +goose StatementEnd

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
