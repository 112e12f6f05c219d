-- What ambassadeurs plan together, and who comes. Kinds and places are from closed lists.

CREATE TABLE activity (
    id            TEXT PRIMARY KEY,
    number        BIGINT NOT NULL UNIQUE,
    person        TEXT NOT NULL REFERENCES person (id), -- who organises it
    wijk          TEXT NOT NULL,
    kind          TEXT NOT NULL,
    place         TEXT NOT NULL,
    starts_at     BIGINT NOT NULL,
    event_id      TEXT NOT NULL, -- the message that planned it; removing that message calls it off
    message       TEXT,          -- our announcement in the outbox
    reminded_for  BIGINT,        -- for which beginning the wijk was reminded
    asked_at      BIGINT,        -- when the organiser was asked how it went
    worked        TEXT,          -- what worked, of a closed list
    action        TEXT REFERENCES action (id), -- as what it was noted
    called_off_at BIGINT
);
CREATE INDEX activity_by_wijk ON activity (wijk, starts_at);
CREATE INDEX activity_by_event ON activity (event_id);

CREATE TABLE signup (
    activity TEXT NOT NULL REFERENCES activity (id),
    person   TEXT NOT NULL REFERENCES person (id),
    event_id TEXT NOT NULL, -- the tap or message; taking it back takes the name off
    PRIMARY KEY (activity, person)
);
