-- Closed questions of the signal room to whoever reported a signal. Only slugs of the catalogue: no text, no name.

CREATE TABLE asked (
    id          TEXT PRIMARY KEY,
    signal      TEXT NOT NULL REFERENCES signal (id),
    question    TEXT NOT NULL,
    asked_by    TEXT NOT NULL REFERENCES person (id),
    event_id    TEXT NOT NULL, -- the "ja" that asked it; taking that back takes the question back
    asked_at    BIGINT NOT NULL,
    expires_at  BIGINT NOT NULL,
    message     TEXT NOT NULL, -- what the reporter reads in private, in the outbox
    answer      TEXT,
    answered_at BIGINT,
    answered_by TEXT,          -- the reporter's "ja"
    told        TEXT,          -- what the signal room reads of it, in the outbox
    ended_at    BIGINT,        -- it waits no more: answered, declined, or too long ago
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX asked_by_signal ON asked (signal);
CREATE INDEX asked_by_event ON asked (event_id);
