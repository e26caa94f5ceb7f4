-- Pages of one key's tasks and deliveries. The order is by id || '', which the primary key cannot serve: with
-- plain ids the planner may walk it backwards through everybody's rows until it has found a page of one
-- key's, which for a key with five tasks among a million is all of them.
CREATE INDEX tasks_page ON tasks (api_key_id, (id || '') DESC);
CREATE INDEX tasks_failed_page ON tasks (api_key_id, (id || '') DESC) WHERE state = 'failed';
DROP INDEX tasks_by_key;
CREATE INDEX deliveries_page ON deliveries (api_key_id, (id || '') DESC);
CREATE INDEX deliveries_unsettled_page ON deliveries (api_key_id, (id || '') DESC) WHERE state <> 'delivered';
DROP INDEX deliveries_by_key;
