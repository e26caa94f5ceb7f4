-- name: open_attempts
-- Written before the upstreams are called, so that no call goes unrecorded; no row for a task that has ended.
-- The lock keeps a task from ending unseen beside it: an end waits for it, and the statement that closes open
-- attempts after an end sees this one. The foreign key's own lock (KEY SHARE) would let the end through.
WITH live AS (
    SELECT id FROM tasks WHERE id = ANY ($1::text[]) AND state IN ('pending', 'processing')
    ORDER BY id FOR SHARE
)
INSERT INTO attempts (task_id, route, provider, is_repeat)
SELECT calls.* FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[])
    AS calls (task_id, route, provider, is_repeat) JOIN live ON live.id = calls.task_id
RETURNING id, task_id;

-- name: store_upstream_job
-- The moment the upstream names its job, so that another worker can resume it.
UPDATE attempts SET upstream_job_id = $2 WHERE id = $1;

-- name: close_attempt
-- What became of it.
UPDATE attempts SET outcome = $2, failure_kind = $3, reason = $4, cost_microusd = $5,
       ended_at_ms = cavendish_now_ms()
WHERE id = $1 AND outcome = 'running';

-- name: abandon_attempts
-- Close whatever is still open under tasks that have ended; locked in order, for others may close the same ones.
WITH open AS (
    SELECT id FROM attempts WHERE task_id = ANY ($1::text[]) AND outcome = 'running' ORDER BY id FOR UPDATE
)
UPDATE attempts a SET outcome = 'abandoned', reason = $2, ended_at_ms = cavendish_now_ms()
FROM open WHERE a.id = open.id;

-- name: list_attempts
-- The calls made for one task, in order.
SELECT id, route, provider, upstream_job_id, started_at_ms, ended_at_ms, outcome, failure_kind, reason,
       cost_microusd, is_repeat
FROM attempts WHERE task_id = $1 ORDER BY id;

-- name: read_route_records
-- What each route did lately; a refused prompt or picture is not held against it.
SELECT route,
       count(*) FILTER (WHERE outcome = 'succeeded') AS succeeded,
       count(*) FILTER (WHERE outcome = 'failed' AND NOT is_callers_fault) AS failed,
       count(*) FILTER (WHERE outcome = 'failed' AND is_callers_fault) AS refused,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY ended_at_ms - started_at_ms)
           FILTER (WHERE outcome = 'succeeded') AS p50_ms,
       coalesce(sum(cost_microusd), 0) AS cost_microusd
FROM (SELECT *, coalesce(failure_kind IN ('content_refused', 'bad_input_image', 'input_too_large'), false) AS is_callers_fault
      FROM attempts WHERE started_at_ms >= cavendish_now_ms() - $1) AS recent
GROUP BY route;
