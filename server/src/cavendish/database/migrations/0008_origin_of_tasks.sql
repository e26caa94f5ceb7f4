-- Which request a task came from, so that it can be followed through worker, upstream and callback.
-- Nullable, without a default: the previous release goes on inserting rows without them.
ALTER TABLE tasks ADD COLUMN request_id text, ADD COLUMN traceparent text;
COMMENT ON COLUMN tasks.request_id IS 'The X-Request-Id of the call that created it.';
COMMENT ON COLUMN tasks.traceparent IS 'W3C trace context of that call; null: it is not traced.';
