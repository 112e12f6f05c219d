-- A signal of every state, the steps that brought them there, and somebody who follows.
INSERT INTO signal (id, number, person, wijk, phenomenon, channel, count_min, count_max, outcome, loss, day, reported_at, room, event_id, forwarded, state, handling, withdrawn_at) VALUES
    ('s1', 1, 'anna', 'WK051836', 'nepagent', 'deur', 3, 3, 'poging', 'geen', '2026-10-14', 1791964800000, 'wijk:WK051836', '$s1', 'p2', 'nieuw', NULL, NULL),
    ('s2', 2, 'anna', 'WK051836', 'nepagent', 'telefoon', NULL, NULL, 'onbekend', 'onbekend', '2026-10-14', 1791964800000, 'wijk:WK051836', '$s2', 'p3', 'gezien', NULL, NULL),
    ('s3', 3, 'anna', 'WK051836', 'hoi-mam', 'whatsapp', 1, 5, 'schade', 'boven-10000', '2026-10-14', 1791964800000, 'wijk:WK051836', '$s3', 'p4', 'afgehandeld', 'opgelost', NULL),
    ('s4', 4, 'anna', '', 'onbekend', 'anders', NULL, NULL, 'onbekend', 'tot-100', '2026-10-14', 1791964800000, 'prive:anna', '$s4', NULL, 'nieuw', NULL, 1791965000000);
INSERT INTO signal_step (signal, event_id, at, state, handling, person, told, taken_back_at) VALUES
    ('s2', '$seen', 1791964900000, 'gezien', NULL, 'bram', 'p5', NULL),
    ('s3', '$closed', 1791964900000, 'afgehandeld', 'opgelost', 'bram', 'p6', NULL),
    ('s1', '$untapped', 1791964900000, 'gezien', NULL, 'bram', 'p7', 1791965000000);
INSERT INTO follow (person, what, since) VALUES ('bram', 'alles', 1791964800000), ('bram', 'wijk:WK051836', 1791964800000);
