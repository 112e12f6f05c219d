-- What somebody, or a wijk together, means to do before a day. Progress is counted from the actions, never kept.

CREATE TABLE goal (
    id        TEXT PRIMARY KEY,
    person    TEXT NOT NULL REFERENCES person (id), -- who set or proposed it
    wijk      TEXT NOT NULL,                        -- '' for a goal of one's own
    kind      TEXT,                                 -- none: every kind of action counts
    target    BIGINT NOT NULL,
    from_day  TEXT NOT NULL,
    until_day TEXT NOT NULL,                        -- the first day that counts no more
    event_id  TEXT NOT NULL,
    asked     TEXT,                                 -- the proposal in the outbox, edited once it is agreed
    agreed_at BIGINT,                               -- a goal of a wijk counts once a second person agrees
    ended_at  BIGINT
);
CREATE INDEX goal_event ON goal (event_id);
