-- Routes that are left alone for now, as all workers know them: a row while a route's breaker is not closed.
-- Unlogged: after a crash of the database the first calls find out again.
CREATE UNLOGGED TABLE route_health (
    route           text PRIMARY KEY,
    cause           text   NOT NULL CHECK (cause IN ('throttled', 'failing', 'misconfigured')),
    reason          text   NOT NULL,
    since_ms        bigint NOT NULL,
    retry_at_ms     bigint NOT NULL,
    cooldown_ms     bigint NOT NULL,
    probes_out      integer NOT NULL DEFAULT 0,
    probes_until_ms bigint NOT NULL DEFAULT 0,
    successes       integer NOT NULL DEFAULT 0
);

ALTER TABLE attempts ADD COLUMN is_repeat boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN attempts.is_repeat IS
    'Made again after a worker died in a call that could not be resumed: it may have been paid twice.';

-- What routes did lately; ids and start times grow together, so this index grows at its right edge.
CREATE INDEX attempts_recent ON attempts (started_at_ms);
