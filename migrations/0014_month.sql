-- The month of an ambassadeur: what was asked in each wijk, what was answered, and who takes a break.
-- Closed lists and days only: nobody gives a reason, so there is no column for one.

CREATE TABLE month_question (
    wijk        TEXT NOT NULL,
    month       TEXT NOT NULL, -- 2026-11
    asked_at    BIGINT NOT NULL,
    ideas       TEXT NOT NULL, -- slugs of the catalogue in the order in which they were shown, one space between
    reminded_at BIGINT,        -- when the private reminders went out
    followed_at BIGINT,        -- when those who chose an idea were asked how it went
    PRIMARY KEY (wijk, month)
);

-- For a few months only: what somebody meant to do is nobody's business for longer.
CREATE TABLE month_answer (
    person   TEXT NOT NULL REFERENCES person (id),
    wijk     TEXT NOT NULL, -- '' where it was answered in private, for all of one's wijken
    month    TEXT NOT NULL,
    answer   TEXT NOT NULL, -- niets, doet-mee, or idee:<slug>
    at       BIGINT NOT NULL,
    event_id TEXT NOT NULL, -- taking that back takes the answer back
    PRIMARY KEY (person, wijk, month)
);
CREATE INDEX month_answer_event ON month_answer (event_id);

CREATE TABLE pause (
    person    TEXT PRIMARY KEY REFERENCES person (id),
    until_day TEXT NOT NULL, -- the first day on which something may be asked again
    event_id  TEXT NOT NULL
);
