-- +goose Up
-- Deleting an organization asks whether any stands below it; without this it
-- would read the whole table.
CREATE INDEX organizations_parent ON organizations (parent_id) WHERE parent_id IS NOT NULL;

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
