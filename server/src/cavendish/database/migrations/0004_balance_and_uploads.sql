-- What operators may say of a key, prepaid money with its ledger, and pictures that callers upload.

ALTER TABLE api_keys
    ADD COLUMN owner text NOT NULL DEFAULT '',
    ADD COLUMN allowed_models text[] NOT NULL DEFAULT '{}',
    ADD COLUMN allowed_networks text[] NOT NULL DEFAULT '{}',
    ADD COLUMN price_percent integer NOT NULL DEFAULT 100 CHECK (price_percent BETWEEN 0 AND 100000),
    ADD COLUMN balance_microusd bigint CHECK (balance_microusd >= 0);
COMMENT ON COLUMN api_keys.allowed_models IS 'Empty: every model.';
COMMENT ON COLUMN api_keys.allowed_networks IS 'Empty: calls may come from anywhere.';
COMMENT ON COLUMN api_keys.price_percent IS 'What this key pays, in percent of the price list.';
COMMENT ON COLUMN api_keys.balance_microusd IS
    'What is left to set aside for new tasks; NULL for a key without a budget. '
    'Always topups - holds + releases - withdrawals of the ledger.';

ALTER TABLE tasks ADD COLUMN hold_microusd bigint CHECK (hold_microusd >= 0);
COMMENT ON COLUMN tasks.hold_microusd IS 'Set aside at submit: charged on success, released on failure. NULL: no budget then.';

-- Every movement of money, never changed and never deleted. Amounts are positive; the kind tells the direction.
-- A task has one hold, and once it has ended one charge or one release of the same amount.
CREATE TABLE ledger_entries (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    api_key_id      bigint NOT NULL REFERENCES api_keys (id),
    kind            text   NOT NULL CHECK (kind IN ('topup', 'withdrawal', 'hold', 'charge', 'release')),
    amount_microusd bigint NOT NULL CHECK (amount_microusd >= 0),
    task_id         text COLLATE "C",
    created_at_ms   bigint NOT NULL DEFAULT cavendish_now_ms(),
    CHECK ((kind IN ('hold', 'charge', 'release')) = (task_id IS NOT NULL))
);
CREATE INDEX ledger_entries_by_key ON ledger_entries (api_key_id, id DESC);
CREATE UNIQUE INDEX ledger_entries_one_hold ON ledger_entries (task_id) WHERE kind = 'hold';
CREATE UNIQUE INDEX ledger_entries_one_settlement ON ledger_entries (task_id) WHERE kind IN ('charge', 'release');

CREATE TABLE uploads (
    token         text COLLATE "C" PRIMARY KEY,
    api_key_id    bigint NOT NULL REFERENCES api_keys (id),
    media_type    text   NOT NULL,
    size_bytes    bigint NOT NULL,
    expires_at_ms bigint NOT NULL
);
CREATE INDEX uploads_by_key ON uploads (api_key_id);
CREATE INDEX uploads_expiry ON uploads (expires_at_ms);
