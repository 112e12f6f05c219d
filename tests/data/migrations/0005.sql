-- A form in progress.
INSERT INTO question (room, person, id, kind, offer, data, started_by, asked_at, expires_at) VALUES
    ('wijk:WK051836', 'anna', 'p1', 'action-how-many', '"count"', '{}', '$new', 1791964800000, 1791968400000);
