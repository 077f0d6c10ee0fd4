-- What a case has when people talk about it: a first owner, clocks, offers, an escalation ladder, a conversation, and
-- what the shopper can prove.

CREATE TABLE desks (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES cases (id),
    -- One of the shop's staff, by code; the first who took the case keeps it.
    owner TEXT NOT NULL,
    since BIGINT NOT NULL,
    -- The rung of the ladder in force.
    level BIGINT NOT NULL,
    -- The language the case was opened in: what is signed when nobody asks is signed in it.
    locale TEXT NOT NULL,
    -- While the case waits for the shopper: until when. What comes after depends on its status.
    waits_until BIGINT
);
CREATE INDEX desks_waiting ON desks (waits_until) WHERE waits_until IS NOT NULL;

CREATE TABLE escalations (
    case_id TEXT NOT NULL REFERENCES cases (id),
    level BIGINT NOT NULL,
    reached_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, level)
);

CREATE TABLE clocks (
    case_id TEXT NOT NULL REFERENCES cases (id),
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    -- At most one of the three is set: kept, run out, or given up with what it was about.
    met_at BIGINT,
    breached_at BIGINT,
    stopped_at BIGINT,
    PRIMARY KEY (case_id, position)
);
CREATE INDEX clocks_running ON clocks (due_at) WHERE met_at IS NULL AND breached_at IS NULL AND stopped_at IS NULL;

CREATE TABLE offers (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    position BIGINT NOT NULL,
    resolution TEXT NOT NULL,
    amount BIGINT,
    message TEXT NOT NULL,
    offered_at BIGINT NOT NULL,
    expires_at BIGINT,
    status TEXT NOT NULL,
    answered_at BIGINT,
    UNIQUE (case_id, position)
);
CREATE INDEX offers_open ON offers (expires_at) WHERE status = 'open';

-- What the shop has given for the trouble.
CREATE TABLE goodwill (
    case_id TEXT NOT NULL REFERENCES cases (id),
    position BIGINT NOT NULL,
    code TEXT NOT NULL,
    amount BIGINT NOT NULL,
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, position)
);

CREATE TABLE messages (
    id TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    position BIGINT NOT NULL,
    at BIGINT NOT NULL,
    -- `customer`, `shop` or `system`.
    author TEXT NOT NULL,
    -- With `shop`: who of the staff, by code.
    staff TEXT,
    text TEXT NOT NULL,
    UNIQUE (case_id, position)
);

CREATE TABLE complaints (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES cases (id),
    reason TEXT NOT NULL,
    text TEXT NOT NULL,
    wished_resolution TEXT,
    -- The way through a guide (filing::GuideTrace), if one led here.
    guide TEXT
);

CREATE TABLE repairs (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES cases (id),
    mode TEXT NOT NULL,
    -- 1 when the cover pays, 0 when not; absent until it is known.
    covered BIGINT,
    -- The cover, by code.
    coverage TEXT,
    -- What the shopper pays and when it was due and paid.
    price BIGINT,
    pay_until BIGINT,
    paid_at BIGINT,
    guide TEXT
);

CREATE TABLE receipts (
    case_id TEXT NOT NULL REFERENCES cases (id),
    position BIGINT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    issued_at BIGINT NOT NULL,
    code TEXT NOT NULL,
    jws TEXT NOT NULL,
    PRIMARY KEY (case_id, position)
);
