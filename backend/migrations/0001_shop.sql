-- SQLite, in words PostgreSQL knows too (src/store.rs says why): TEXT and BIGINT only, JSON as TEXT, moments as epoch
-- milliseconds, amounts as minor units.

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE customers (
    id TEXT NOT NULL PRIMARY KEY,
    tier TEXT
);

CREATE TABLE orders (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    customer_id TEXT NOT NULL REFERENCES customers (id),
    placed_at BIGINT NOT NULL,
    cancelled_at BIGINT,
    currency TEXT NOT NULL,
    email TEXT NOT NULL,
    phone TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    payment_method TEXT NOT NULL,
    payment_hint TEXT NOT NULL,
    -- Where it was sent, ISO 3166-1 alpha-2, and to whom: 'consumer' or 'business'. Together they say whose law of
    -- withdrawal holds.
    region TEXT,
    buyer TEXT NOT NULL
);
CREATE INDEX orders_by_customer ON orders (customer_id, placed_at);

CREATE TABLE lines (
    id TEXT NOT NULL PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    position BIGINT NOT NULL,
    product_id TEXT NOT NULL,
    category TEXT NOT NULL,
    title TEXT NOT NULL,
    variant TEXT,
    variant_id TEXT,
    image TEXT,
    ordered BIGINT NOT NULL,
    unit_price BIGINT NOT NULL,
    total BIGINT NOT NULL,
    -- The return terms as they stood at purchase (policy::Terms).
    terms TEXT NOT NULL,
    UNIQUE (order_id, position)
);

-- What a product costs now.
CREATE TABLE prices (
    product_id TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (product_id, currency)
);

CREATE TABLE variants (
    id TEXT NOT NULL PRIMARY KEY,
    product_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    -- By language tag, as JSON.
    labels TEXT NOT NULL,
    image TEXT,
    -- What it costs more than the product, by currency, as JSON.
    surcharges TEXT NOT NULL,
    -- Pieces nobody has reserved.
    stock BIGINT NOT NULL
);
CREATE INDEX variants_by_product ON variants (product_id, position);

CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES orders (id),
    phase TEXT NOT NULL,
    status TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    due_at BIGINT,
    -- Empty while nobody knows what settles it.
    resolution TEXT NOT NULL,
    -- How the items go back; absent when nothing goes back.
    method TEXT,
    method_fee BIGINT NOT NULL,
    -- What was promised when the case was opened; negative when the shopper pays, absent when nothing was promised.
    refund BIGINT,
    -- The parts of the refund (policy::Part), which sum to it.
    breakdown TEXT NOT NULL,
    speed TEXT NOT NULL,
    expected_by BIGINT,
    paid_at BIGINT,
    drop_off_code TEXT,
    label_token TEXT UNIQUE,
    booking_id TEXT,
    -- 1 when a gift's recipient has opened it, who sees no others.
    gift BIGINT NOT NULL DEFAULT 0,
    -- What only a case of its type has, as JSON (the modules of src/cases/ say what).
    details TEXT NOT NULL
);
CREATE INDEX cases_by_order ON cases (order_id, created_at);

CREATE TABLE case_items (
    case_id TEXT NOT NULL REFERENCES cases (id),
    position BIGINT NOT NULL,
    line_id TEXT NOT NULL REFERENCES lines (id),
    quantity BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    reason TEXT,
    note TEXT,
    serial TEXT,
    -- What the shop decided about it, 'accepted' or 'refused', and why.
    decision TEXT,
    decision_note TEXT,
    PRIMARY KEY (case_id, position)
);
CREATE INDEX case_items_by_line ON case_items (line_id);

CREATE TABLE timeline (
    case_id TEXT NOT NULL REFERENCES cases (id),
    position BIGINT NOT NULL,
    at BIGINT NOT NULL,
    code TEXT NOT NULL,
    -- 'customer', 'shop', 'carrier' or 'system'.
    actor TEXT NOT NULL,
    -- What fills the sentence's placeholders, as a JSON object of texts; absent when there are none.
    args TEXT,
    PRIMARY KEY (case_id, position)
);

CREATE TABLE adjustments (
    id TEXT NOT NULL PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    -- With a change to what a case promised: the case.
    case_id TEXT REFERENCES cases (id),
    kind TEXT NOT NULL,
    amount BIGINT,
    at BIGINT NOT NULL
);
CREATE INDEX adjustments_by_order ON adjustments (order_id);
CREATE INDEX adjustments_by_case ON adjustments (case_id);

CREATE TABLE shipments (
    id TEXT NOT NULL PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    case_id TEXT REFERENCES cases (id),
    direction TEXT NOT NULL,
    tracking_status TEXT NOT NULL,
    substatus TEXT,
    carrier TEXT NOT NULL,
    tracking_number TEXT,
    tracking_url TEXT,
    expected_from BIGINT,
    expected_to BIGINT,
    delivered_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX shipments_by_order ON shipments (order_id, created_at);
CREATE INDEX shipments_by_case ON shipments (case_id);

CREATE TABLE shipment_lines (
    shipment_id TEXT NOT NULL REFERENCES shipments (id),
    line_id TEXT NOT NULL REFERENCES lines (id),
    quantity BIGINT NOT NULL,
    PRIMARY KEY (shipment_id, line_id)
);

CREATE TABLE checkpoints (
    shipment_id TEXT NOT NULL REFERENCES shipments (id),
    position BIGINT NOT NULL,
    at BIGINT NOT NULL,
    tracking_status TEXT NOT NULL,
    message TEXT NOT NULL,
    place TEXT,
    PRIMARY KEY (shipment_id, position)
);

CREATE TABLE quotes (
    id TEXT NOT NULL PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    case_id TEXT REFERENCES cases (id),
    -- What was promised (returns::Promise).
    promise TEXT NOT NULL
);
CREATE INDEX quotes_by_end ON quotes (expires_at);

CREATE TABLE sessions (
    -- SHA-256 of the token: whoever reads the table holds no token.
    token_hash TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE session_orders (
    token_hash TEXT NOT NULL REFERENCES sessions (token_hash) ON DELETE CASCADE,
    order_id TEXT NOT NULL REFERENCES orders (id),
    PRIMARY KEY (token_hash, order_id)
);

CREATE TABLE lookup_attempts (
    id TEXT NOT NULL PRIMARY KEY,
    -- A keyed hash of what is limited (an order number, a client address), never the thing itself.
    bucket TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX lookup_attempts_by_bucket ON lookup_attempts (bucket, at);

CREATE TABLE idempotency_keys (
    subject TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    -- SHA-256 of the operation and the body.
    fingerprint TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    status BIGINT NOT NULL,
    etag TEXT,
    location TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (subject, idempotency_key)
);
