-- What the operator's console needs: its sessions, and indexes for looking through everything at once.
CREATE TABLE console_sessions (
    id            bytea  PRIMARY KEY,
    expires_at_ms bigint NOT NULL
);
COMMENT ON COLUMN console_sessions.id IS
    'Made from the session''s secret and the admin token: another token ends every session.';

-- Figures over time read this index alone; rows enter it when their task ends.
CREATE INDEX tasks_ended ON tasks (completed_at_ms)
    INCLUDE (state, created_at_ms, fail_code, api_key_id, model, cost_microusd)
    WHERE completed_at_ms IS NOT NULL;
CREATE INDEX tasks_failed ON tasks (fail_code, id DESC) WHERE state = 'failed';
CREATE INDEX deliveries_dead ON deliveries (id DESC) WHERE state = 'dead';
