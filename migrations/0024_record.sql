-- The record of a signal: what else the message said, all of it from closed lists; in which role each step was taken;
-- what others in the wijk saw of it; and which signals tell of one event.

ALTER TABLE signal ADD COLUMN variant TEXT;  -- of the list of its phenomenon
ALTER TABLE signal ADD COLUMN day_part TEXT;
ALTER TABLE signal ADD COLUMN audience TEXT; -- whom it happened to, as a group
ALTER TABLE signal ADD COLUMN place TEXT;    -- a kind of place, never an address
ALTER TABLE signal ADD COLUMN aangifte TEXT; -- gedaan, where the message says so

-- Since when it stands where it stands; none since it was reported.
ALTER TABLE signal ADD COLUMN state_at BIGINT;
-- It tells of the same event as that signal, and counts once with it. That one is never merged itself.
ALTER TABLE signal ADD COLUMN merged_into TEXT;
-- When the managers were asked whether it is the same as another, and when they heard that it waits for too long.
ALTER TABLE signal ADD COLUMN compared_at BIGINT;
ALTER TABLE signal ADD COLUMN escalated_at BIGINT;
UPDATE signal SET compared_at = reported_at;

CREATE INDEX signal_by_trick ON signal (phenomenon, wijk, day);
CREATE INDEX signal_open ON signal (number) WHERE state <> 'afgehandeld' AND withdrawn_at IS NULL;
CREATE INDEX signal_to_compare ON signal (reported_at) WHERE compared_at IS NULL;
CREATE INDEX signal_merged ON signal (merged_into) WHERE merged_into IS NOT NULL;

ALTER TABLE signal_step ADD COLUMN role TEXT;

-- Other tricks of the same event: first an sms, then a call. The event counts once, as the phenomenon of its signal.
CREATE TABLE signal_also (
    signal     TEXT NOT NULL REFERENCES signal (id),
    phenomenon TEXT NOT NULL,
    PRIMARY KEY (signal, phenomenon)
);

-- What others in the wijk tapped below a report: "I saw this too", or "this is not right".
CREATE TABLE sighting (
    event_id      TEXT PRIMARY KEY,
    signal        TEXT NOT NULL REFERENCES signal (id),
    person        TEXT NOT NULL REFERENCES person (id), -- only ever shown as a number
    says          TEXT NOT NULL, -- ook-gezien, klopt-niet
    at            BIGINT NOT NULL,
    taken_back_at BIGINT
);
CREATE INDEX sighting_by_signal ON sighting (signal);
