-- What a reporter was advised, and what a gemeente nearby shared.
INSERT INTO signal_advice (signal, advice, at) VALUES ('s1', 'aangifte', 1791964800000), ('s1', 'bank', 1791964800000);
INSERT INTO shared_count (gemeente, period, phenomenon, least, most, taken_at) VALUES ('Leiden', '2026-10', 'nepagent', 12, 15, 1791964800000);
