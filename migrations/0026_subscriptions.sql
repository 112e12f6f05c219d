-- How somebody in the signal room wants to hear of new signals: how often, when not, and who does it during leave.

ALTER TABLE follow ADD COLUMN pace TEXT NOT NULL DEFAULT 'meteen'; -- meteen, dagelijks, wekelijks

CREATE TABLE subscriber (
    person     TEXT PRIMARY KEY REFERENCES person (id),
    quiet      TEXT,   -- 22:00-07:00
    away_until TEXT,   -- the first day of being back
    deputy     TEXT REFERENCES person (id),
    rang_at    BIGINT  -- when this person was mentioned last
);

-- What is new and of which somebody is still to be told.
CREATE TABLE bell (
    person  TEXT NOT NULL REFERENCES person (id),
    about   TEXT NOT NULL, -- signal:<id>, as the outbox says it
    label   TEXT NOT NULL, -- S-12
    came_at BIGINT NOT NULL,
    due_at  BIGINT NOT NULL,
    PRIMARY KEY (person, about)
);
CREATE INDEX bell_by_moment ON bell (due_at);
CREATE INDEX bell_by_thing ON bell (about);
