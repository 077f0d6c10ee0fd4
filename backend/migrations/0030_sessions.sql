-- Ways in beside the order number, and what is sent to let somebody in.

-- What the session opens: the `order`s it was given, everything of a `customer`'s, or one order as a `gift`.
ALTER TABLE sessions ADD COLUMN scope TEXT NOT NULL DEFAULT 'order';
-- With scope `customer`: whose. Such a session has no rows in session_orders.
ALTER TABLE sessions ADD COLUMN customer_id TEXT REFERENCES customers (id);

-- The orders a session opens, whatever its scope; a customer's new orders at once.
CREATE VIEW open_orders (token_hash, order_id) AS
SELECT session_orders.token_hash, session_orders.order_id FROM session_orders
UNION ALL
SELECT sessions.token_hash, orders.id FROM sessions JOIN orders ON orders.customer_id = sessions.customer_id;

-- The names of merchant tokens that were taken, for as long as they could be taken again.
CREATE TABLE merchant_tokens (
    -- SHA-256 of the token's `jti`.
    jti_hash TEXT NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
);

CREATE TABLE revoked_links (
    id TEXT NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
);

CREATE TABLE challenges (
    id TEXT NOT NULL PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    -- A keyed hash of the code with the challenge's id.
    code_hash TEXT NOT NULL,
    -- The bucket that failures on the order are counted in.
    bucket TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX challenges_by_end ON challenges (expires_at);

-- What is still to be sent: written with what it tells of, so that neither is lost without the other.
CREATE TABLE letters (
    id TEXT NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Until when whoever sends it keeps it from the others.
    claimed_until BIGINT NOT NULL DEFAULT 0,
    sent_at BIGINT
);
CREATE INDEX letters_by_time ON letters (created_at);
