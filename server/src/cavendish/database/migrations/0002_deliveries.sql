-- Callbacks owed for ended tasks, every POST made for them, and the secrets that sign them.

CREATE TABLE deliveries (
    id                 text COLLATE "C" PRIMARY KEY,
    task_id            text COLLATE "C" NOT NULL UNIQUE REFERENCES tasks (id) ON DELETE CASCADE,
    api_key_id         bigint NOT NULL REFERENCES api_keys (id),
    url                text   NOT NULL,
    state              text   NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead')),
    attempts           integer NOT NULL DEFAULT 0,
    failures           integer NOT NULL DEFAULT 0,
    created_at_ms      bigint NOT NULL DEFAULT cavendish_now_ms(),
    next_attempt_at_ms bigint DEFAULT cavendish_now_ms(),
    ended_at_ms        bigint,
    CHECK ((state = 'pending') = (next_attempt_at_ms IS NOT NULL)),
    CHECK ((state = 'pending') = (ended_at_ms IS NULL))
) WITH (fillfactor = 70);
COMMENT ON COLUMN deliveries.attempts IS 'POSTs recorded; a job names the one it is for, so that a stale job does nothing.';
COMMENT ON COLUMN deliveries.failures IS 'Failed attempts since the creation or the last replay; they choose the next delay.';

CREATE INDEX deliveries_by_key ON deliveries (api_key_id, id DESC);
CREATE INDEX deliveries_due ON deliveries (next_attempt_at_ms) WHERE state = 'pending';

CREATE TABLE delivery_attempts (
    delivery_id   text COLLATE "C" NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
    number        integer NOT NULL,
    started_at_ms bigint  NOT NULL,
    duration_ms   integer NOT NULL,
    status_code   integer,
    error         text,
    excerpt       text NOT NULL DEFAULT '',
    PRIMARY KEY (delivery_id, number),
    CHECK ((status_code IS NULL) = (error IS NOT NULL))
);

-- Signing needs the secret itself, so these are stored as they are, in a table of their own that can be
-- granted and dumped apart from the rest. Whoever reads it can forge callbacks of that key, nothing more.
CREATE TABLE webhook_secrets (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    api_key_id    bigint NOT NULL REFERENCES api_keys (id),
    secret        bytea  NOT NULL CHECK (octet_length(secret) BETWEEN 24 AND 64),
    created_at_ms bigint NOT NULL DEFAULT cavendish_now_ms(),
    retires_at_ms bigint
);
COMMENT ON COLUMN webhook_secrets.retires_at_ms IS 'Set by a rotation: until then it signs beside the newer one.';
CREATE UNIQUE INDEX webhook_secrets_current ON webhook_secrets (api_key_id) WHERE retires_at_ms IS NULL;
CREATE INDEX webhook_secrets_by_key ON webhook_secrets (api_key_id, id DESC);
