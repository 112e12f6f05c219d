-- Somebody with an account and somebody with only a name.
INSERT INTO waiting (number, name, user_id, wijk, since) VALUES
    (1, 'Fatima', '@fatima:example.org', 'WK051836', 1791964800000), (2, 'Henk', NULL, 'WK051836', 1791964800000);
