-- +goose Up
-- Named registration links (LNK-1), and registrations that wait for approval.

ALTER TABLE registration_links ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE registration_links ADD COLUMN parent_id INTEGER REFERENCES organizations (id); -- new organizations stand under it
ALTER TABLE registration_links ADD COLUMN expires_at INTEGER;
ALTER TABLE registration_links ADD COLUMN uses_limit INTEGER; -- NULL: any number
ALTER TABLE registration_links ADD COLUMN uses INTEGER NOT NULL DEFAULT 0; -- attempts that got past validation
ALTER TABLE registration_links ADD COLUMN needs_approval INTEGER NOT NULL DEFAULT 0;
ALTER TABLE registration_links ADD COLUMN default_allocation TEXT NOT NULL DEFAULT ''; -- '': as the Partner Portal says
ALTER TABLE registration_links ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE registration_links ADD COLUMN paused_at INTEGER;
ALTER TABLE registration_links ADD COLUMN revoked_at INTEGER;
ALTER TABLE registration_links ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;

UPDATE registration_links SET name_key = lower(name), updated_at = created_at;
CREATE UNIQUE INDEX registration_links_name ON registration_links (name_key);
CREATE INDEX registration_links_created ON registration_links (created_at, id);
CREATE INDEX registration_links_parent ON registration_links (parent_id) WHERE parent_id IS NOT NULL;

-- The hash of the password that a pending person chose; emptied at the decision.
ALTER TABLE registrations ADD COLUMN password_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE registrations ADD COLUMN language TEXT NOT NULL DEFAULT '';

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
