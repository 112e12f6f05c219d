-- What managers decide in chat, each step with what stood before and after it, so that it can be undone exactly.

CREATE TABLE step (
    number    BIGINT PRIMARY KEY, -- the number of B-12
    person    TEXT NOT NULL REFERENCES person (id),
    at        BIGINT NOT NULL,
    changes   TEXT, -- JSON: things by name, before and after; it names people, so it goes after thirty days
    undone_at BIGINT
);

-- The kind of organisation that somebody comes from, of a closed list; its name is in organisation.
ALTER TABLE person ADD COLUMN organisation_kind TEXT;
