-- The programme: its wijken, people, roles and rooms as they should be, and the rooms as they were last seen.

CREATE TABLE wijk (
    code      TEXT PRIMARY KEY, -- CBS code, may hold letters
    name      TEXT NOT NULL,
    closed_at BIGINT
);

-- People have an id of our own, so that forgetting somebody leaves the audit trail whole.
CREATE TABLE person (
    id           TEXT PRIMARY KEY,
    user_id      TEXT UNIQUE,
    name         TEXT NOT NULL,
    organisation TEXT,
    identity     TEXT,   -- cross-signing master key when the role was first used; a change suspends the person
    suspended_at BIGINT,
    hinted_at    BIGINT, -- when we said that this person's phone is not verified
    left_at      BIGINT
);

CREATE TABLE role (
    person   TEXT NOT NULL REFERENCES person (id),
    role     TEXT NOT NULL,
    wijk     TEXT NOT NULL, -- '' for the whole gemeente
    given_at BIGINT NOT NULL,
    PRIMARY KEY (person, role, wijk)
);

CREATE TABLE room (
    key     TEXT PRIMARY KEY, -- wijk:WK051836, signaal, beheer, ruimte, prive:<person>
    kind    TEXT NOT NULL,
    wijk    TEXT,
    person  TEXT,
    alias   TEXT UNIQUE, -- under which the bot makes it: two rooms under one alias would be one room
    name    TEXT NOT NULL,
    topic   TEXT NOT NULL,
    room_id TEXT UNIQUE,
    trouble TEXT -- why nothing is sent there now: stranger, plain, gone, upgraded
);

-- Who was in which room when we last looked.
CREATE TABLE member (
    room    TEXT NOT NULL REFERENCES room (key) ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    joined  BIGINT NOT NULL, -- 0 while only invited
    since   TEXT NOT NULL,
    PRIMARY KEY (room, user_id)
);

-- What the programme file said last, so that `apply` can tell a change in the file from a change by chat.
CREATE TABLE applied (
    thing TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
