-- name: count_requests
-- Settle what was lent, then take requests of the running minute, never more than a key's limit. What is
-- wanted in advance ($3) is lent whole or not at all, and none of the last $8. What was lent in another
-- minute ($5) is settled by that minute's end. A process whose statement began in the minute before takes
-- from the newer minute, never resets it.
INSERT INTO request_counts AS c (api_key_id, minute, hits, lent, taken, ask)
SELECT n.api_key_id, floor(extract(epoch FROM clock_timestamp()) / 60)::bigint,
       t.taken, greatest(0, t.taken - n.requests), t.taken, n.ask
FROM unnest($1::bigint[], $2::int[], $3::int[], $4::int[])
         WITH ORDINALITY AS n (api_key_id, requests, wanted, key_limit, ask),
     LATERAL (SELECT CASE WHEN n.requests + n.wanted <= n.key_limit - $8::int THEN n.requests + n.wanted
                          ELSE least(n.requests, n.key_limit) END) AS t (taken)
ORDER BY n.api_key_id
ON CONFLICT (api_key_id) DO UPDATE SET (minute, hits, lent, taken, ask) = (
    SELECT greatest(c.minute, excluded.minute), s.hits + t.taken, s.lent + greatest(0, t.taken - n.requests),
           t.taken, excluded.ask
    FROM (SELECT ($2::int[])[excluded.ask] AS requests, ($3::int[])[excluded.ask] AS wanted,
                 ($4::int[])[excluded.ask] AS key_limit, ($5::bigint[])[excluded.ask] AS minute,
                 ($6::int[])[excluded.ask] AS settled, ($7::int[])[excluded.ask] AS put_back) AS n,
         LATERAL (SELECT CASE WHEN c.minute < excluded.minute THEN 0
                              WHEN c.minute = n.minute THEN greatest(0, c.hits - n.put_back) ELSE c.hits END,
                         CASE WHEN c.minute < excluded.minute THEN 0
                              WHEN c.minute = n.minute THEN greatest(0, c.lent - n.settled) ELSE c.lent END) AS s (hits, lent),
         LATERAL (SELECT CASE WHEN s.hits + n.requests + n.wanted <= n.key_limit - $8::int
                              THEN n.requests + n.wanted
                              ELSE greatest(0, least(n.requests, n.key_limit - s.hits)) END) AS t (taken))
RETURNING ask, minute, hits, lent, taken,
          (minute + 1) * 60 - extract(epoch FROM clock_timestamp())::float8 AS reset_s;

-- name: call_in_requests
-- Ask every process to put back what it was lent of a key.
SELECT pg_notify('cavendish_limits', $1::bigint::text);
