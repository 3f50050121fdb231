-- +goose Up
-- The reading side of the audit log (ADM-6): an index for every filter. Entries
-- are only ever added, so that one trigger keeps the search up to date.

CREATE INDEX audit_entries_at ON audit_entries (at, id);
CREATE INDEX audit_entries_action ON audit_entries (action, id);
CREATE INDEX audit_entries_kind ON audit_entries (subject_kind, id);
CREATE INDEX audit_entries_actor ON audit_entries (actor_kind, id);

CREATE VIRTUAL TABLE audit_search USING fts5 (
    actor_name, subject_name, content = 'audit_entries', content_rowid = 'id', tokenize = 'trigram'
);
INSERT INTO audit_search (rowid, actor_name, subject_name) SELECT id, actor_name, subject_name FROM audit_entries;
-- +goose StatementBegin
CREATE TRIGGER audit_entries_searched AFTER INSERT ON audit_entries BEGIN
    INSERT INTO audit_search (rowid, actor_name, subject_name) VALUES (new.id, new.actor_name, new.subject_name);
END;
-- +goose StatementEnd

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
