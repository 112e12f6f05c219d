-- A picture is uploaded in one try and shown in the next, so that no try lasts longer than one request, and none is uploaded
-- twice without need. What the homeserver gave, with the key to the file, goes with the text once the message is sent.

ALTER TABLE outbox ADD COLUMN upload TEXT CHECK (upload IS NULL OR state NOT IN ('sent', 'cancelled'));
