-- A message to one wijk that one person saw.
INSERT INTO broadcast (id, sent_at, told, shown, shown_at) VALUES ('b1', 1791964800000, 'p1', '1/1/1', 1791964800000);
INSERT INTO broadcast_room (broadcast, parcel) VALUES ('b1', 'p2');
INSERT INTO broadcast_seen (broadcast, person) VALUES ('b1', 'anna');
