-- name: bound_effort
-- For the rest of this transaction: plans for these very filters, with scans where they are cheaper, and an end
-- to what takes too long.
SELECT set_config('plan_cache_mode', 'force_custom_plan', true),
       set_config('enable_seqscan', 'on', true),
       set_config('statement_timeout', $1, true);

-- name: list_tasks
-- Tasks of all keys, newest first: ids below $1 and not below $2 (ids sort by creation time), filtered.
SELECT t.id, t.api_key_id, k.name AS key_name, t.model, t.state, t.mode, left(t.prompt, 200) AS prompt,
       t.created_at_ms, t.started_at_ms, t.completed_at_ms, t.asset_token, t.output_format,
       t.fail_code, t.fail_msg, t.cost_microusd, t.asset_deleted_at_ms, last_call.route, last_call.calls
FROM tasks t JOIN api_keys k ON k.id = t.api_key_id
LEFT JOIN LATERAL (SELECT (array_agg(a.route ORDER BY a.id DESC))[1] AS route, count(*) AS calls
                   FROM attempts a WHERE a.task_id = t.id) AS last_call ON true
WHERE t.id < $1 AND t.id >= $2
  AND ($3::text IS NULL OR t.state = $3)
  AND ($4::bigint IS NULL OR t.api_key_id = $4)
  AND ($5::text IS NULL OR t.model = $5)
  AND ($6::text IS NULL OR (t.state = 'failed' AND t.fail_code = $6))
  AND ($7::text IS NULL OR EXISTS (SELECT FROM attempts a WHERE a.task_id = t.id AND a.route = $7))
  AND ($8::text IS NULL OR strpos(lower(t.prompt), lower($8)) > 0)
ORDER BY t.id DESC LIMIT $9;

-- name: find_owner
-- Whose task it is.
SELECT t.api_key_id, k.name, t.asset_deleted_at_ms
FROM tasks t JOIN api_keys k ON k.id = t.api_key_id WHERE t.id = $1;

-- name: list_deliveries
-- Callbacks of all keys, newest first, filtered.
SELECT d.id, d.task_id, d.api_key_id, k.name AS key_name, d.url, d.state, d.attempts, d.failures,
       d.created_at_ms, d.next_attempt_at_ms, d.ended_at_ms
FROM deliveries d JOIN api_keys k ON k.id = d.api_key_id
WHERE d.id < $1
  AND ($2::text IS NULL OR d.state = $2)
  AND ($3::bigint IS NULL OR d.api_key_id = $3)
  AND ($4::text IS NULL OR d.task_id = $4)
  AND ($5::text IS NULL OR strpos(lower(d.url), lower($5)) > 0)
ORDER BY d.id DESC LIMIT $6;

-- name: find_delivery
-- Any key's callback.
SELECT d.id, d.task_id, d.api_key_id, k.name AS key_name, d.url, d.state, d.attempts, d.failures,
       d.created_at_ms, d.next_attempt_at_ms, d.ended_at_ms
FROM deliveries d JOIN api_keys k ON k.id = d.api_key_id WHERE d.id = $1;
