-- What each ambassadeur was told and agreed to, and whether the training was followed: moments and versions, no text.

CREATE TABLE onboarding (
    person      TEXT PRIMARY KEY REFERENCES person (id),
    welcomed_at BIGINT, -- when the private welcome was written
    asked       TEXT,   -- the version of the convenant about which this person was asked last
    agreed      TEXT,   -- the version that this person agreed to, saying to be 18 or older
    agreed_at   BIGINT,
    followed_at BIGINT, -- when this person said that the training was followed
    trained_at  BIGINT, -- when a manager confirmed that
    trained_by  TEXT    -- which manager
);
