-- A goal of one's own for any action that ended, and one of a wijk that still needs a second.
INSERT INTO goal (id, person, wijk, kind, target, from_day, until_day, event_id, asked, agreed_at, ended_at) VALUES
    ('g1', 'anna', '', NULL, 3, '2026-10-14', '2026-12-25', '$g1', NULL, 1791964800000, 1798156800000),
    ('g2', 'anna', 'WK051836', 'koffieochtend', 10, '2026-10-14', '2027-06-21', '$g2', 'p3', NULL, NULL);
