-- How much was said that nobody asked for, so that it stays little; and what waits until there is room for it.

CREATE TABLE unasked (
    id     TEXT PRIMARY KEY, -- of the outbox
    room   TEXT NOT NULL,
    month  TEXT NOT NULL,
    weight TEXT NOT NULL     -- rhythm, event, kindness
);
CREATE INDEX unasked_in_month ON unasked (room, month);

-- Lines of ours for one person, that go along with the next message or wait for a morning with room for them.
CREATE TABLE note (
    id     TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id),
    line   TEXT NOT NULL,
    at     BIGINT NOT NULL
);
CREATE INDEX note_of_person ON note (person);

-- Who was thanked for how many actions: once each, also when an action was taken back and noted again.
CREATE TABLE thanked (
    person  TEXT NOT NULL REFERENCES person (id),
    actions BIGINT NOT NULL,
    PRIMARY KEY (person, actions)
);
