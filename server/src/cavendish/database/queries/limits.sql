-- name: count_requests
-- Add hits per key to the running minute and return the sums. A process whose statement began in the
-- minute before adds to the newer minute, never resets it.
INSERT INTO request_counts AS c (api_key_id, minute, hits)
SELECT api_key_id, floor(extract(epoch FROM clock_timestamp()) / 60)::bigint, hits
FROM unnest($1::bigint[], $2::int[]) AS new (api_key_id, hits) ORDER BY api_key_id
ON CONFLICT (api_key_id) DO UPDATE SET
    hits = CASE WHEN c.minute >= excluded.minute THEN c.hits + excluded.hits ELSE excluded.hits END,
    minute = greatest(c.minute, excluded.minute)
RETURNING api_key_id, hits, (minute + 1) * 60 - extract(epoch FROM clock_timestamp())::float8 AS reset_s;
