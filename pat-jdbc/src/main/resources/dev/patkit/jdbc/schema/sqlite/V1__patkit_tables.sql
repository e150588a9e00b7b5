-- PatKit, version 1, for SQLite 3.37 or later. Instants are milliseconds since 1970-01-01T00:00:00Z.
-- "live" is 1 while a token holds its name, and NULL once it is revoked or its name was taken over after expiry.
-- "pat_owner" has a row per owner who was issued a token: it serialises issue and suspension. "suspended_at" of a
-- token is that of its owner.
-- "pat_audit" has a row per part of a change that took effect, written in the transaction of the change.
-- "epoch" counts the changes to the tokens of a shard, 0 to 255; all of its rows are there from the start.
-- STRICT keeps type affinity from turning a text into a number.

CREATE TABLE pat_token (
    id           INTEGER           NOT NULL PRIMARY KEY,
    created_at   INTEGER           NOT NULL,
    expires_at   INTEGER,
    last_used_at INTEGER,
    revoked_at   INTEGER,
    suspended_at INTEGER,
    secret_check INTEGER,
    live         INTEGER,
    owner        TEXT              NOT NULL,
    name         TEXT              NOT NULL,
    description  TEXT              NOT NULL,
    scopes       TEXT              NOT NULL,
    secret_hash  TEXT              NOT NULL,
    CONSTRAINT pat_token_live_name UNIQUE (owner, name, live)
) STRICT;

CREATE INDEX pat_token_revoked ON pat_token (revoked_at) WHERE revoked_at IS NOT NULL;

CREATE INDEX pat_token_expires ON pat_token (expires_at) WHERE expires_at IS NOT NULL;

CREATE TABLE pat_owner (
    changes      INTEGER           NOT NULL,
    suspended_at INTEGER,
    owner        TEXT              NOT NULL PRIMARY KEY
) STRICT;

CREATE TABLE pat_audit (
    id           INTEGER           NOT NULL PRIMARY KEY,
    happened_at  INTEGER           NOT NULL,
    token_id     INTEGER,
    action       TEXT              NOT NULL,
    actor        TEXT              NOT NULL,
    owner        TEXT              NOT NULL
) STRICT;

CREATE INDEX pat_audit_owner ON pat_audit (owner, happened_at, id);

CREATE TABLE pat_epoch (
    shard        INTEGER           NOT NULL PRIMARY KEY,
    epoch        INTEGER           NOT NULL
) STRICT;

INSERT INTO pat_epoch (shard, epoch)
SELECT a.d + 4 * b.d + 16 * c.d + 64 * e.d, 0
FROM (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) a
CROSS JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) b
CROSS JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) c
CROSS JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) e;
