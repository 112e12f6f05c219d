-- An activity that was noted as an action, one to come, and one that was called off; two people come.
INSERT INTO activity (id, number, person, wijk, kind, place, starts_at, event_id, message, reminded_for, asked_at, worked, action, called_off_at) VALUES
    ('v1', 1, 'anna', 'WK051836', 'koffieochtend', 'bibliotheek', 1791964800000, '$v1', 'p1', 1791964800000, 1791975600000, 'quiz', 'a1', NULL),
    ('v2', 2, 'anna', 'WK051836', 'presentatie', 'school', 1792569600000, '$v2', NULL, NULL, NULL, NULL, NULL, NULL),
    ('v3', 3, 'anna', 'WK051836', 'presentatie', 'school', 1792569600000, '$v3', NULL, NULL, NULL, NULL, NULL, 1791965000000);
INSERT INTO signup (activity, person, event_id) VALUES ('v2', 'anna', '$tap'), ('v2', 'bram', '$tap2');
