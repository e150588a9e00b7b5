-- PatKit, version 1, for H2. Instants are milliseconds since 1970-01-01T00:00:00Z.
-- "live" is 1 while a token holds its name, and NULL once it is revoked or its name was taken over after expiry.
-- "pat_owner" has a row per owner who was issued a token: it serialises issue and suspension. "suspended_at" of a
-- token is that of its owner.
-- "pat_audit" has a row per part of a change that took effect, written in the transaction of the change.
-- "epoch" counts the changes to the tokens of a shard, 0 to 255; all of its rows are there from the start.
-- H2 counts UTF-16 units, so texts are twice as wide as the most code points they may have.

CREATE TABLE pat_token (
    id           BIGINT            NOT NULL PRIMARY KEY,
    created_at   BIGINT            NOT NULL,
    expires_at   BIGINT,
    last_used_at BIGINT,
    revoked_at   BIGINT,
    suspended_at BIGINT,
    secret_check INTEGER,
    live         SMALLINT,
    owner        VARCHAR(510)      NOT NULL,
    name         VARCHAR(200)      NOT NULL,
    description  VARCHAR(1000)     NOT NULL,
    scopes       VARCHAR(10400)    NOT NULL,
    secret_hash  VARCHAR(512)      NOT NULL,
    CONSTRAINT pat_token_live_name UNIQUE (owner, name, live)
);

CREATE INDEX pat_token_revoked ON pat_token (revoked_at);

CREATE INDEX pat_token_expires ON pat_token (expires_at);

CREATE TABLE pat_owner (
    changes      BIGINT            NOT NULL,
    suspended_at BIGINT,
    owner        VARCHAR(510)      NOT NULL PRIMARY KEY
);

CREATE TABLE pat_audit (
    id           BIGINT            NOT NULL PRIMARY KEY,
    happened_at  BIGINT            NOT NULL,
    token_id     BIGINT,
    action       VARCHAR(32)       NOT NULL,
    actor        VARCHAR(510)      NOT NULL,
    owner        VARCHAR(510)      NOT NULL
);

CREATE INDEX pat_audit_owner ON pat_audit (owner, happened_at, id);

CREATE TABLE pat_epoch (
    shard        INTEGER           NOT NULL PRIMARY KEY,
    epoch        BIGINT            NOT NULL
);

INSERT INTO pat_epoch (shard, epoch)
SELECT a.d + 4 * b.d + 16 * c.d + 64 * e.d, 0
FROM (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) a
CROSS JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) b
CROSS JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) c
CROSS JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) e;
