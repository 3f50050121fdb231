-- +goose Up
-- The certificates that seal documents and evidence (DOC-6). One is current;
-- earlier ones stay, so that what they sealed is still known as the site's.
CREATE TABLE signing_certificates (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    origin      TEXT    NOT NULL CHECK (origin IN ('site', 'own')), -- made by the site, or the firm's own
    subject     TEXT    NOT NULL, -- distinguished names by RFC 4514
    issuer      TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL, -- SHA-256 of the certificate, 64 hexadecimal digits
    not_before  INTEGER NOT NULL,
    not_after   INTEGER NOT NULL,
    chain       TEXT    NOT NULL, -- PEM, the certificate itself first
    private_key TEXT    NOT NULL DEFAULT '', -- sealed PKCS #8
    is_current  INTEGER NOT NULL DEFAULT 0 CHECK (is_current IN (0, 1)),
    created_at  INTEGER NOT NULL,
    replaced_at INTEGER -- NULL while it is current
);
CREATE UNIQUE INDEX signing_certificates_current ON signing_certificates (is_current) WHERE is_current = 1;
CREATE UNIQUE INDEX signing_certificates_fingerprint ON signing_certificates (fingerprint);

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
