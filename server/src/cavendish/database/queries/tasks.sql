-- name: lock_keys
-- Serialise submits per key; a lock is held to the end of the transaction, so limits and balances stay exact.
-- Each key's bound of live tasks is raised by the tasks that ask ($2); an unknown bound becomes a huge one.
WITH locked AS (
    SELECT k.id, k.max_live_tasks, k.price_percent, k.balance_microusd,
           k.revoked_at_ms IS NOT NULL AS is_revoked, asked.tasks
    FROM unnest($1::bigint[], $2::bigint[]) AS asked (id, tasks) JOIN api_keys k USING (id)
    ORDER BY k.id FOR NO KEY UPDATE OF k
), raised AS (
    INSERT INTO live_bounds AS b (api_key_id, bound) SELECT id, (1::bigint << 60) + tasks FROM locked
    ON CONFLICT (api_key_id) DO UPDATE SET bound = b.bound + (excluded.bound - (1::bigint << 60))
    RETURNING api_key_id, bound
)
SELECT l.id, l.max_live_tasks, l.price_percent, l.balance_microusd, l.is_revoked, r.bound
FROM locked l JOIN raised r ON r.api_key_id = l.id;

-- name: store_plainly
-- A batch of new tasks with their jobs in one round trip, or nothing of it where a key has a budget, is revoked
-- or may be near its cap; says which. Keys are locked and bounds raised as in lock_keys. One job is one row of the
-- queue's table, as the queue itself would make it.
WITH locked AS (
    SELECT k.id, k.max_live_tasks, k.balance_microusd, k.revoked_at_ms, asked.tasks
    FROM unnest($1::bigint[], $2::bigint[]) AS asked (id, tasks) JOIN api_keys k USING (id)
    ORDER BY k.id FOR NO KEY UPDATE OF k
), raised AS (
    INSERT INTO live_bounds AS b (api_key_id, bound) SELECT id, (1::bigint << 60) + tasks FROM locked
    ON CONFLICT (api_key_id) DO UPDATE SET bound = b.bound + (excluded.bound - (1::bigint << 60))
    RETURNING api_key_id, bound
), verdict AS (
    SELECT count(*) = cardinality($1::bigint[])
           AND bool_and(l.revoked_at_ms IS NULL AND l.balance_microusd IS NULL AND r.bound <= l.max_live_tasks)
           AS is_plain
    FROM locked l JOIN raised r ON r.api_key_id = l.id
), stored AS (
    INSERT INTO tasks (id, api_key_id, model, mode, prompt, image_urls, aspect_ratio, output_format,
                       resolution, strategy, source, callback_url, asset_token, request_id, traceparent)
    SELECT id, api_key_id, model, mode, prompt,
           ARRAY (SELECT json_array_elements_text(image_urls)), aspect_ratio, output_format,
           resolution, strategy, source, callback_url, asset_token, request_id, traceparent
    FROM unnest($3::text[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::json[], $9::text[],
                $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[],
                $17::text[])
         AS new (id, api_key_id, model, mode, prompt, image_urls, aspect_ratio, output_format,
                 resolution, strategy, source, callback_url, asset_token, request_id, traceparent)
    WHERE (SELECT is_plain FROM verdict)
    RETURNING id
), queued AS (
    INSERT INTO pgqueuer (priority, status, entrypoint, payload, headers)
    SELECT 0, 'queued', $18, convert_to(id, 'UTF8'), 'null' FROM stored
)
SELECT is_plain FROM verdict;

-- name: set_live_bounds
-- After a count: the bounds as they are, less or more.
INSERT INTO live_bounds (api_key_id, bound) SELECT * FROM unnest($1::bigint[], $2::bigint[])
ON CONFLICT (api_key_id) DO UPDATE SET bound = excluded.bound;

-- name: count_live
-- Live tasks per key, from the rows themselves.
SELECT api_key_id, count(*) AS live
FROM tasks WHERE api_key_id = ANY ($1::bigint[]) AND state IN ('pending', 'processing')
GROUP BY api_key_id;

-- name: find_idempotent
-- Tasks that earlier requests created under the same idempotency keys.
SELECT i.api_key_id, i.idempotency_key, i.body_digest, i.task_id
FROM unnest($1::bigint[], $2::text[]) AS asked (api_key_id, idempotency_key)
JOIN idempotency_keys i USING (api_key_id, idempotency_key);

-- name: insert_idempotent
-- Remember which task an idempotency key created.
INSERT INTO idempotency_keys (api_key_id, idempotency_key, body_digest, task_id)
SELECT * FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::text[]);

-- name: insert_tasks
-- Store one batch of new tasks; image_urls travel as one JSON array a row, for arrays of arrays must be even.
INSERT INTO tasks (id, api_key_id, model, mode, prompt, image_urls, aspect_ratio, output_format,
                   resolution, strategy, source, callback_url, asset_token, request_id, traceparent,
                   hold_microusd)
SELECT id, api_key_id, model, mode, prompt,
       ARRAY (SELECT json_array_elements_text(image_urls)), aspect_ratio, output_format,
       resolution, strategy, source, callback_url, asset_token, request_id, traceparent, hold_microusd
FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::json[], $7::text[],
            $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
            $15::text[], $16::bigint[])
     AS new (id, api_key_id, model, mode, prompt, image_urls, aspect_ratio, output_format, resolution,
             strategy, source, callback_url, asset_token, request_id, traceparent, hold_microusd);

-- name: find_statuses
-- What callers may know of these tasks.
SELECT id, api_key_id, model, state, created_at_ms, completed_at_ms, asset_token, output_format,
       fail_code, fail_msg
FROM tasks WHERE id = ANY ($1::text[]);

-- name: find_tasks
-- Tasks as the worker needs them.
SELECT id, api_key_id, model, state, mode, prompt, image_urls, aspect_ratio, output_format, resolution,
       strategy, callback_url, asset_token, created_at_ms, started_at_ms, claims, request_id, traceparent,
       greatest(0, cavendish_now_ms() - coalesce(started_at_ms, cavendish_now_ms())) AS running_for_ms
FROM tasks WHERE id = ANY ($1::text[]);

-- name: start_tasks
-- Move waiting tasks to processing and tell those who watch; a task already there keeps its start, a final one
-- gives no row. Rows are locked in one order, so that batches that share some do not block each other for good.
-- The call that a task begins with is recorded in the same commit, but only of a task that nobody started
-- before: what must come first in another one is not known here.
WITH starts AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) AS starts (task_id, route, provider)
), waiting AS (
    SELECT id FROM tasks WHERE id = ANY ($1::text[]) AND state IN ('pending', 'processing')
    ORDER BY id FOR NO KEY UPDATE
), started AS (
    UPDATE tasks t SET state = 'processing', started_at_ms = coalesce(started_at_ms, cavendish_now_ms()),
           claims = claims + 1
    FROM waiting WHERE t.id = waiting.id
    RETURNING t.id, claims, started_at_ms, greatest(0, cavendish_now_ms() - started_at_ms) AS running_for_ms
), opened AS (
    INSERT INTO attempts (task_id, route, provider)
    SELECT starts.* FROM starts JOIN started ON started.id = starts.task_id
    WHERE starts.route IS NOT NULL AND started.claims = 1
    RETURNING id AS attempt_id, task_id
), told AS (
    SELECT pg_notify('cavendish_task_started', string_agg(id, ' ')) FROM started HAVING count(*) > 0
)
SELECT started.*, opened.attempt_id
FROM started CROSS JOIN told LEFT JOIN opened ON opened.task_id = started.id;

-- name: succeed_tasks
-- Terminal states by compare-and-set: no row for a task that had ended already. What was set aside for a task
-- is charged, and the attempt that made its picture is closed, all in one statement: its first word stands, but
-- not against the picture itself, whatever another worker came to think of a call that it took over. Attempts are
-- touched after their tasks, as everywhere. Wakes the watchers.
WITH made AS (
    SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[])
        AS made (id, attempt_id, cost_microusd, details, asset_size_bytes)
), running AS (
    SELECT t.id FROM tasks t JOIN made USING (id) WHERE t.state = 'processing'
    ORDER BY t.id FOR NO KEY UPDATE OF t
), ended AS (
    UPDATE tasks t SET state = 'success', completed_at_ms = greatest(cavendish_now_ms(), created_at_ms),
           cost_microusd = made.cost_microusd, details = made.details::jsonb,
           asset_size_bytes = made.asset_size_bytes
    FROM made JOIN running USING (id) WHERE t.id = made.id
    RETURNING t.*
), closed AS (
    UPDATE attempts a SET outcome = 'succeeded', cost_microusd = made.cost_microusd,
           ended_at_ms = cavendish_now_ms(), failure_kind = NULL, reason = NULL
    FROM made
    WHERE a.id = made.attempt_id AND (a.outcome = 'running' OR a.task_id IN (SELECT id FROM ended))
          AND (SELECT count(*) FROM ended) >= 0
), charged AS (
    INSERT INTO ledger_entries (api_key_id, kind, amount_microusd, task_id)
    SELECT api_key_id, 'charge', hold_microusd, id FROM ended WHERE hold_microusd IS NOT NULL
), told AS (
    SELECT pg_notify('cavendish_task', string_agg(id, ' ')) FROM ended HAVING count(*) > 0
)
SELECT ended.id, api_key_id, model, state, created_at_ms, completed_at_ms, asset_token, output_format,
       fail_code, fail_msg, claims > 1 AS was_taken_over FROM ended CROSS JOIN told;

-- name: fail_task
-- The same for one failure, which gives back what was set aside; a task may fail before it starts (cancelled,
-- no route).
WITH ended AS (
    UPDATE tasks SET state = 'failed', completed_at_ms = greatest(cavendish_now_ms(), created_at_ms),
           fail_code = $2, fail_msg = $3, details = coalesce($4, details)
    WHERE id = $1 AND state IN ('pending', 'processing')
    RETURNING *
), released AS (
    INSERT INTO ledger_entries (api_key_id, kind, amount_microusd, task_id)
    SELECT api_key_id, 'release', hold_microusd, id FROM ended WHERE hold_microusd IS NOT NULL
), repaid AS (
    UPDATE api_keys k SET balance_microusd = k.balance_microusd + ended.hold_microusd
    FROM ended WHERE k.id = ended.api_key_id AND ended.hold_microusd IS NOT NULL
)
SELECT id, api_key_id, model, state, created_at_ms, completed_at_ms, asset_token, output_format,
       fail_code, fail_msg, pg_notify('cavendish_task', id) FROM ended;

-- name: list_tasks
-- A key's tasks, newest first, from the cursor on; in the order of the index tasks_page.
SELECT id, api_key_id, model, state, created_at_ms, completed_at_ms, asset_token, output_format,
       fail_code, fail_msg
FROM tasks
WHERE api_key_id = $1 AND id || '' < coalesce($2, 'task_g') AND ($3::text IS NULL OR state = $3)
  AND ($4::text IS NULL OR model = $4)
ORDER BY id || '' DESC LIMIT $5;

-- name: list_live_tasks
-- The same for one state of those that have not ended: few, and in an index of their own.
SELECT id, api_key_id, model, state, created_at_ms, completed_at_ms, asset_token, output_format,
       fail_code, fail_msg
FROM tasks
WHERE api_key_id = $1 AND id || '' < coalesce($2, 'task_g') AND state IN ('pending', 'processing') AND state = $3
  AND ($4::text IS NULL OR model = $4)
ORDER BY id || '' DESC LIMIT $5;

-- name: list_failed_tasks
-- The same for failures, which may stand far apart; $3 is always 'failed'.
SELECT id, api_key_id, model, state, created_at_ms, completed_at_ms, asset_token, output_format,
       fail_code, fail_msg
FROM tasks
WHERE api_key_id = $1 AND id || '' < coalesce($2, 'task_g') AND state = 'failed' AND state = $3
  AND ($4::text IS NULL OR model = $4)
ORDER BY id || '' DESC LIMIT $5;

-- name: find_detail
-- Everything its owner may see of a task.
SELECT id, api_key_id, model, state, mode, prompt, image_urls, aspect_ratio, output_format, resolution,
       strategy, source, callback_url, asset_token, created_at_ms, started_at_ms, completed_at_ms,
       fail_code, fail_msg, cost_microusd, details, request_id
FROM tasks WHERE id = $1 AND api_key_id = $2;

-- name: find_asset
-- The picture behind a link's token.
SELECT output_format, completed_at_ms
FROM tasks WHERE asset_token = $1 AND state = 'success';

-- name: list_expired_assets
-- Pictures completed before $1, whose bytes are due for deletion.
SELECT id, asset_token, output_format FROM tasks
WHERE state = 'success' AND asset_deleted_at_ms IS NULL AND completed_at_ms < $1
ORDER BY completed_at_ms LIMIT $2;

-- name: mark_assets_deleted
-- Their bytes are gone.
UPDATE tasks SET asset_deleted_at_ms = cavendish_now_ms() WHERE id = ANY ($1::text[]);

-- name: delete_old_tasks
-- Ended tasks with ids below $1 (ids sort by creation time), a batch at a time; their bytes went before.
DELETE FROM tasks WHERE id = ANY (ARRAY (
    SELECT id FROM tasks
    WHERE id < $1 AND (state = 'failed' OR (state = 'success' AND asset_deleted_at_ms IS NOT NULL))
    ORDER BY id LIMIT $2));

-- name: delete_old_idempotency_keys
-- Idempotency keys older than $1.
DELETE FROM idempotency_keys WHERE created_at_ms < $1;

-- name: list_jobless_tasks
-- Live tasks that no job in the queue stands for, oldest first; only a fault can make one.
SELECT t.id FROM tasks t
WHERE t.state IN ('pending', 'processing') AND t.created_at_ms < cavendish_now_ms() - $1
  AND NOT EXISTS (SELECT FROM pgqueuer q WHERE q.entrypoint = 'run_task' AND q.payload = convert_to(t.id, 'UTF8'))
ORDER BY t.id LIMIT $2;

-- name: prune_job_log
-- The queue's own log of jobs, which nobody reads after an hour: its oldest $1 rows, if they are that old.
DELETE FROM pgqueuer_log WHERE id = ANY (ARRAY (
    SELECT id FROM (SELECT id, created FROM pgqueuer_log ORDER BY id LIMIT $1) AS oldest
    WHERE created < now() - interval '1 hour'));
