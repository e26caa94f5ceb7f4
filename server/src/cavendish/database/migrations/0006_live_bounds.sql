-- For each key a number that its live tasks do not exceed: submits add to it, ends of tasks do not take from
-- it, and where it passes the cap the rows themselves are counted and it is set anew. Unlogged: after a crash
-- of the database it is unknown, which counts as passing the cap.
CREATE UNLOGGED TABLE live_bounds (
    api_key_id bigint PRIMARY KEY,
    bound      bigint NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0);
