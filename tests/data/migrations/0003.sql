-- An action with a reach, one without, and one that was taken back.
INSERT INTO action (id, number, person, wijk, kind, reach_min, reach_max, audience, day, logged_at, event_id, answer, withdrawn_at) VALUES
    ('a1', 1, 'anna', 'WK051836', 'flyers', 40, 50, 'ouderen', '2026-10-14', 1791964800000, '$a1', 'p1', NULL),
    ('a2', 2, 'anna', 'WK051836', 'geen-actie', NULL, NULL, NULL, '2026-10-14', 1791964800000, '$a2', NULL, NULL),
    ('a3', 3, 'anna', 'WK051836', 'gesprek', 1, 1, NULL, '2026-10-14', 1791964800000, '$a3', NULL, 1791965000000);
