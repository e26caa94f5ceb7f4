-- name: insert_decision
-- Which check refused a task's content and why; a second worker that comes to the same end adds nothing.
INSERT INTO moderation_decisions (task_id, stage, check_name, category, reason, score)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (task_id, stage) DO NOTHING;

-- name: list_decisions
-- The latest refusals, of all tasks or of one.
SELECT task_id, stage, check_name, category, reason, score, decided_at_ms
FROM moderation_decisions WHERE $1::text IS NULL OR task_id = $1
ORDER BY decided_at_ms DESC, task_id LIMIT $2;
