-- A picture that is on the homeserver already, while its message waits.
INSERT INTO outbox (id, cause, seq, room, class, rank, kind, payload, state, attempts, created_at, not_before,
                    first_try_at, device_id, upload) VALUES
    ('p9', 'job:weekly-digest:9', 9, 'beheer', 'notice', 4, 'picture', '{"picture":{"chart":{"title":"t","subtitle":"","weeks":[],"rows":[],"others":null,"note":""},"text":{"body":""}}}',
     'pending', 1, 1791964800000, 1791964800000, 1791964800000, 'DEVICE', '{"url":"mxc://example.org/1"}');
