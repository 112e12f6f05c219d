-- A warning of every state; one was sent to a wijk, seen, told on, and led to an action. And a code.
INSERT INTO warning (id, number, event_id, phenomenon, state, proposed_by, proposed_at, agreed_by, sent_at, ends_on, ended_at, told, shown, shown_at, seen, passed_on) VALUES
    ('w1', 1, '$w1', 'nepagent', 'verstuurd', 'bram', 1791964800000, 'anna', 1791964900000, '2026-10-28', NULL, 'p1', '1/1/1/1', 1791964900000, NULL, NULL),
    ('w2', 2, '$w2', 'nepagent', 'voorgesteld', 'bram', 1791964800000, NULL, NULL, NULL, NULL, 'p2', '', 1791964800000, NULL, NULL),
    ('w3', 3, '$w3', 'nepagent', 'ingetrokken', 'bram', 1791964800000, NULL, NULL, NULL, 1791965000000, 'p3', '', 1791964800000, NULL, NULL),
    ('w4', 4, '$w4', 'nepagent', 'voorbij', 'bram', 1791964800000, 'anna', 1791964900000, '2026-10-28', 1793142000000, 'p4', '1/1/0/0', 1791964900000, 3, 2);
INSERT INTO warning_wijk (warning, wijk, idea, parcel, pass_on) VALUES
    ('w1', 'WK051836', 'koffie-een-truc', 'p5', 'p6'), ('w2', 'WK051836', NULL, NULL, NULL);
INSERT INTO warning_signal (warning, signal) VALUES ('w1', 's1');
INSERT INTO warning_tap (warning, person, kind, event_id) VALUES ('w1', 'anna', 'gezien', '$t1'), ('w1', 'anna', 'doorverteld', '$t2');
INSERT INTO warning_action (warning, action) VALUES ('w1', 'a1');
INSERT INTO warning_check (code, person, room, given_at) VALUES ('K7M4QX2P', 'anna', 'wijk:WK051836', 1791964800000);
