-- A programme with an open and a closed wijk, somebody who left, and rooms of every kind.
INSERT INTO wijk (code, name, closed_at) VALUES ('WK051836', 'Moerwijk', NULL), ('WK0363AA', 'Centrum', 1791964800000);
INSERT INTO person (id, user_id, name, organisation, identity, suspended_at, hinted_at, left_at) VALUES
    ('anna', '@anna:example.org', 'Anna', NULL, 'key', NULL, 1791964800000, NULL),
    ('bram', '@bram:example.org', 'Bram', 'Politie', 'key', 1791964800000, NULL, NULL),
    ('forgotten', NULL, '-', NULL, NULL, NULL, NULL, 1791964800000);
INSERT INTO role (person, role, wijk, given_at) VALUES
    ('anna', 'ambassadeur', 'WK051836', 1791964800000), ('bram', 'wijkagent', '', 1791964800000);
INSERT INTO room (key, kind, wijk, person, alias, name, topic, room_id, trouble) VALUES
    ('ruimte', 'ruimte', NULL, NULL, 'wijkbode-ruimte', 'Digitaal ambassadeurs', '', '!space', NULL),
    ('wijk:WK051836', 'wijk', 'WK051836', NULL, 'wijkbode-moerwijk', 'Moerwijk', 'Nood? Bel 112.', '!moerwijk', NULL),
    ('signaal', 'signaal', NULL, NULL, NULL, 'Signaalkamer', '', '!signaal', 'stranger'),
    ('beheer', 'beheer', NULL, NULL, 'wijkbode-beheer', 'Beheer', '', NULL, NULL),
    ('prive:anna', 'prive', NULL, 'anna', NULL, 'wijkbode', '', '!anna', 'upgraded');
INSERT INTO member (room, user_id, joined, since) VALUES
    ('signaal', '@bram:example.org', 1, '$joined'), ('signaal', '@stranger:example.org', 0, '$invited');
INSERT INTO applied (thing, value) VALUES ('wijk:WK051836', '{"name":"Moerwijk","alias":null,"room_id":null}');
