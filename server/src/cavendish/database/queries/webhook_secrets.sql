-- name: find_signing
-- The secrets that sign for these keys now, the current one first.
SELECT api_key_id, secret FROM webhook_secrets
WHERE api_key_id = ANY ($1::bigint[])
  AND (retires_at_ms IS NULL OR retires_at_ms > cavendish_now_ms())
ORDER BY api_key_id, id DESC;

-- name: count_signing
-- How many secrets sign for a key now.
SELECT count(*) FROM webhook_secrets
WHERE api_key_id = $1 AND (retires_at_ms IS NULL OR retires_at_ms > cavendish_now_ms());

-- name: lock_key
-- One change of a key's secrets at a time.
SELECT id FROM api_keys WHERE id = $1 FOR NO KEY UPDATE;

-- name: insert_if_none
-- A first secret; nothing happens when the key has one.
INSERT INTO webhook_secrets (api_key_id, secret) VALUES ($1, $2)
ON CONFLICT (api_key_id) WHERE retires_at_ms IS NULL DO NOTHING;

-- name: retire_current
-- The current secret signs for $2 milliseconds more.
UPDATE webhook_secrets SET retires_at_ms = cavendish_now_ms() + $2
WHERE api_key_id = $1 AND retires_at_ms IS NULL;

-- name: was_ever
-- Whether this secret is or was the key's.
SELECT EXISTS (SELECT FROM webhook_secrets WHERE api_key_id = $1 AND secret = $2);
