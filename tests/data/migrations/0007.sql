-- A message of before a restore that came back.
INSERT INTO said (id, event_id) VALUES ('p8', '$said');
