-- A question that waits, one with its answer, and one that nobody answered.
INSERT INTO asked (id, signal, question, asked_by, event_id, asked_at, expires_at, message, answer, answered_at, answered_by, told, ended_at) VALUES
    ('q1', 's1', 'aangifte', 'bram', '$q1', 1791965000000, 1792569800000, 'p8', NULL, NULL, NULL, NULL, NULL),
    ('q2', 's2', 'dagdeel', 'bram', '$q2', 1791965000000, 1792569800000, 'p9', 'avond', 1791966000000, '$a2', 'p10', 1791966000000),
    ('q3', 's3', 'meer', 'bram', '$q3', 1791965000000, 1792569800000, 'p11', NULL, NULL, NULL, NULL, 1792569800000);
