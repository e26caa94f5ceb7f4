-- name: insert_session
-- A browser has signed in; sessions that are over leave.
WITH over AS (DELETE FROM console_sessions WHERE expires_at_ms <= cavendish_now_ms())
INSERT INTO console_sessions (id, expires_at_ms) VALUES ($1, cavendish_now_ms() + $2)
RETURNING expires_at_ms;

-- name: find_session
-- When a session ends, while it has not.
SELECT expires_at_ms FROM console_sessions WHERE id = $1 AND expires_at_ms > cavendish_now_ms();

-- name: delete_session
-- A browser has signed out.
DELETE FROM console_sessions WHERE id = $1;
