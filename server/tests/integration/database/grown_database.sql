-- A year of a busy installation in small: 20 keys, 40,000 ended tasks, 60 live ones, and what hangs on them.
INSERT INTO api_keys (name, secret_hash, hint, requests_per_minute, max_live_tasks, default_strategy)
SELECT 'team ' || i, sha256(i::text::bytea), 'cav_', 10000, 1000, 'auto' FROM generate_series(1, 20) AS i;

INSERT INTO tasks (id, api_key_id, model, state, mode, prompt, aspect_ratio, output_format, strategy, asset_token,
                   created_at_ms, started_at_ms, completed_at_ms, fail_code, fail_msg, asset_deleted_at_ms)
SELECT 'task_' || lpad(to_hex(1790000000000 + i * 700), 12, '0') || lpad(to_hex(i), 20, '0'), 1 + i % 20,
       'nano-banana', state, 'text-to-image', 'a red fox in the snow', '1:1', 'png', 'auto', md5(i::text),
       1790000000000 + i * 700, 1790000000000 + i * 700 + 20,
       CASE WHEN state IN ('success', 'failed') THEN 1790000000000 + i * 700 + 4000 END,
       CASE WHEN state = 'failed' THEN 'GENERATION_FAILED' END, CASE WHEN state = 'failed' THEN 'no picture' END,
       CASE WHEN state = 'success' AND i < 30000 THEN 1790000000000 + i * 700 + 1300000000 END
FROM (SELECT i, CASE WHEN i > 39940 THEN CASE WHEN i % 2 = 0 THEN 'pending' ELSE 'processing' END
                     WHEN i % 10 = 0 THEN 'failed' ELSE 'success' END AS state
      FROM generate_series(1, 40000) AS i) AS made;

INSERT INTO attempts (task_id, route, provider, started_at_ms, ended_at_ms, outcome)
SELECT id, 'fal', 'fal', created_at_ms, completed_at_ms, CASE WHEN state = 'success' THEN 'succeeded' ELSE 'failed' END
FROM tasks WHERE completed_at_ms IS NOT NULL;

INSERT INTO deliveries (id, task_id, api_key_id, url, state, attempts, next_attempt_at_ms, ended_at_ms)
SELECT 'dlv_' || substr(id, 6), id, api_key_id, 'https://example.com/',
       CASE WHEN state = 'failed' THEN 'dead' ELSE 'delivered' END, 1, NULL, completed_at_ms
FROM tasks WHERE completed_at_ms IS NOT NULL;

INSERT INTO delivery_attempts (delivery_id, number, started_at_ms, duration_ms, status_code)
SELECT id, 1, ended_at_ms, 20, 200 FROM deliveries;

INSERT INTO idempotency_keys (api_key_id, idempotency_key, body_digest, task_id, created_at_ms)
SELECT api_key_id, asset_token, '\x00', id, created_at_ms FROM tasks;

INSERT INTO ledger_entries (api_key_id, kind, amount_microusd, task_id, created_at_ms)
SELECT api_key_id, 'hold', 39000, id, created_at_ms FROM tasks;

INSERT INTO uploads (token, api_key_id, media_type, size_bytes, expires_at_ms)
SELECT asset_token, api_key_id, 'image/png', 100000, created_at_ms + 86400000 FROM tasks;

INSERT INTO moderation_decisions (task_id, stage, check_name, category, reason, decided_at_ms)
SELECT id, 'request', 'rules', 'gore', 'rule 7', created_at_ms FROM tasks;

INSERT INTO pgqueuer (priority, created, updated, heartbeat, execute_after, status, entrypoint, payload)
SELECT 0, now(), now(), now(), now(), 'queued', 'run_task', convert_to(id, 'UTF8')
FROM tasks WHERE state = 'pending';

INSERT INTO pgqueuer_log (job_id, status, priority, entrypoint, created)
SELECT i, 'exception', 0, 'run_task', now() - interval '2 hours' + i * interval '200 milliseconds'
FROM generate_series(1, 36000) AS i;
