-- Early warning wants to know which tricks were reported, corrected or taken back since it looked, and keeps each alarm that
-- it told. Statistics keep which signals they counted, so that what changes afterwards is made up for in the next set.
-- With hundreds of thousands of signals all of this, and the lists, need an index.

CREATE TABLE alarm (
    id             TEXT PRIMARY KEY,
    number         BIGINT NOT NULL UNIQUE,
    phenomenon     TEXT NOT NULL,
    level          TEXT NOT NULL, -- wijk, neighbours, stadsdeel, city
    area           TEXT NOT NULL, -- the code of the wijk (of neighbours the middle one), the stadsdeel, or ''
    wijken         TEXT NOT NULL, -- the codes of all wijken in it, with spaces between
    since          TEXT NOT NULL, -- the day of the first report
    told_on        TEXT NOT NULL, -- the day on which it was noticed
    over_on        TEXT,          -- the day on which all was ordinary again
    reports        BIGINT NOT NULL, -- as its messages say now
    reporters      BIGINT NOT NULL,
    usual          BIGINT NOT NULL, -- reports in a thousand weeks, before the burst
    state          TEXT NOT NULL, -- open, warn, ask, dismissed, lapsed
    reason         TEXT,          -- why nothing was done, from a closed list
    person         TEXT,          -- who chose, and when
    decided_at     BIGINT,
    in_signal      TEXT NOT NULL, -- its messages in the outbox
    in_management  TEXT NOT NULL
);
CREATE INDEX alarm_by_day ON alarm (told_on);

-- Tricks to look at anew.
CREATE TABLE burst_due (
    phenomenon TEXT PRIMARY KEY
);

-- In which cell of the statistics a signal was counted. Forgotten after a year.
CREATE TABLE statistic_share (
    signal     TEXT NOT NULL REFERENCES signal (id),
    wijk       TEXT NOT NULL,
    phenomenon TEXT NOT NULL,
    counted_at BIGINT NOT NULL,
    PRIMARY KEY (signal, wijk, phenomenon)
);
CREATE INDEX statistic_share_by_time ON statistic_share (counted_at);

CREATE INDEX signal_by_time ON signal (reported_at);
CREATE INDEX signal_by_phenomenon ON signal (phenomenon, reported_at);
CREATE INDEX signal_by_reporter ON signal (person, reported_at);
CREATE INDEX sighting_by_time ON sighting (at);
