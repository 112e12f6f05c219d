-- A week with an exact figure and a band, and a month with something withheld, whose counts were forgotten.
INSERT INTO statistic_set (period, frozen_at) VALUES ('2026-W42', 1791964800000), ('2026-10', 1793696400000);
INSERT INTO statistic_cell (period, unit, phenomenon, least, most, counted) VALUES
    ('2026-W42', 'WK051836', 'nepagent', 7, 7, 7),
    ('2026-W42', 'WK051838', 'nepagent', 1, 4, 2),
    ('2026-10', '', 'sextortion', NULL, NULL, NULL);
