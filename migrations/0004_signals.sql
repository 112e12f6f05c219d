-- Signals describe a trick, not a person: closed-list fields only, exact for the signal room.

CREATE TABLE signal (
    id           TEXT PRIMARY KEY,
    number       BIGINT NOT NULL UNIQUE,
    person       TEXT NOT NULL REFERENCES person (id), -- who reported; never shown outside the wijk room
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
    withdrawn_at BIGINT,
    CHECK ((count_min IS NULL) = (count_max IS NULL) AND count_min <= count_max)
);
CREATE INDEX signal_by_day ON signal (day);
CREATE INDEX signal_by_event ON signal (event_id);
CREATE INDEX signal_by_person ON signal (person, number);

-- Every change of state: who, when, and by which message or tap; taking that back takes the step back.
CREATE TABLE signal_step (
    signal        TEXT NOT NULL REFERENCES signal (id),
    event_id      TEXT NOT NULL,
    at            BIGINT NOT NULL,
    state         TEXT NOT NULL,
    handling      TEXT,
    person        TEXT NOT NULL,
    told          TEXT NOT NULL, -- what the reporter heard of it, in the outbox
    taken_back_at BIGINT,
    PRIMARY KEY (signal, event_id)
);
CREATE INDEX signal_step_by_event ON signal_step (event_id);

-- Who follows what in the signal room: 'alles', 'wijk:WK051836' or 'fenomeen:nepagent'.
CREATE TABLE follow (
    person TEXT NOT NULL REFERENCES person (id),
    what   TEXT NOT NULL,
    since  BIGINT NOT NULL,
    PRIMARY KEY (person, what)
);
