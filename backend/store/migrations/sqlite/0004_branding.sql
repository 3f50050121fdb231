-- +goose Up
-- Branding of organizations (ORG-6): colours and a logo.

ALTER TABLE organizations ADD COLUMN primary_colour TEXT NOT NULL DEFAULT ''; -- "#0f6b73", or '' for none of its own
ALTER TABLE organizations ADD COLUMN accent_colour TEXT NOT NULL DEFAULT '';

CREATE TABLE organization_logos (
    organization_id INTEGER PRIMARY KEY REFERENCES organizations (id),
    hash            TEXT    NOT NULL, -- SHA-256 of the content; the address that it is served at
    content         BLOB    NOT NULL, -- PNG, written by this program
    width           INTEGER NOT NULL,
    height          INTEGER NOT NULL,
    updated_at      INTEGER NOT NULL
);
CREATE INDEX organization_logos_hash ON organization_logos (hash);

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
