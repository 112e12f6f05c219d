-- Mail of every state, a hole, numbers and facts.
INSERT INTO counter (name, value) VALUES ('mail', 5), ('block', 2), ('parcel', 3);
INSERT INTO fact (name, value) VALUES ('cursor', 's1_2_3'), ('programme:gemeente', 'Den Haag');
INSERT INTO inbox (event_id, block, seq, arrived_at, state) VALUES ('$talk', 1, 1, 1791964800000, 'talk');
INSERT INTO inbox (event_id, block, seq, arrived_at, state, room_id, sender, sent_at, trust, identity, kind, payload, session_id, attempts, told_at) VALUES
    ('$new', 1, 2, 1791964800000, 'new', '!moerwijk', '@anna:example.org', 1791964799000, 'signed', 'key', 'text', '{"text":{"body":"actie flyers 40","mentions_us":false,"mentions":[],"reply_to":null,"thread":null}}', NULL, 1, NULL),
    ('$done', 1, 3, 1791964800000, 'done', '!moerwijk', '@anna:example.org', 1791964799000, 'unsigned', NULL, 'tap', NULL, NULL, 1, NULL),
    ('$unreadable', 1, 4, 1791964800000, 'unreadable', '!moerwijk', '@anna:example.org', 1791964799000, 'unsigned', NULL, 'unreadable', '{}', 'session', 0, 1791965400000),
    ('$parked', 1, 5, 1791964800000, 'parked', '!moerwijk', '@anna:example.org', 1791964799000, 'plain', NULL, 'text', '{"text":{"body":"x","mentions_us":true,"mentions":[],"reply_to":null,"thread":null}}', NULL, 3, NULL);
INSERT INTO gap (id, block, room_id, from_token, to_token, attempts, not_before) VALUES (1, 2, '!moerwijk', 'from', 'to', 1, 1791964800000);
INSERT INTO outbox (id, cause, seq, room, class, rank, kind, payload, target, about, state, attempts, created_at, not_before, first_try_at, device_id, event_id, trouble) VALUES
    ('p1', 'cmd:$new:1', 1, 'wijk:WK051836', 'answer', 1, 'say', '{"say":{"body":"Dank u wel!"}}', NULL, NULL, 'pending', 0, 1791964800000, 1791964800000, NULL, NULL, NULL, NULL),
    ('p2', 'cmd:$done:1', 2, 'signaal', 'notice', 4, 'say', NULL, NULL, 'signal:s1', 'sent', 1, 1791964800000, 1791964800000, 1791964800000, 'DEVICE', '$card', NULL),
    ('p3', 'cmd:$parked:1', 3, 'signaal', 'tap', 6, 'react', '{"react":{"target":"p2","key":"👀"}}', 'p2', NULL, 'parked', 2, 1791964800000, 1791964800000, 1791964800000, 'DEVICE', NULL, 'refused');
