-- name: count_live
-- Tasks that have not ended, now.
SELECT state, count(*) AS tasks FROM tasks
WHERE state IN ('pending', 'processing')
  AND ($1::bigint IS NULL OR api_key_id = $1) AND ($2::text IS NULL OR model = $2)
GROUP BY state;

-- name: read_endings
-- Tasks that ended from $1 to $2, in spans of $4 ms that begin $3 ms off the hour; the row without a span
-- is of all together. Seconds are those a caller waited for his picture.
SELECT (completed_at_ms + $3) / $4 AS span,
       count(*) FILTER (WHERE state = 'success') AS succeeded,
       count(*) FILTER (WHERE state = 'failed') AS failed,
       percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY completed_at_ms - created_at_ms)
           FILTER (WHERE state = 'success') AS waits_ms,
       coalesce(sum(cost_microusd), 0)::bigint AS cost_microusd
FROM tasks
WHERE completed_at_ms >= $1 AND completed_at_ms < $2
  AND ($5::bigint IS NULL OR api_key_id = $5) AND ($6::text IS NULL OR model = $6)
GROUP BY GROUPING SETS ((1), ()) ORDER BY 1;

-- name: read_failures
-- Why tasks failed, in the same spans.
SELECT (completed_at_ms + $3) / $4 AS span, fail_code, count(*) AS tasks
FROM tasks
WHERE completed_at_ms >= $1 AND completed_at_ms < $2 AND fail_code IS NOT NULL
  AND ($5::bigint IS NULL OR api_key_id = $5) AND ($6::text IS NULL OR model = $6)
GROUP BY 1, 2 ORDER BY 1, 2;

-- name: read_spending
-- What calls to each route cost, in spans of $4 ms (days).
SELECT (a.started_at_ms + $3) / $4 AS span, a.route, count(*) AS calls,
       coalesce(sum(a.cost_microusd), 0)::bigint AS cost_microusd
FROM attempts a
WHERE a.started_at_ms >= $1 AND a.started_at_ms < $2
  AND (($5::bigint IS NULL AND $6::text IS NULL)
       OR EXISTS (SELECT FROM tasks t WHERE t.id = a.task_id
                  AND ($5::bigint IS NULL OR t.api_key_id = $5) AND ($6::text IS NULL OR t.model = $6)))
GROUP BY 1, 2 ORDER BY 1, 2;
