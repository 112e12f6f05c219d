-- What ambassadeurs did: closed-list fields only, no free text.

CREATE TABLE action (
    id           TEXT PRIMARY KEY,
    number       BIGINT NOT NULL UNIQUE,
    person       TEXT NOT NULL REFERENCES person (id),
    wijk         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    reach_min    BIGINT,
    reach_max    BIGINT,
    audience     TEXT,
    day          TEXT NOT NULL,
    logged_at    BIGINT NOT NULL,
    event_id     TEXT NOT NULL, -- the message that logged it; removing that message takes it back
    answer       TEXT,          -- our answer in the outbox; a correction edits it
    withdrawn_at BIGINT,
    CHECK ((reach_min IS NULL) = (reach_max IS NULL) AND reach_min <= reach_max)
);
CREATE INDEX action_by_day ON action (wijk, day);
CREATE INDEX action_by_event ON action (event_id);
CREATE INDEX action_by_person ON action (person, number);
