-- Files, appointments, parcels' finer points, and who wants to be told.

CREATE TABLE uploads (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    name TEXT,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- Where the bytes lie in the storage, once all of them are there.
    object TEXT,
    -- What it is attached to, and its place there.
    owner_kind TEXT,
    owner_id TEXT,
    position BIGINT,
    -- 1 when the storage holds nothing of it but `object`.
    tidy BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX uploads_by_subject ON uploads (subject, expires_at);
CREATE INDEX uploads_by_owner ON uploads (owner_kind, owner_id, position);
CREATE INDEX uploads_by_end ON uploads (tidy, expires_at);

CREATE TABLE bookings (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    slot_id TEXT NOT NULL,
    -- Which of the slot's places it takes, from 0.
    place BIGINT NOT NULL,
    -- `pickup` or `repair`.
    purpose TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    order_id TEXT NOT NULL REFERENCES orders (id),
    case_id TEXT REFERENCES cases (id),
    -- `held`, `booked` or `cancelled`.
    status TEXT NOT NULL,
    held_until BIGINT,
    created_at BIGINT NOT NULL
);
-- Whatever else goes wrong, nobody waits at the door of somebody else's courier.
CREATE UNIQUE INDEX bookings_by_place ON bookings (slot_id, place) WHERE status <> 'cancelled';
CREATE INDEX bookings_by_start ON bookings (purpose, starts_at);
CREATE INDEX bookings_by_order ON bookings (order_id);
CREATE INDEX bookings_by_case ON bookings (case_id);

-- A line that is insured for longer than its maker's warranty.
CREATE TABLE plans (
    line_id TEXT NOT NULL PRIMARY KEY REFERENCES lines (id),
    until BIGINT NOT NULL
);

ALTER TABLE shipments ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
-- The last scan or report, so that nothing else need be read to know whether a parcel stands still.
ALTER TABLE shipments ADD COLUMN last_news_at BIGINT;
-- Until when it waits to be collected.
ALTER TABLE shipments ADD COLUMN collect_until BIGINT;
-- The stages of a longer journey (store::shipments::LegRecord as JSON).
ALTER TABLE shipments ADD COLUMN legs TEXT;
-- The carrier's own words, where they are known.
ALTER TABLE checkpoints ADD COLUMN words TEXT;

-- The windows a parcel was expected in before.
CREATE TABLE expected_changes (
    shipment_id TEXT NOT NULL REFERENCES shipments (id),
    position BIGINT NOT NULL,
    at BIGINT NOT NULL,
    previous_from BIGINT NOT NULL,
    previous_to BIGINT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (shipment_id, position)
);

CREATE TABLE subscriptions (
    id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    shipment_id TEXT REFERENCES shipments (id),
    case_id TEXT REFERENCES cases (id),
    -- Whichever of the two it is.
    target TEXT NOT NULL,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    -- The language to write in, a BCP 47 tag.
    language TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- When whoever reads the address's letters agreed; at once when the shop knew the address as the shopper's.
    agreed_at BIGINT,
    -- The version of the target that was last written about.
    told BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX subscriptions_once ON subscriptions (subject, target, channel) WHERE ended_at IS NULL;
CREATE INDEX subscriptions_by_target ON subscriptions (target);
