-- +goose Up
-- What another system calls an organization: an import finds its rows again by
-- it, so that the same file read twice changes nothing the second time.
ALTER TABLE organizations ADD COLUMN external_id TEXT NOT NULL DEFAULT '';
CREATE UNIQUE INDEX organizations_external_id ON organizations (external_id) WHERE external_id <> '';

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
