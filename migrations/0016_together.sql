-- One action done by several: a row for each whom its maker named. It counts for them once they agree.

CREATE TABLE action_partner (
    action     TEXT NOT NULL REFERENCES action (id),
    person     TEXT NOT NULL REFERENCES person (id),
    asked      TEXT NOT NULL, -- the message in the outbox that asks
    agreed_at  BIGINT,
    agreed_by  TEXT,          -- the tap or message; taking that back takes the agreement back
    PRIMARY KEY (action, person)
);
CREATE INDEX action_partner_person ON action_partner (person);
