-- Which occurrence of a job ran, so that it runs once; and who changed what.

CREATE TABLE job_run (
    job        TEXT NOT NULL,
    occurrence TEXT NOT NULL, -- the moment it was due, RFC 3339
    wijk       TEXT NOT NULL, -- '' for a job of the whole gemeente
    ran_at     BIGINT NOT NULL,
    result     TEXT NOT NULL, -- done, skipped
    PRIMARY KEY (job, occurrence, wijk)
);

CREATE TABLE audit (
    id     TEXT PRIMARY KEY,
    at     BIGINT NOT NULL,
    person TEXT, -- empty for the operator's command line
    what   TEXT NOT NULL,
    about  TEXT NOT NULL
);
