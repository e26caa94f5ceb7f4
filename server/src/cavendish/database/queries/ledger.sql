-- name: take_holds
-- Money set aside for tasks of one batch: off the balances, into the ledger. The keys are locked.
WITH held AS (
    INSERT INTO ledger_entries (api_key_id, kind, amount_microusd, task_id)
    SELECT api_key_id, 'hold', amount, task_id
    FROM unnest($1::bigint[], $2::text[], $3::bigint[]) AS new (api_key_id, task_id, amount)
    RETURNING api_key_id, amount_microusd
)
UPDATE api_keys k SET balance_microusd = k.balance_microusd - sums.amount
FROM (SELECT api_key_id, sum(amount_microusd)::bigint AS amount FROM held GROUP BY api_key_id) AS sums
WHERE k.id = sums.api_key_id;

-- name: top_up
-- More money on a key, which has a budget from then on; no row when there is no such key.
WITH paid AS (
    UPDATE api_keys SET balance_microusd = coalesce(balance_microusd, 0) + $2 WHERE id = $1
    RETURNING id, balance_microusd
), noted AS (
    INSERT INTO ledger_entries (api_key_id, kind, amount_microusd) SELECT id, 'topup', $2 FROM paid
)
SELECT balance_microusd FROM paid;

-- name: lock_budget
-- Keep others from moving this key's money; no row when there is no such key.
SELECT id FROM api_keys WHERE id = $1 FOR NO KEY UPDATE;

-- name: has_holds
-- Whether live tasks hold money of this key; a statement of its own, to see what committed before the lock.
SELECT EXISTS (SELECT FROM tasks WHERE api_key_id = $1 AND state IN ('pending', 'processing')
               AND hold_microusd IS NOT NULL);

-- name: withdraw
-- Take all that is left, and the budget with it.
WITH before AS (SELECT id, balance_microusd FROM api_keys WHERE id = $1 AND balance_microusd IS NOT NULL),
noted AS (
    INSERT INTO ledger_entries (api_key_id, kind, amount_microusd)
    SELECT id, 'withdrawal', balance_microusd FROM before
)
UPDATE api_keys SET balance_microusd = NULL WHERE id IN (SELECT id FROM before);

-- name: find_balance
-- What is left to a key; NULL without a budget.
SELECT balance_microusd FROM api_keys WHERE id = $1;

-- name: sum_ledger
-- All movements of a key's money by kind.
SELECT kind, sum(amount_microusd)::bigint AS amount FROM ledger_entries WHERE api_key_id = $1 GROUP BY kind;
