-- A parcel takes the place after the last one as it is added, with one statement instead of two.

CREATE INDEX outbox_seq ON outbox (seq);
