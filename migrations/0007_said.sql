-- After a restore the homeserver tells again what we said since the backup. What comes back is noted here before the work
-- is done again, so that nothing is said twice and replies to it find their way.

CREATE TABLE said (
    id       TEXT PRIMARY KEY, -- of the outbox: the marker that the message carries
    event_id TEXT NOT NULL
);
