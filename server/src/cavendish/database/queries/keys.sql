-- name: find_by_hash
-- The live key with this secret; revoked and expired ones are not found.
SELECT id, name, owner, requests_per_minute, max_live_tasks, default_strategy, allowed_models,
       allowed_networks, expires_at_ms
FROM api_keys
WHERE secret_hash = $1 AND revoked_at_ms IS NULL
  AND (expires_at_ms IS NULL OR expires_at_ms > cavendish_now_ms());

-- name: insert_key
-- A new key; nothing happens when its secret is known already.
INSERT INTO api_keys (name, secret_hash, hint, requests_per_minute, max_live_tasks, default_strategy,
                      expires_at_ms, owner, allowed_models, allowed_networks, price_percent)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (secret_hash) DO NOTHING RETURNING id;

-- name: list_keys
-- All keys with their live tasks and the money that is set aside for them, oldest first.
SELECT k.id, k.name, k.owner, k.hint, k.requests_per_minute, k.max_live_tasks, k.default_strategy,
       k.allowed_models, k.allowed_networks, k.price_percent, k.balance_microusd,
       k.created_at_ms, k.expires_at_ms, k.revoked_at_ms, live.live_tasks, live.held_microusd
FROM api_keys k CROSS JOIN LATERAL (
    SELECT count(*) AS live_tasks, coalesce(sum(t.hold_microusd), 0)::bigint AS held_microusd
    FROM tasks t WHERE t.api_key_id = k.id AND t.state IN ('pending', 'processing')) AS live
ORDER BY k.id;

-- name: revoke_key
-- Revoke at once and for ever; no row when it was not live.
UPDATE api_keys SET revoked_at_ms = cavendish_now_ms() WHERE id = $1 AND revoked_at_ms IS NULL
RETURNING id;

-- name: update_key
-- Change what is given; NULL keeps, and an expiry of 0 means never.
UPDATE api_keys SET name = coalesce($2, name),
       requests_per_minute = coalesce($3, requests_per_minute),
       max_live_tasks = coalesce($4, max_live_tasks),
       default_strategy = coalesce($5, default_strategy),
       expires_at_ms = nullif(coalesce($6, expires_at_ms), 0),
       owner = coalesce($7, owner),
       allowed_models = coalesce($8, allowed_models),
       allowed_networks = coalesce($9, allowed_networks),
       price_percent = coalesce($10, price_percent)
WHERE id = $1 RETURNING id;

-- name: notify_keys
-- Every process forgets what it cached of keys.
SELECT pg_notify('cavendish_keys', '');
