-- Reviews of what was delivered and of how a case was handled.

CREATE TABLE reviews (
    id TEXT NOT NULL PRIMARY KEY,
    -- One review for each.
    reviewable_id TEXT NOT NULL UNIQUE,
    -- `product` or `service`.
    kind TEXT NOT NULL,
    -- Who wrote it.
    subject TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES orders (id),
    line_id TEXT REFERENCES lines (id),
    case_id TEXT REFERENCES cases (id),
    score BIGINT NOT NULL,
    -- review::DimensionScore as JSON.
    dimensions TEXT NOT NULL,
    text TEXT NOT NULL,
    -- 1 when the author's name is not published.
    anonymous BIGINT NOT NULL,
    -- review::Answer as JSON.
    answers TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    editable_until BIGINT NOT NULL,
    -- Raised by every change; the state part of the `ETag`.
    version BIGINT NOT NULL,
    reply TEXT,
    replied_at BIGINT
);
CREATE INDEX reviews_by_order ON reviews (order_id, created_at);

CREATE TABLE follow_ups (
    id TEXT NOT NULL PRIMARY KEY,
    review_id TEXT NOT NULL REFERENCES reviews (id),
    at BIGINT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX follow_ups_by_review ON follow_ups (review_id, at);
