-- A command in the signal room, and a file that the operator wrote.
INSERT INTO audit (id, at, person, what, about) VALUES
    ('v1', 1791965000000, 'bram', 'command-gezien', 'signal:2'), ('v2', 1791965000000, NULL, 'exported', 'ideas');
