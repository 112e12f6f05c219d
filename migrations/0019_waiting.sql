-- Who wants to join before there is a place: written down by a manager, with no more than a name and a wijk.

CREATE TABLE waiting (
    number  BIGINT PRIMARY KEY,
    name    TEXT NOT NULL,
    user_id TEXT,
    wijk    TEXT NOT NULL,
    since   BIGINT NOT NULL
);
