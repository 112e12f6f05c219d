-- Questions in progress: one per person per room. Holds what was understood, never what was written.

CREATE TABLE question (
    room       TEXT NOT NULL,
    person     TEXT NOT NULL,
    id         TEXT NOT NULL, -- the asking message in the outbox
    kind       TEXT NOT NULL,
    offer      TEXT NOT NULL, -- what counts as an answer
    data       TEXT NOT NULL,
    started_by TEXT NOT NULL, -- the message that began the form
    asked_at   BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (room, person)
);
