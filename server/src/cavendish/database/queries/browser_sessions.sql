-- name: insert_ticket
-- A one-time link of a live key; no row when the key is not live.
INSERT INTO sign_in_tickets (token_hash, api_key_id, expires_at_ms)
SELECT $1, id, $3 FROM api_keys
WHERE id = $2 AND revoked_at_ms IS NULL AND (expires_at_ms IS NULL OR expires_at_ms > cavendish_now_ms())
RETURNING api_key_id;

-- name: use_ticket
-- Take a live ticket away, and tell whose it was: only one caller ever gets the row.
DELETE FROM sign_in_tickets WHERE token_hash = $1 AND expires_at_ms > $2 RETURNING api_key_id;

-- name: insert_session
-- A browser acts for this key from now on.
INSERT INTO browser_sessions (token_hash, api_key_id, expires_at_ms) VALUES ($1, $2, $3);

-- name: find_session_key
-- The live key of a live session; no row when either is over.
SELECT k.id, k.name, k.owner, k.requests_per_minute, k.max_live_tasks, k.default_strategy, k.allowed_models,
       k.allowed_networks, k.expires_at_ms
FROM browser_sessions s JOIN api_keys k ON k.id = s.api_key_id
WHERE s.token_hash = $1 AND s.expires_at_ms > $2 AND k.revoked_at_ms IS NULL
  AND (k.expires_at_ms IS NULL OR k.expires_at_ms > cavendish_now_ms());

-- name: delete_session
-- Signed out.
DELETE FROM browser_sessions WHERE token_hash = $1;

-- name: delete_expired_sessions
-- Sessions that are over, signed out of or not.
DELETE FROM browser_sessions WHERE expires_at_ms <= $1;

-- name: delete_expired_tickets
-- Links that nobody opened.
DELETE FROM sign_in_tickets WHERE expires_at_ms <= $1;
