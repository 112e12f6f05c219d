-- What reporters were advised with the first answer to their signal, and counts that other gemeenten shared: of closed
-- lists, and never rows of theirs.

CREATE TABLE signal_advice (
    signal TEXT NOT NULL REFERENCES signal (id),
    advice TEXT NOT NULL, -- aangifte, bank
    at     BIGINT NOT NULL,
    PRIMARY KEY (signal, advice)
);

CREATE TABLE shared_count (
    gemeente   TEXT NOT NULL,
    period     TEXT NOT NULL, -- 2026-10
    phenomenon TEXT NOT NULL,
    least      BIGINT NOT NULL,
    most       BIGINT NOT NULL,
    taken_at   BIGINT NOT NULL,
    PRIMARY KEY (gemeente, period, phenomenon)
);
