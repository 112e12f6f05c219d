-- What came in, what goes out, and where we are. Every incoming event has exactly one effect because its id is a
-- primary key here, and every outgoing message exists once because its cause is unique.

-- Numbers handed out in order: positions in the mail, and the human numbers of actions and signals.
CREATE TABLE counter (
    name  TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

-- Single facts: the sync cursor, the pause that a homeserver asked for, settings of the programme.
CREATE TABLE fact (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Of ordinary talk only the event id is kept (state 'talk'); the text of what was for the bot (payload)
-- is deleted in the transaction that finishes the row.
CREATE TABLE inbox (
    event_id   TEXT PRIMARY KEY,
    block      BIGINT NOT NULL, -- a hole in a timeline gets its block before the newer events that wait for it
    seq        BIGINT NOT NULL,
    arrived_at BIGINT NOT NULL,
    state      TEXT NOT NULL, -- talk, new, unreadable, done, parked
    room_id    TEXT,
    sender     TEXT,
    sent_at    BIGINT,
    trust      TEXT,
    identity   TEXT,
    kind       TEXT,
    payload    TEXT,
    session_id TEXT,
    attempts   BIGINT NOT NULL DEFAULT 0,
    told_at    BIGINT, -- when the sender heard that this could not be read
    -- Nobody can forget to forget: the database refuses to keep what neighbours say to each other, and what is done.
    CHECK (state <> 'talk' OR (payload IS NULL AND room_id IS NULL AND sender IS NULL)),
    CHECK (state <> 'done' OR payload IS NULL)
);
CREATE INDEX inbox_in_order ON inbox (state, block, seq);
CREATE INDEX inbox_session ON inbox (session_id) WHERE session_id IS NOT NULL;

CREATE TABLE gap (
    id         BIGINT PRIMARY KEY,
    block      BIGINT NOT NULL,
    room_id    TEXT NOT NULL,
    from_token TEXT NOT NULL,
    to_token   TEXT NOT NULL,
    attempts   BIGINT NOT NULL DEFAULT 0,
    not_before BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE outbox (
    id           TEXT PRIMARY KEY,     -- UUIDv5 of the cause, and the Matrix transaction id
    cause        TEXT NOT NULL UNIQUE, -- cmd:<event>:<n>, job:<job>:<occurrence>:<wijk>:<n>
    seq          BIGINT NOT NULL,
    room         TEXT NOT NULL,        -- key in the table room, since rooms get upgraded
    class        TEXT NOT NULL,        -- urgent, answer, outcome, prompt, notice, work, tap
    rank         BIGINT NOT NULL,      -- place of the class: the lower goes first
    kind         TEXT NOT NULL,
    payload      TEXT,                 -- deleted once sent
    target       TEXT,                 -- what an edit, reaction or removal is about: an id of this table or an event id
    about        TEXT,                 -- the thing it shows, e.g. signal:<id>, so that a tap on it finds its way
    state        TEXT NOT NULL,        -- pending, sending, sent, cancelled, parked
    attempts     BIGINT NOT NULL DEFAULT 0,
    created_at   BIGINT NOT NULL,
    not_before   BIGINT NOT NULL,
    first_try_at BIGINT,
    device_id    TEXT,
    event_id     TEXT,
    trouble      TEXT,
    CHECK (state NOT IN ('sent', 'cancelled') OR payload IS NULL)
);
CREATE INDEX outbox_waiting ON outbox (state, rank, seq);
CREATE INDEX outbox_room ON outbox (room, state);
CREATE INDEX outbox_event ON outbox (event_id);
