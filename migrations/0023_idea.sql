-- What worked, for others to use: an action whose maker agreed to share it, with closed-list fields, and a lesson that a
-- manager writes and releases.

CREATE TABLE idea (
    id           TEXT PRIMARY KEY,
    number       BIGINT NOT NULL UNIQUE,
    action       TEXT NOT NULL UNIQUE REFERENCES action (id),
    place        TEXT NOT NULL,
    needed       TEXT NOT NULL,
    duration     TEXT NOT NULL,
    event_id     TEXT NOT NULL, -- the message that shared it; removing that message takes it back
    lesson       TEXT,          -- one or two sentences of a manager, without names
    released_at  BIGINT,
    withdrawn_at BIGINT
);
