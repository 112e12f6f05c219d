-- A form that went on to its second question, and one that went back.
UPDATE question SET words = 'Hoeveel mensen bereikte u?', page = 1, earlier = '{"count":[5,5]}', hinted_at = 1791964800000;
INSERT INTO answer (event_id, seq, room, person, started_by, kind, offer, data, words, answer, at) VALUES
    ('$answer', 1, 'wijk:WK051836', 'anna', '$new', 'action-which', '{"choice":[]}', '{}', 'Wat voor actie was het?',
     '{"chosen":"flyers"}', 1791964800000);
