-- An idea that was released, and one that waits.
INSERT INTO idea (id, number, action, place, needed, duration, event_id, lesson, released_at, withdrawn_at) VALUES
    ('i1', 1, 'a1', 'winkels', 'flyers', 'uur', '$i1', 'Ga op marktdag.', 1791965000000, NULL),
    ('i2', 2, 'a2', 'school', 'niets', 'kwartier', '$i2', NULL, NULL, 1791965000000);
