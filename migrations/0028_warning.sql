-- Warnings to wijken: from the signals behind one, over the two people who decided it, to what came of it. The words come
-- from the catalogue, so none are kept here.

CREATE TABLE warning (
    id          TEXT PRIMARY KEY,
    number      BIGINT NOT NULL UNIQUE, -- the number of W-7
    event_id    TEXT NOT NULL,          -- the message that asked for it
    phenomenon  TEXT NOT NULL,
    state       TEXT NOT NULL,          -- voorgesteld, verstuurd, ingetrokken, voorbij
    proposed_by TEXT NOT NULL REFERENCES person (id),
    proposed_at BIGINT NOT NULL,
    agreed_by   TEXT REFERENCES person (id),
    sent_at     BIGINT,
    ends_on     TEXT,                   -- the last day on which it holds
    ended_at    BIGINT,
    told        TEXT NOT NULL,          -- our message in the signal room: the preview, then the counts
    shown       TEXT NOT NULL,          -- the counts that it shows
    shown_at    BIGINT NOT NULL,
    seen        BIGINT,                 -- how many tapped, once who they were is forgotten
    passed_on   BIGINT
);
CREATE INDEX warning_by_state ON warning (state);

CREATE TABLE warning_wijk (
    warning TEXT NOT NULL REFERENCES warning (id),
    wijk    TEXT NOT NULL,
    idea    TEXT,   -- the ready action, of the catalogue; with parcel from the sending on
    parcel  TEXT,   -- the warning in the outbox
    pass_on TEXT,   -- the short version below it
    PRIMARY KEY (warning, wijk)
);

CREATE TABLE warning_signal (
    warning TEXT NOT NULL REFERENCES warning (id),
    signal  TEXT NOT NULL REFERENCES signal (id),
    PRIMARY KEY (warning, signal)
);

-- Who saw it and who told others, for the counts only.
CREATE TABLE warning_tap (
    warning  TEXT NOT NULL REFERENCES warning (id),
    person   TEXT NOT NULL REFERENCES person (id),
    kind     TEXT NOT NULL, -- gezien, doorverteld
    event_id TEXT NOT NULL, -- the reaction; taking it back takes this back
    PRIMARY KEY (warning, person, kind)
);
CREATE INDEX warning_tap_event ON warning_tap (event_id);

CREATE TABLE warning_action (
    warning TEXT NOT NULL REFERENCES warning (id),
    action  TEXT NOT NULL REFERENCES action (id),
    PRIMARY KEY (warning, action)
);

-- Codes that were given to who asked whether a message is really ours. For a week.
CREATE TABLE warning_check (
    code     TEXT PRIMARY KEY,
    person   TEXT NOT NULL REFERENCES person (id),
    room     TEXT NOT NULL,
    given_at BIGINT NOT NULL
);
