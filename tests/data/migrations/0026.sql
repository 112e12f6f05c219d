-- Somebody who follows every day, is away with a deputy and wants quiet nights; and a signal of which he is still to hear.
INSERT INTO follow (person, what, since, pace) VALUES ('bram', 'stadsdeel:Escamp', 1791965000000, 'dagelijks');
INSERT INTO subscriber (person, quiet, away_until, deputy, rang_at) VALUES ('bram', '22:00-07:00', '2026-11-01', 'anna', 1791965000000);
INSERT INTO bell (person, about, label, came_at, due_at) VALUES ('bram', 'signal:s1', 'S-1', 1791965000000, 1791970000000);
