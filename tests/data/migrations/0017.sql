-- A month in which something was said unasked, a line that waits, and a thanks that was said.
INSERT INTO unasked (id, room, month, weight) VALUES ('u1', 'prive:anna', '2026-11', 'rhythm');
INSERT INTO note (id, person, line, at) VALUES ('n1', 'anna', 'Uw pauze is voorbij.', 1791964800000);
INSERT INTO thanked (person, actions) VALUES ('anna', 3);
