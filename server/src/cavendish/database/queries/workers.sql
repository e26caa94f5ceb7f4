-- name: see_worker
-- This worker process is alive.
INSERT INTO workers (id, seen_at_ms) VALUES ($1, cavendish_now_ms())
ON CONFLICT (id) DO UPDATE SET seen_at_ms = excluded.seen_at_ms;

-- name: forget_workers
-- Workers not seen for $1 milliseconds, or named $2.
DELETE FROM workers WHERE seen_at_ms < cavendish_now_ms() - $1 OR id = $2;

-- name: count_workers
-- Workers seen within the last $1 milliseconds.
SELECT count(*) FROM workers WHERE seen_at_ms >= cavendish_now_ms() - $1;
