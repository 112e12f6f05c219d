UPDATE signal SET variant = 'haalt-pas-op', day_part = 'middag', audience = 'ouderen', place = 'woning', aangifte = 'gedaan',
    state_at = 1791964900000 WHERE id = 's3';
UPDATE signal SET merged_into = 's1', compared_at = 1791964900000, escalated_at = 1791964900000 WHERE id = 's2';
UPDATE signal_step SET role = 'wijkagent' WHERE event_id = '$closed';
INSERT INTO signal_also (signal, phenomenon) VALUES ('s3', 'bankhelpdeskfraude');
INSERT INTO sighting (event_id, signal, person, says, at, taken_back_at) VALUES
    ('$tap1', 's3', 'anna', 'ook-gezien', 1791964900000, NULL),
    ('$tap2', 's3', 'bram', 'klopt-niet', 1791964900000, 1791964950000);
