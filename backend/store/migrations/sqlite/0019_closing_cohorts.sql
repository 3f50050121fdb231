-- +goose Up
-- Cohorts that close soon, for the administrator's Home.
CREATE INDEX cohorts_closing ON cohorts (closes_at);

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
