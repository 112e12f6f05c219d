-- Messages of a manager to wijken: where they went and who tapped "seen", for the counts only. Never the text.

CREATE TABLE broadcast (
    id       TEXT PRIMARY KEY,
    sent_at  BIGINT NOT NULL,
    told     TEXT NOT NULL,   -- the manager's answer in the outbox, which shows the counts
    shown    TEXT NOT NULL,   -- the counts that it shows
    shown_at BIGINT NOT NULL
);

CREATE TABLE broadcast_room (
    broadcast TEXT NOT NULL REFERENCES broadcast (id),
    parcel    TEXT NOT NULL, -- the message in the outbox
    PRIMARY KEY (broadcast, parcel)
);

CREATE TABLE broadcast_seen (
    broadcast TEXT NOT NULL REFERENCES broadcast (id),
    person    TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (broadcast, person)
);
