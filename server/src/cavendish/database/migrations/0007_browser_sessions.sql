-- Browsers that act for an API key. Tokens are stored as SHA-256 only; a revoked key ends its sessions.

CREATE TABLE browser_sessions (
    token_hash    bytea  PRIMARY KEY,
    api_key_id    bigint NOT NULL REFERENCES api_keys (id),
    expires_at_ms bigint NOT NULL
);
CREATE INDEX browser_sessions_expiry ON browser_sessions (expires_at_ms);

-- One-time links that open a session.
CREATE TABLE sign_in_tickets (
    token_hash    bytea  PRIMARY KEY,
    api_key_id    bigint NOT NULL REFERENCES api_keys (id),
    expires_at_ms bigint NOT NULL
);
CREATE INDEX sign_in_tickets_expiry ON sign_in_tickets (expires_at_ms);
