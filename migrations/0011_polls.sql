-- Questions to a whole room, and who voted what. Only the result is told; the votes are deleted some days after the end.

CREATE TABLE poll (
    id         TEXT PRIMARY KEY, -- the message in the outbox that asks it
    kind       TEXT NOT NULL,    -- which feature hears how it came out
    room       TEXT NOT NULL,    -- a key, since rooms get upgraded
    question   TEXT NOT NULL,
    answers    TEXT NOT NULL,    -- a JSON list; an answer is named by its place in it, from 1
    most       BIGINT NOT NULL,  -- how many one person may choose
    data       TEXT NOT NULL,    -- what the feature needs to know at the end
    ends_at    BIGINT NOT NULL,
    closing_at BIGINT,           -- when we saw that it was over; votes that are still on their way have a moment more
    closed_at  BIGINT
);
CREATE INDEX poll_by_end ON poll (closed_at, ends_at);

-- One row per vote as it was cast. The last one of a person counts; taking that back makes the one before count again.
CREATE TABLE poll_vote (
    event_id TEXT PRIMARY KEY,
    poll     TEXT NOT NULL REFERENCES poll (id),
    person   TEXT NOT NULL REFERENCES person (id),
    at       BIGINT NOT NULL, -- the vote's own time
    answers  TEXT NOT NULL    -- numbers with commas between; empty for a spoilt vote
);
CREATE INDEX poll_vote_of ON poll_vote (poll, person, at);
