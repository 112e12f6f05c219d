-- An alarm that waits, one of neighbours that was dismissed and is over; a trick to look at; signals that were counted.
INSERT INTO alarm (id, number, phenomenon, level, area, wijken, since, told_on, over_on, reports, reporters, usual, state, reason, person, decided_at, in_signal, in_management) VALUES
    ('al1', 1, 'nepagent', 'wijk', 'WK051836', 'WK051836', '2026-10-13', '2026-10-14', NULL, 4, 3, 1000, 'open', NULL, NULL, NULL, 'p20', 'p21'),
    ('al2', 2, 'qr-fraude', 'neighbours', 'WK051836', 'WK051836 WK051838', '2026-09-13', '2026-09-14', '2026-10-01', 6, 5, 40, 'dismissed', 'news', 'bram', 1791964900000, 'p22', 'p23');
INSERT INTO burst_due (phenomenon) VALUES ('nepagent');
INSERT INTO statistic_share (signal, wijk, phenomenon, counted_at) VALUES
    ('s1', 'WK051836', 'nepagent', 1791964800000),
    ('s4', '', 'onbekend', 1791964800000);
INSERT INTO counter (name, value) VALUES ('alarm', 2);
