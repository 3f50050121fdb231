-- +goose Up
-- Who sells, and how it is paid (ALT-4): one row. Amounts everywhere are whole
-- minor units (cents) with their currency.
CREATE TABLE payment_settings (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    seller_name     TEXT    NOT NULL DEFAULT '',
    seller_address  TEXT    NOT NULL DEFAULT '',
    seller_tax_id   TEXT    NOT NULL DEFAULT '',
    invoice_terms   TEXT    NOT NULL DEFAULT '', -- how to pay, at the foot of every invoice
    invoice_prefix  TEXT    NOT NULL DEFAULT 'INV-',
    next_invoice    INTEGER NOT NULL DEFAULT 1 CHECK (next_invoice > 0),
    tax_name        TEXT    NOT NULL DEFAULT '', -- "VAT"; '' is no tax line
    tax_rate        INTEGER NOT NULL DEFAULT 0 CHECK (tax_rate BETWEEN 0 AND 10000), -- hundredths of a percent
    by_invoice      INTEGER NOT NULL DEFAULT 1 CHECK (by_invoice IN (0, 1)),
    by_stripe       INTEGER NOT NULL DEFAULT 0 CHECK (by_stripe IN (0, 1)),
    stripe_key      TEXT    NOT NULL DEFAULT '', -- sealed
    webhook_secret  TEXT    NOT NULL DEFAULT '', -- sealed
    updated_at      INTEGER NOT NULL
);

CREATE TABLE price_lists (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    name          TEXT    NOT NULL,
    name_key      TEXT    NOT NULL,
    currency      TEXT    NOT NULL CHECK (length(currency) = 3),
    assessment_id INTEGER REFERENCES assessments (id), -- NULL: every assessment
    valid_from    INTEGER, -- NULL: no beginning
    valid_until   INTEGER, -- NULL: no end
    is_active     INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL
);
CREATE INDEX price_lists_name ON price_lists (name_key, id);
CREATE INDEX price_lists_assessment ON price_lists (assessment_id) WHERE assessment_id IS NOT NULL;

-- The price of one response from a quantity on; it holds for the whole order.
CREATE TABLE price_bands (
    price_list_id INTEGER NOT NULL REFERENCES price_lists (id) ON DELETE CASCADE,
    from_quantity INTEGER NOT NULL CHECK (from_quantity >= 1),
    unit_price    INTEGER NOT NULL CHECK (unit_price BETWEEN 0 AND 100000000),
    PRIMARY KEY (price_list_id, from_quantity)
);

-- For whom a list holds, with those below; for everybody where there is none.
CREATE TABLE price_list_organizations (
    price_list_id   INTEGER NOT NULL REFERENCES price_lists (id) ON DELETE CASCADE,
    organization_id INTEGER NOT NULL REFERENCES organizations (id),
    PRIMARY KEY (price_list_id, organization_id)
);
CREATE INDEX price_list_organizations_organization ON price_list_organizations (organization_id, price_list_id);

CREATE TABLE orders (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    organization_id   INTEGER NOT NULL REFERENCES organizations (id),
    assessment_id     INTEGER NOT NULL REFERENCES assessments (id),
    quantity          INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    currency          TEXT    NOT NULL CHECK (length(currency) = 3),
    unit_price        INTEGER NOT NULL CHECK (unit_price BETWEEN 0 AND 100000000),
    tax_name          TEXT    NOT NULL DEFAULT '',
    tax_rate          INTEGER NOT NULL DEFAULT 0 CHECK (tax_rate BETWEEN 0 AND 10000),
    tax               INTEGER NOT NULL DEFAULT 0 CHECK (tax >= 0),
    total             INTEGER NOT NULL CHECK (total >= 0), -- with tax
    state             TEXT    NOT NULL CHECK (state IN ('draft', 'awaiting', 'paid', 'cancelled', 'refunded')),
    payment           TEXT    NOT NULL DEFAULT '' CHECK (payment IN ('', 'invoice', 'stripe', 'grant')),
    problem           TEXT    NOT NULL DEFAULT '', -- what the administrator must decide; '' nothing
    problem_detail    TEXT    NOT NULL DEFAULT '',
    credited          INTEGER NOT NULL DEFAULT 0, -- responses given to the allotment
    taken_back        INTEGER NOT NULL DEFAULT 0, -- responses that a refund took back
    refunded          INTEGER NOT NULL DEFAULT 0, -- the amount given back
    allotment_id      INTEGER REFERENCES allotments (id) ON DELETE SET NULL,
    invoice_number    TEXT    NOT NULL DEFAULT '',
    invoiced_at       INTEGER,
    buyer_name        TEXT    NOT NULL DEFAULT '',
    buyer_address     TEXT    NOT NULL DEFAULT '',
    note              TEXT    NOT NULL DEFAULT '',
    session_id        TEXT    NOT NULL DEFAULT '', -- of Stripe Checkout
    session_url       TEXT    NOT NULL DEFAULT '',
    session_ends_at   INTEGER,
    payment_id        TEXT    NOT NULL DEFAULT '', -- of the payment at Stripe
    created_by_id     INTEGER REFERENCES users (id) ON DELETE SET NULL,
    created_by_name   TEXT    NOT NULL DEFAULT '',
    created_at        INTEGER NOT NULL,
    placed_at         INTEGER,
    paid_at           INTEGER,
    cancelled_at      INTEGER,
    refunded_at       INTEGER,
    updated_at        INTEGER NOT NULL,
    CHECK (credited IN (0, quantity)), -- once and whole, or not at all
    CHECK (taken_back BETWEEN 0 AND credited),
    CHECK (refunded BETWEEN 0 AND total)
);
CREATE UNIQUE INDEX orders_invoice ON orders (invoice_number) WHERE invoice_number <> '';
CREATE INDEX orders_created ON orders (created_at, id);
CREATE INDEX orders_state ON orders (state, created_at, id);
CREATE INDEX orders_problem ON orders (id) WHERE problem <> '';
CREATE INDEX orders_organization ON orders (organization_id, created_at, id);
CREATE INDEX orders_assessment ON orders (assessment_id);
CREATE INDEX orders_allotment ON orders (allotment_id) WHERE allotment_id IS NOT NULL;
CREATE INDEX orders_creator ON orders (created_by_id) WHERE created_by_id IS NOT NULL;

-- What the payment service told, each once.
CREATE TABLE payment_events (
    id         TEXT    PRIMARY KEY, -- the service's own
    kind       TEXT    NOT NULL,
    order_id   INTEGER REFERENCES orders (id) ON DELETE SET NULL,
    created_at INTEGER NOT NULL
);
CREATE INDEX payment_events_order ON payment_events (order_id) WHERE order_id IS NOT NULL;

-- +goose Down
SELECT 'a site is restored from a snapshot, never migrated down';
