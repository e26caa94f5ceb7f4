-- name: insert_deliveries
-- The callbacks owed for tasks whose callers named an address; no row for those that asked for none.
INSERT INTO deliveries (id, task_id, api_key_id, url)
SELECT owed.id, t.id, t.api_key_id, t.callback_url
FROM unnest($1::text[], $2::text[]) AS owed (id, task_id) JOIN tasks t ON t.id = owed.task_id
WHERE t.callback_url IS NOT NULL
RETURNING id;

-- name: find_pending
-- Deliveries that still wait for an answer.
SELECT d.id, d.task_id, d.api_key_id, d.url, d.attempts, d.failures, t.request_id, t.traceparent
FROM deliveries d JOIN tasks t ON t.id = d.task_id
WHERE d.id = ANY ($1::text[]) AND d.state = 'pending';

-- name: record_attempts
-- Write what came of some attempts, each by compare-and-set on its number: a job that was taken up twice
-- counts once, and only the rows returned were counted. A delay means failed with a retry, state pending.
WITH made AS (
    SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::bigint[], $5::bigint[], $6::int[],
                         $7::int[], $8::text[], $9::text[])
        AS made (id, number, state, delay_ms, started_at_ms, duration_ms, status_code, error, excerpt)
    ORDER BY id
), counted AS (
    UPDATE deliveries d SET
        attempts = made.number,
        failures = d.failures + CASE WHEN made.state = 'delivered' THEN 0 ELSE 1 END,
        state = made.state,
        next_attempt_at_ms = CASE WHEN made.state = 'pending' THEN cavendish_now_ms() + made.delay_ms END,
        ended_at_ms = CASE WHEN made.state <> 'pending' THEN cavendish_now_ms() END
    FROM made
    WHERE d.id = made.id AND d.attempts = made.number - 1 AND d.state = 'pending'
    RETURNING d.id
)
INSERT INTO delivery_attempts (delivery_id, number, started_at_ms, duration_ms, status_code, error, excerpt)
SELECT id, number, started_at_ms, duration_ms, status_code, error, excerpt
FROM made JOIN counted USING (id)
RETURNING delivery_id;

-- name: list_deliveries
-- A key's deliveries, newest first, from the cursor on; in the order of the index deliveries_page.
SELECT id, task_id, url, state, attempts, failures, created_at_ms, next_attempt_at_ms, ended_at_ms
FROM deliveries
WHERE api_key_id = $1 AND id || '' < coalesce($2, 'dlv_g') AND ($3::text IS NULL OR state = $3)
ORDER BY id || '' DESC LIMIT $4;

-- name: list_unsettled_deliveries
-- The same for those that wait or are dead, which may stand far apart.
SELECT id, task_id, url, state, attempts, failures, created_at_ms, next_attempt_at_ms, ended_at_ms
FROM deliveries
WHERE api_key_id = $1 AND id || '' < coalesce($2, 'dlv_g') AND state <> 'delivered' AND state = $3
ORDER BY id || '' DESC LIMIT $4;

-- name: list_deliveries_of_task
-- The same for one task, which has one at the most.
SELECT id, task_id, url, state, attempts, failures, created_at_ms, next_attempt_at_ms, ended_at_ms
FROM deliveries
WHERE task_id = $4 AND api_key_id = $1 AND id < coalesce($2, 'dlv_g') AND ($3::text IS NULL OR state = $3);

-- name: find_delivery
-- A key's own delivery.
SELECT id, task_id, url, state, attempts, failures, created_at_ms, next_attempt_at_ms, ended_at_ms
FROM deliveries WHERE id = $1 AND api_key_id = $2;

-- name: list_attempts
-- The POSTs made for one delivery, in order.
SELECT number, started_at_ms, duration_ms, status_code, error, excerpt
FROM delivery_attempts WHERE delivery_id = $1 ORDER BY number;

-- name: replay_delivery
-- Owe the callback again, from now, with the whole schedule before it; no row for another key's.
UPDATE deliveries SET state = 'pending', failures = 0, next_attempt_at_ms = cavendish_now_ms(),
       ended_at_ms = NULL
WHERE id = $1 AND api_key_id = $2
RETURNING id, task_id, url, state, attempts, failures, created_at_ms, next_attempt_at_ms, ended_at_ms;

-- name: list_jobless
-- Deliveries due for more than $1 milliseconds that no job stands for; only a fault can make one.
SELECT d.id, d.attempts FROM deliveries d
WHERE d.state = 'pending' AND d.next_attempt_at_ms < cavendish_now_ms() - $1
  AND NOT EXISTS (SELECT FROM pgqueuer q WHERE q.entrypoint = 'deliver_callback'
                  AND split_part(convert_from(q.payload, 'UTF8'), ':', 1) = d.id)
ORDER BY d.next_attempt_at_ms LIMIT $2;
