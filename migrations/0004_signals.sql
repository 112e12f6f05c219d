-- Signals describe a trick, not a person: closed-list fields only, exact for the signal room.

CREATE TABLE signal (
    id           TEXT PRIMARY KEY,
    number       BIGINT NOT NULL UNIQUE,
    person       TEXT NOT NULL, -- who reported; never shown outside the wijk room
    wijk         TEXT NOT NULL,
    phenomenon   TEXT NOT NULL,
    channel      TEXT NOT NULL,
    count_min    BIGINT,
    count_max    BIGINT,
    outcome      TEXT NOT NULL,
    loss         TEXT NOT NULL,
    day          TEXT NOT NULL,
    reported_at  BIGINT NOT NULL,
    room         TEXT NOT NULL, -- where it was reported, and where the outcome is told
    event_id     TEXT NOT NULL, -- the message that reported it
    forwarded    TEXT,          -- its message in the signal room; none for a sensitive phenomenon
    state        TEXT NOT NULL, -- nieuw, gezien, afgehandeld
    handling     TEXT,
    withdrawn_at BIGINT
);
CREATE INDEX signal_by_day ON signal (day);
CREATE INDEX signal_by_event ON signal (event_id);

-- Every change of state: who (by role), when.
CREATE TABLE signal_step (
    signal   TEXT NOT NULL,
    at       BIGINT NOT NULL,
    state    TEXT NOT NULL,
    handling TEXT,
    person   TEXT NOT NULL,
    PRIMARY KEY (signal, at, state)
);

-- Who follows what in the signal room: 'alles', 'wijk:WK051836' or 'fenomeen:nepagent'.
CREATE TABLE follow (
    person TEXT NOT NULL,
    what   TEXT NOT NULL,
    since  BIGINT NOT NULL,
    PRIMARY KEY (person, what)
);
