-- name: list_route_health
-- The routes that are left alone, and the database's time.
SELECT route, cause, reason, since_ms, retry_at_ms, cooldown_ms, probes_out, probes_until_ms, successes,
       cavendish_now_ms() AS now_ms
FROM route_health;

-- name: lock_route
-- One change of a route's health at a time, whether it has a row or not.
SELECT pg_advisory_xact_lock(hashtextextended('route_health ' || $1, 0));

-- name: find_route_health
-- One route's health and the database's time; a row in any case.
SELECT h.*, cavendish_now_ms() AS now_ms
FROM (SELECT) AS one LEFT JOIN route_health h ON h.route = $1;

-- name: put_route_health
-- Keep a route's health.
INSERT INTO route_health (route, cause, reason, since_ms, retry_at_ms, cooldown_ms, probes_out,
                          probes_until_ms, successes)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (route) DO UPDATE SET
    cause = excluded.cause, reason = excluded.reason, since_ms = excluded.since_ms,
    retry_at_ms = excluded.retry_at_ms, cooldown_ms = excluded.cooldown_ms, probes_out = excluded.probes_out,
    probes_until_ms = excluded.probes_until_ms, successes = excluded.successes;

-- name: delete_route_health
-- The route is closed again.
DELETE FROM route_health WHERE route = $1;

-- name: tell_workers
-- Let the other workers look again, once this commits.
SELECT pg_notify('cavendish_routes', $1);
