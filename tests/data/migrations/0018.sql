-- A decision that stands, one that was undone, one that was erased; and somebody from a library.
INSERT INTO step (number, person, at, changes, undone_at) VALUES
    (1, 'bram', 1791964800000, '[]', NULL), (2, 'bram', 1791964800000, '[]', 1791964900000),
    (3, 'bram', 1791964800000, NULL, NULL);
UPDATE person SET organisation_kind = 'bibliotheek' WHERE id = 'anna';
