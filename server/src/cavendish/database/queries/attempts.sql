-- name: open_attempt
-- Written before the upstream is called, so that no call goes unrecorded.
INSERT INTO attempts (task_id, route, provider) VALUES ($1, $2, $3) RETURNING id;

-- name: find_running
-- An attempt that a dead worker left open, the latest.
SELECT id, route, provider, upstream_job_id, started_at_ms FROM attempts
WHERE task_id = $1 AND outcome = 'running' ORDER BY id DESC LIMIT 1;

-- name: store_upstream_job
-- The moment the upstream names its job, so that another worker can resume it.
UPDATE attempts SET upstream_job_id = $2 WHERE id = $1;

-- name: close_attempt
-- What became of it.
UPDATE attempts SET outcome = $2, failure_kind = $3, reason = $4, cost_microusd = $5,
       ended_at_ms = cavendish_now_ms()
WHERE id = $1 AND outcome = 'running';

-- name: abandon_attempts
-- Close whatever is still open when a task ends without a picture.
UPDATE attempts SET outcome = 'abandoned', reason = $2, ended_at_ms = cavendish_now_ms()
WHERE task_id = $1 AND outcome = 'running';

-- name: list_attempts
-- The calls made for one task, in order.
SELECT id, route, provider, upstream_job_id, started_at_ms, ended_at_ms, outcome, failure_kind, reason,
       cost_microusd
FROM attempts WHERE task_id = $1 ORDER BY id;
