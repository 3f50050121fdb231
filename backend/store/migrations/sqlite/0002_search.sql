-- +goose Up
-- Search, and lists that stay quick at a million rows.
--
-- A search index holds every three characters that follow each other in a
-- folded text. The view beside it says what is indexed: two spaces stand before
-- each word, so that one or two characters at the beginning of a word are three
-- characters too, and one index answers all searches. store/search.go makes the
-- same of what a person types. The triggers keep the index right whoever writes.

-- Organizations, by name.
CREATE VIEW organizations_searched (id, words) AS SELECT id, '  ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(name_key, ' ', '  '), '-', '-  '), '(', '(  '), '[', '[  '), '{', '{  '), '/', '/  '), '\', '\  '), '.', '.  '), ',', ',  '), ':', ':  '), ';', ';  '), '''', '''  '), '"', '"  '), '&', '&  '), '+', '+  '), '_', '_  '), '@', '@  '), '#', '#  '), '–', '–  '), '—', '—  '), '’', '’  '), '‘', '‘  '), '“', '“  '), '„', '„  '), '«', '«  '), '·', '·  '), '・', '・  ') FROM organizations;
CREATE VIRTUAL TABLE organizations_search USING fts5 (words, content='organizations_searched', content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);
INSERT INTO organizations_search (organizations_search) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER organizations_search_insert AFTER INSERT ON organizations BEGIN
    INSERT INTO organizations_search (rowid, words) SELECT id, words FROM organizations_searched WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER organizations_search_delete BEFORE DELETE ON organizations BEGIN
    INSERT INTO organizations_search (organizations_search, rowid, words) SELECT 'delete', id, words FROM organizations_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER organizations_search_before_update BEFORE UPDATE OF name_key ON organizations WHEN old.name_key IS NOT new.name_key BEGIN
    INSERT INTO organizations_search (organizations_search, rowid, words) SELECT 'delete', id, words FROM organizations_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER organizations_search_after_update AFTER UPDATE OF name_key ON organizations WHEN old.name_key IS NOT new.name_key BEGIN
    INSERT INTO organizations_search (rowid, words) SELECT id, words FROM organizations_searched WHERE id = new.id;
END;
-- +goose StatementEnd

-- Users, by name, email and login.
ALTER TABLE users ADD COLUMN search_key TEXT GENERATED ALWAYS AS (name_key || ' ' || email_key || ' ' || login_key) VIRTUAL;
CREATE VIEW users_searched (id, words) AS SELECT id, '  ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_key, ' ', '  '), '-', '-  '), '(', '(  '), '[', '[  '), '{', '{  '), '/', '/  '), '\', '\  '), '.', '.  '), ',', ',  '), ':', ':  '), ';', ';  '), '''', '''  '), '"', '"  '), '&', '&  '), '+', '+  '), '_', '_  '), '@', '@  '), '#', '#  '), '–', '–  '), '—', '—  '), '’', '’  '), '‘', '‘  '), '“', '“  '), '„', '„  '), '«', '«  '), '·', '·  '), '・', '・  ') FROM users;
CREATE VIRTUAL TABLE users_search USING fts5 (words, content='users_searched', content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);
INSERT INTO users_search (users_search) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER users_search_insert AFTER INSERT ON users BEGIN
    INSERT INTO users_search (rowid, words) SELECT id, words FROM users_searched WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER users_search_delete BEFORE DELETE ON users BEGIN
    INSERT INTO users_search (users_search, rowid, words) SELECT 'delete', id, words FROM users_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER users_search_before_update BEFORE UPDATE OF name_key, email_key, login_key ON users WHEN old.name_key IS NOT new.name_key OR old.email_key IS NOT new.email_key OR old.login_key IS NOT new.login_key BEGIN
    INSERT INTO users_search (users_search, rowid, words) SELECT 'delete', id, words FROM users_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER users_search_after_update AFTER UPDATE OF name_key, email_key, login_key ON users WHEN old.name_key IS NOT new.name_key OR old.email_key IS NOT new.email_key OR old.login_key IS NOT new.login_key BEGIN
    INSERT INTO users_search (rowid, words) SELECT id, words FROM users_searched WHERE id = new.id;
END;
-- +goose StatementEnd

-- Responses, by name and email of the respondent.
CREATE VIEW responses_searched (id, words) AS SELECT id, '  ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_key, ' ', '  '), '-', '-  '), '(', '(  '), '[', '[  '), '{', '{  '), '/', '/  '), '\', '\  '), '.', '.  '), ',', ',  '), ':', ':  '), ';', ';  '), '''', '''  '), '"', '"  '), '&', '&  '), '+', '+  '), '_', '_  '), '@', '@  '), '#', '#  '), '–', '–  '), '—', '—  '), '’', '’  '), '‘', '‘  '), '“', '“  '), '„', '„  '), '«', '«  '), '·', '·  '), '・', '・  ') FROM responses;
CREATE VIRTUAL TABLE responses_search USING fts5 (words, content='responses_searched', content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);
INSERT INTO responses_search (responses_search) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER responses_search_insert AFTER INSERT ON responses BEGIN
    INSERT INTO responses_search (rowid, words) SELECT id, words FROM responses_searched WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER responses_search_delete BEFORE DELETE ON responses BEGIN
    INSERT INTO responses_search (responses_search, rowid, words) SELECT 'delete', id, words FROM responses_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER responses_search_before_update BEFORE UPDATE OF search_key ON responses WHEN old.search_key IS NOT new.search_key BEGIN
    INSERT INTO responses_search (responses_search, rowid, words) SELECT 'delete', id, words FROM responses_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER responses_search_after_update AFTER UPDATE OF search_key ON responses WHEN old.search_key IS NOT new.search_key BEGIN
    INSERT INTO responses_search (rowid, words) SELECT id, words FROM responses_searched WHERE id = new.id;
END;
-- +goose StatementEnd

-- Registrations, by organization, name and email.
CREATE VIEW registrations_searched (id, words) AS SELECT id, '  ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_key, ' ', '  '), '-', '-  '), '(', '(  '), '[', '[  '), '{', '{  '), '/', '/  '), '\', '\  '), '.', '.  '), ',', ',  '), ':', ':  '), ';', ';  '), '''', '''  '), '"', '"  '), '&', '&  '), '+', '+  '), '_', '_  '), '@', '@  '), '#', '#  '), '–', '–  '), '—', '—  '), '’', '’  '), '‘', '‘  '), '“', '“  '), '„', '„  '), '«', '«  '), '·', '·  '), '・', '・  ') FROM registrations;
CREATE VIRTUAL TABLE registrations_search USING fts5 (words, content='registrations_searched', content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);
INSERT INTO registrations_search (registrations_search) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER registrations_search_insert AFTER INSERT ON registrations BEGIN
    INSERT INTO registrations_search (rowid, words) SELECT id, words FROM registrations_searched WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER registrations_search_delete BEFORE DELETE ON registrations BEGIN
    INSERT INTO registrations_search (registrations_search, rowid, words) SELECT 'delete', id, words FROM registrations_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER registrations_search_before_update BEFORE UPDATE OF search_key ON registrations WHEN old.search_key IS NOT new.search_key BEGIN
    INSERT INTO registrations_search (registrations_search, rowid, words) SELECT 'delete', id, words FROM registrations_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER registrations_search_after_update AFTER UPDATE OF search_key ON registrations WHEN old.search_key IS NOT new.search_key BEGIN
    INSERT INTO registrations_search (rowid, words) SELECT id, words FROM registrations_searched WHERE id = new.id;
END;
-- +goose StatementEnd

-- Mails, by recipient and subject.
CREATE VIEW outbox_searched (id, words) AS SELECT id, '  ' || replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(search_key, ' ', '  '), '-', '-  '), '(', '(  '), '[', '[  '), '{', '{  '), '/', '/  '), '\', '\  '), '.', '.  '), ',', ',  '), ':', ':  '), ';', ';  '), '''', '''  '), '"', '"  '), '&', '&  '), '+', '+  '), '_', '_  '), '@', '@  '), '#', '#  '), '–', '–  '), '—', '—  '), '’', '’  '), '‘', '‘  '), '“', '“  '), '„', '„  '), '«', '«  '), '·', '·  '), '・', '・  ') FROM outbox;
CREATE VIRTUAL TABLE outbox_search USING fts5 (words, content='outbox_searched', content_rowid='id', tokenize='trigram case_sensitive 1', detail=none, columnsize=0);
INSERT INTO outbox_search (outbox_search) VALUES ('rebuild');
-- +goose StatementBegin
CREATE TRIGGER outbox_search_insert AFTER INSERT ON outbox BEGIN
    INSERT INTO outbox_search (rowid, words) SELECT id, words FROM outbox_searched WHERE id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER outbox_search_delete BEFORE DELETE ON outbox BEGIN
    INSERT INTO outbox_search (outbox_search, rowid, words) SELECT 'delete', id, words FROM outbox_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER outbox_search_before_update BEFORE UPDATE OF search_key ON outbox WHEN old.search_key IS NOT new.search_key BEGIN
    INSERT INTO outbox_search (outbox_search, rowid, words) SELECT 'delete', id, words FROM outbox_searched WHERE id = old.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER outbox_search_after_update AFTER UPDATE OF search_key ON outbox WHEN old.search_key IS NOT new.search_key BEGIN
    INSERT INTO outbox_search (rowid, words) SELECT id, words FROM outbox_searched WHERE id = new.id;
END;
-- +goose StatementEnd

-- How many organizations there are of each kind: for Home, for the counts above
-- lists, and for choosing how to filter.
CREATE TABLE organization_counts (
    status             TEXT    NOT NULL,
    level              INTEGER NOT NULL,
    response_allotment TEXT    NOT NULL,
    count              INTEGER NOT NULL,
    PRIMARY KEY (status, level, response_allotment)
) WITHOUT ROWID;
INSERT INTO organization_counts SELECT status, level, response_allotment, COUNT(*) FROM organizations GROUP BY 1, 2, 3;
-- +goose StatementBegin
CREATE TRIGGER organization_counts_insert AFTER INSERT ON organizations BEGIN
    INSERT INTO organization_counts VALUES (new.status, new.level, new.response_allotment, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER organization_counts_delete AFTER DELETE ON organizations BEGIN
    UPDATE organization_counts SET count = count - 1 WHERE status = old.status AND level = old.level AND response_allotment = old.response_allotment;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER organization_counts_update AFTER UPDATE OF status, level, response_allotment ON organizations
WHEN old.status <> new.status OR old.level <> new.level OR old.response_allotment <> new.response_allotment BEGIN
    UPDATE organization_counts SET count = count - 1 WHERE status = old.status AND level = old.level AND response_allotment = old.response_allotment;
    INSERT INTO organization_counts VALUES (new.status, new.level, new.response_allotment, 1) ON CONFLICT DO UPDATE SET count = count + 1;
END;
-- +goose StatementEnd

-- Filters name all three columns, so that any of them together are a few
-- stretches of one index, each in the order of names. The orders of the whole
-- list have the same columns, so that walking along them needs no row.
DROP INDEX organizations_name;
DROP INDEX organizations_status_name;
DROP INDEX organizations_level_name;
DROP INDEX organizations_allotment_name;
CREATE INDEX organizations_kind_name ON organizations (status, level, response_allotment, name_key, id);
CREATE INDEX organizations_name ON organizations (name_key, id, status, level, response_allotment);
CREATE INDEX organizations_created ON organizations (created_at, id, status, level, response_allotment);
CREATE INDEX registrations_link ON registrations (link_id, organization_id);

-- Everything that the list of users filters by, in the order of its names.
ALTER TABLE users ADD COLUMN has_password INTEGER GENERATED ALWAYS AS (password_hash <> '') VIRTUAL;
DROP INDEX users_name;
CREATE INDEX users_name ON users (name_key, id, type, is_suspended, locked_until, has_password);
CREATE INDEX users_created ON users (created_at, id, type, is_suspended, locked_until, has_password);
CREATE INDEX users_suspended ON users (id) WHERE is_suspended = 1;
CREATE INDEX users_locked ON users (locked_until) WHERE locked_until IS NOT NULL;
CREATE INDEX users_signed_in ON users (last_sign_in_at) WHERE last_sign_in_at IS NOT NULL;
CREATE INDEX users_hidden_settings ON users (id) WHERE type = 'manager' AND instr(restrictions, '"hide_organization_settings"') > 0;

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
