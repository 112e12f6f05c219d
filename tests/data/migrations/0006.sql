-- An occurrence that ran, one that was skipped, and what was done by chat and by the operator.
INSERT INTO job_run (job, occurrence, wijk, ran_at, result) VALUES
    ('monthly-prompt', '2026-11-03T10:00:00+01:00', 'WK051836', 1793696400000, 'done'),
    ('weekly-digest', '2026-10-12T09:00:00+02:00', '', 1791964800000, 'skipped');
INSERT INTO audit (id, at, person, what, about) VALUES
    ('u1', 1791964800000, 'bram', 'ambassadeur-new', 'anna'), ('u2', 1791964800000, NULL, 'apply-set', 'wijk:WK051836');
