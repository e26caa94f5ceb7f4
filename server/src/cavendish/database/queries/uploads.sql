-- name: lock_key
-- Uploads of one key take turns, so that their number stays exact.
SELECT id FROM api_keys WHERE id = $1 FOR NO KEY UPDATE;

-- name: insert_upload
-- A new upload; no row when the key has $6 live ones already.
INSERT INTO uploads (token, api_key_id, media_type, size_bytes, expires_at_ms)
SELECT $1, $2, $3, $4, $5
WHERE (SELECT count(*) FROM uploads WHERE api_key_id = $2) < $6
RETURNING token;

-- name: find_uploads
-- The uploads of these tokens, expired ones too.
SELECT token, api_key_id, media_type, size_bytes, expires_at_ms FROM uploads WHERE token = ANY ($1::text[]);

-- name: list_expired_uploads
-- Uploads whose bytes are due for deletion, the oldest first.
SELECT token, api_key_id, media_type, size_bytes, expires_at_ms
FROM uploads WHERE expires_at_ms < $1 ORDER BY expires_at_ms LIMIT $2;

-- name: delete_uploads
-- Their bytes are gone.
DELETE FROM uploads WHERE token = ANY ($1::text[]);
