-- name: find_by_hash
-- The live key with this secret; revoked and expired ones are not found.
SELECT id, name, requests_per_minute, max_live_tasks, default_strategy, expires_at_ms
FROM api_keys
WHERE secret_hash = $1 AND revoked_at_ms IS NULL
  AND (expires_at_ms IS NULL OR expires_at_ms > cavendish_now_ms());

-- name: insert_key
-- A new key; nothing happens when its secret is known already.
INSERT INTO api_keys (name, secret_hash, hint, requests_per_minute, max_live_tasks, default_strategy,
                      expires_at_ms)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (secret_hash) DO NOTHING RETURNING id;

-- name: list_keys
-- All keys with their live tasks, oldest first.
SELECT k.id, k.name, k.hint, k.requests_per_minute, k.max_live_tasks, k.default_strategy,
       k.created_at_ms, k.expires_at_ms, k.revoked_at_ms,
       (SELECT count(*) FROM tasks t
        WHERE t.api_key_id = k.id AND t.state IN ('pending', 'processing')) AS live_tasks
FROM api_keys k ORDER BY k.id;

-- name: revoke_key
-- Revoke at once and for ever; no row when it was not live.
UPDATE api_keys SET revoked_at_ms = cavendish_now_ms() WHERE id = $1 AND revoked_at_ms IS NULL
RETURNING id;

-- name: update_key
-- Change what is given; NULL keeps.
UPDATE api_keys SET name = coalesce($2, name),
       requests_per_minute = coalesce($3, requests_per_minute),
       max_live_tasks = coalesce($4, max_live_tasks),
       default_strategy = coalesce($5, default_strategy)
WHERE id = $1 RETURNING id;

-- name: notify_keys
-- Every process forgets what it cached of keys.
SELECT pg_notify('cavendish_keys', '');
