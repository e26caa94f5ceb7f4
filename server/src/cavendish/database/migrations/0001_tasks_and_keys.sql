-- The durable truth: keys, tasks, the attempts made for them, and what guards the limits.

CREATE FUNCTION cavendish_now_ms() RETURNS bigint
    LANGUAGE sql VOLATILE PARALLEL SAFE
    AS $$ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;

CREATE TABLE api_keys (
    id                  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name                text   NOT NULL,
    secret_hash         bytea  NOT NULL UNIQUE,
    hint                text   NOT NULL,
    requests_per_minute integer NOT NULL CHECK (requests_per_minute > 0),
    max_live_tasks      integer NOT NULL CHECK (max_live_tasks >= 0),
    default_strategy    text   NOT NULL CHECK (default_strategy IN ('auto', 'value', 'official')),
    created_at_ms       bigint NOT NULL DEFAULT cavendish_now_ms(),
    expires_at_ms       bigint,
    revoked_at_ms       bigint
);
COMMENT ON COLUMN api_keys.hint IS 'The secret''s first letters, so that its holder recognises it.';

CREATE TABLE tasks (
    id               text COLLATE "C" PRIMARY KEY,
    api_key_id       bigint NOT NULL REFERENCES api_keys (id),
    model            text   NOT NULL,
    state            text   NOT NULL DEFAULT 'pending'
                     CHECK (state IN ('pending', 'processing', 'success', 'failed')),
    mode             text   NOT NULL,
    prompt           text   NOT NULL,
    image_urls       text[] NOT NULL DEFAULT '{}',
    aspect_ratio     text   NOT NULL,
    output_format    text   NOT NULL,
    resolution       text,
    strategy         text   NOT NULL,
    source           text,
    callback_url     text,
    asset_token      text COLLATE "C" NOT NULL,
    created_at_ms    bigint NOT NULL DEFAULT cavendish_now_ms(),
    started_at_ms    bigint,
    claims           smallint NOT NULL DEFAULT 0,
    completed_at_ms  bigint,
    fail_code        text,
    fail_msg         text,
    cost_microusd    bigint NOT NULL DEFAULT 0,
    details          jsonb,
    asset_size_bytes bigint,
    asset_deleted_at_ms bigint,
    CHECK ((state IN ('success', 'failed')) = (completed_at_ms IS NOT NULL)),
    CHECK ((state = 'failed') = (fail_code IS NOT NULL))
);
COMMENT ON COLUMN tasks.claims IS 'How often a worker took it up; more than once means that workers died of or with it.';
COMMENT ON COLUMN tasks.details IS 'What the provider reports of its work, such as what the illustrator understood.';

-- The cap on live tasks counts these; a counter can leak, rows cannot.
CREATE INDEX tasks_live ON tasks (api_key_id) WHERE state IN ('pending', 'processing');
CREATE INDEX tasks_by_key ON tasks (api_key_id, id DESC);
CREATE UNIQUE INDEX tasks_asset ON tasks (asset_token) WHERE state = 'success';
CREATE INDEX tasks_asset_expiry ON tasks (completed_at_ms)
    WHERE state = 'success' AND asset_deleted_at_ms IS NULL;

CREATE TABLE idempotency_keys (
    api_key_id      bigint NOT NULL REFERENCES api_keys (id),
    idempotency_key text COLLATE "C" NOT NULL,
    body_digest     bytea  NOT NULL,
    task_id         text COLLATE "C" NOT NULL,
    created_at_ms   bigint NOT NULL DEFAULT cavendish_now_ms(),
    PRIMARY KEY (api_key_id, idempotency_key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at_ms);

CREATE TABLE attempts (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    task_id         text COLLATE "C" NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    route           text   NOT NULL,
    provider        text   NOT NULL,
    upstream_job_id text,
    started_at_ms   bigint NOT NULL DEFAULT cavendish_now_ms(),
    ended_at_ms     bigint,
    outcome         text   NOT NULL DEFAULT 'running'
                    CHECK (outcome IN ('running', 'succeeded', 'failed', 'abandoned')),
    failure_kind    text,
    reason          text,
    cost_microusd   bigint NOT NULL DEFAULT 0,
    CHECK ((outcome = 'running') = (ended_at_ms IS NULL))
);
CREATE INDEX attempts_by_task ON attempts (task_id);

-- Request counts of the running minute. Unlogged: a crash of the database forgets one minute at most.
CREATE UNLOGGED TABLE request_counts (
    api_key_id bigint  PRIMARY KEY,
    minute     bigint  NOT NULL,
    hits       integer NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0);

-- Worker processes alive now; readiness looks here.
CREATE UNLOGGED TABLE workers (
    id         text PRIMARY KEY,
    seen_at_ms bigint NOT NULL
);
