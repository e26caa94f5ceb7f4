-- What the checks of content refused, for the operator. No words of the prompt are kept here.
CREATE TABLE moderation_decisions (
    task_id       text COLLATE "C" NOT NULL REFERENCES tasks (id) ON DELETE CASCADE,
    stage         text   NOT NULL CHECK (stage IN ('request', 'result')),
    check_name    text   NOT NULL,
    category      text   NOT NULL,
    reason        text   NOT NULL,
    score         double precision,
    decided_at_ms bigint NOT NULL DEFAULT cavendish_now_ms(),
    PRIMARY KEY (task_id, stage)
);
COMMENT ON COLUMN moderation_decisions.reason IS 'The rule that was broken, or which picture; never the prompt.';
CREATE INDEX moderation_decisions_recent ON moderation_decisions (decided_at_ms DESC);
