-- The language that a person or a room chose; nothing for that of the programme.

ALTER TABLE person ADD COLUMN language TEXT;
ALTER TABLE room ADD COLUMN language TEXT;
