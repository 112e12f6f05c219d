-- Managers read the audit: the newest of all, of one person, and about one thing.

CREATE INDEX audit_by_moment ON audit (at);
CREATE INDEX audit_by_person ON audit (person, at);
CREATE INDEX audit_by_thing ON audit (about, at);
