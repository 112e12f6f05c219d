-- What was published stays as it was: one set per week, month and year, frozen with its cells. A correction counts in the
-- next set. A cell that is not there is 0, or withheld where the phenomenon is sensitive.

CREATE TABLE statistic_set (
    period    TEXT PRIMARY KEY, -- 2026-W42, 2026-10, 2026
    frozen_at BIGINT NOT NULL
);

CREATE TABLE statistic_cell (
    period     TEXT NOT NULL REFERENCES statistic_set (period),
    unit       TEXT NOT NULL, -- '' for the gemeente
    phenomenon TEXT NOT NULL,
    least      BIGINT, -- with most: what is shown; empty when withheld
    most       BIGINT,
    counted    BIGINT, -- what is behind it, until the totals of the year are made
    PRIMARY KEY (period, unit, phenomenon)
);
