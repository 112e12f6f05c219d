-- Somebody who agreed, and somebody who was asked.
INSERT INTO action_partner (action, person, asked, agreed_at, agreed_by) VALUES
    ('a1', 'bram', 'p1', 1791964800000, '$tap'), ('a3', 'bram', 'p2', NULL, NULL);
