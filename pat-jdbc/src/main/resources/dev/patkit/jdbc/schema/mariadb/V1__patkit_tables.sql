-- PatKit, version 1, for MariaDB 10.6 or later. Instants are milliseconds since 1970-01-01T00:00:00Z.
-- "live" is 1 while a token holds its name, and NULL once it is revoked or its name was taken over after expiry.
-- "pat_owner" has a row per owner who was issued a token: it serialises issue and suspension. "suspended_at" of a
-- token is that of its owner.
-- "pat_audit" has a row per part of a change that took effect, written in the transaction of the change.
-- "epoch" counts the changes to the tokens of a shard, 0 to 255; all of its rows are there from the start.
-- Other collations blur texts: even utf8mb4_bin ignores trailing spaces.

CREATE TABLE pat_token (
    id           BIGINT            NOT NULL PRIMARY KEY,
    created_at   BIGINT            NOT NULL,
    expires_at   BIGINT,
    last_used_at BIGINT,
    revoked_at   BIGINT,
    suspended_at BIGINT,
    secret_check INTEGER,
    live         SMALLINT,
    owner        VARCHAR(255)      NOT NULL,
    name         VARCHAR(100)      NOT NULL,
    description  VARCHAR(500)      NOT NULL,
    scopes       TEXT              NOT NULL,
    secret_hash  VARCHAR(512)      NOT NULL,
    CONSTRAINT pat_token_live_name UNIQUE (owner, name, live)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX pat_token_revoked ON pat_token (revoked_at);

CREATE INDEX pat_token_expires ON pat_token (expires_at);

CREATE TABLE pat_owner (
    changes      BIGINT            NOT NULL,
    suspended_at BIGINT,
    owner        VARCHAR(255)      NOT NULL PRIMARY KEY
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE pat_audit (
    id           BIGINT            NOT NULL PRIMARY KEY,
    happened_at  BIGINT            NOT NULL,
    token_id     BIGINT,
    action       VARCHAR(32)       NOT NULL,
    actor        VARCHAR(255)      NOT NULL,
    owner        VARCHAR(255)      NOT NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE INDEX pat_audit_owner ON pat_audit (owner, happened_at, id);

CREATE TABLE pat_epoch (
    shard        INTEGER           NOT NULL PRIMARY KEY,
    epoch        BIGINT            NOT NULL
) ENGINE = InnoDB;

INSERT INTO pat_epoch (shard, epoch)
SELECT a.d + 4 * b.d + 16 * c.d + 64 * e.d, 0
FROM (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) a
CROSS JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) b
CROSS JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) c
CROSS JOIN (SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) e;
