-- A poll that goes on, one that is closed, and votes: one of two answers, one spoilt.
INSERT INTO poll (id, kind, room, question, answers, most, data, ends_at, closing_at, closed_at) VALUES
    ('p10', '', 'wijk:WK051836', 'Wanneer?', '["dinsdag","donderdag"]', 2, '{}', 1892224000000, NULL, NULL),
    ('p11', '', 'wijk:WK051836', 'Waar?', '["buurthuis"]', 1, '{}', 1791964800000, 1791964800000, 1791964920000);
INSERT INTO poll_vote (event_id, poll, person, at, answers) VALUES
    ('$vote1', 'p10', 'anna', 1791964800000, '1,2'), ('$vote2', 'p10', 'bram', 1791964800000, '');
