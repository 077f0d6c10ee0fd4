-- Questions asked at the right moment, each once.

CREATE TABLE surveys (
    id TEXT NOT NULL PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    case_id TEXT REFERENCES cases (id),
    shipment_id TEXT REFERENCES shipments (id),
    -- Whichever of the two it is.
    about TEXT NOT NULL,
    -- Names the question in shop/surveys.json.
    occasion TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- `open`, `answered` or `dismissed`; an open one whose time is over has expired.
    status TEXT NOT NULL,
    score BIGINT,
    comment TEXT,
    answered_at BIGINT,
    UNIQUE (about, occasion)
);
CREATE INDEX surveys_by_order ON surveys (order_id);
