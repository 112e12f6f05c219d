-- Somebody who agreed and was trained.
INSERT INTO onboarding (person, welcomed_at, asked, agreed, agreed_at, followed_at, trained_at, trained_by) VALUES
    ('anna', 1791964800000, '2', '1', 1791964900000, 1791965000000, 1791965100000, 'bram');
