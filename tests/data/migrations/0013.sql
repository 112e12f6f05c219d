-- Somebody who reads English, and a room where English is read.
UPDATE person SET language = 'en' WHERE id = 'anna';
UPDATE room SET language = 'en' WHERE key = 'signaal';
