-- A month that was asked, reminded and followed up; answers of each kind; a pause.
INSERT INTO month_question (wijk, month, asked_at, ideas, reminded_at, followed_at) VALUES
    ('WK051836', '2026-10', 1791187200000, 'koffie-hoi-mam buur-bellen flyer-bieb', 1792051200000, 1793001600000),
    ('WK051836', '2026-11', 1793696400000, 'sint-nepwebshop buur-helpen mailtje-nakijken', NULL, NULL);
INSERT INTO month_answer (person, wijk, month, answer, at, event_id) VALUES
    ('anna', 'WK051836', '2026-10', 'idee:koffie-hoi-mam', 1791190000000, '$m1'),
    ('anna', '', '2026-11', 'niets', 1793700000000, '$m2');
INSERT INTO pause (person, until_day, event_id) VALUES ('anna', '2027-03-01', '$m3');
