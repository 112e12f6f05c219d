-- A form can go back, and an answer can be corrected: what was asked is kept with the answer, and the words of a question
-- so that it can be asked again. What was understood stands here, never what was written.

ALTER TABLE question ADD COLUMN words TEXT NOT NULL DEFAULT ''; -- our own
ALTER TABLE question ADD COLUMN page BIGINT NOT NULL DEFAULT 0; -- of a list that is too long for one screen
ALTER TABLE question ADD COLUMN earlier TEXT;                   -- what was answered to it before
ALTER TABLE question ADD COLUMN hinted_at BIGINT;               -- when we said what can be answered

CREATE TABLE answer (
    event_id   TEXT PRIMARY KEY, -- the message or tap that answered
    seq        BIGINT NOT NULL,
    room       TEXT NOT NULL,
    person     TEXT NOT NULL,
    started_by TEXT NOT NULL,    -- the message that began the form
    kind       TEXT NOT NULL,
    offer      TEXT NOT NULL,
    data       TEXT NOT NULL,    -- what the form knew before this answer
    words      TEXT NOT NULL,
    answer     TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX answer_of_form ON answer (started_by, person, seq);
