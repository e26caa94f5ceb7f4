-- name: count_live_tasks
-- Tasks that have not ended, by state, and the age of the oldest one in milliseconds.
SELECT state, count(*) AS tasks, greatest(0, cavendish_now_ms() - min(created_at_ms)) AS oldest_ms
FROM tasks WHERE state IN ('pending', 'processing') GROUP BY state;

-- name: count_jobs
-- The queue's jobs by kind: due, to come later, taken; and how long the oldest due one has waited.
SELECT entrypoint,
       count(*) FILTER (WHERE status = 'queued' AND execute_after <= now()) AS due,
       count(*) FILTER (WHERE status = 'queued' AND execute_after > now()) AS later,
       count(*) FILTER (WHERE status = 'picked') AS taken,
       coalesce(extract(epoch FROM now() - min(execute_after)
                        FILTER (WHERE status = 'queued' AND execute_after <= now())), 0)::float8 AS oldest_s
FROM pgqueuer GROUP BY entrypoint;

-- name: count_owed_deliveries
-- Callbacks that wait for their next attempt.
SELECT count(*) FROM deliveries WHERE state = 'pending';
