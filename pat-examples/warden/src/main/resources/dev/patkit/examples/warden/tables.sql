-- The example's own tables, for SQLite and PostgreSQL. The library's tables are pat_token and pat_owner, among others.
-- Instants are milliseconds since 1970-01-01T00:00:00Z, in warden_audit microseconds. Booleans are 1 and 0.

CREATE TABLE IF NOT EXISTS warden_member (
    name      TEXT    NOT NULL PRIMARY KEY,
    id        TEXT    NOT NULL UNIQUE,
    full_name TEXT    NOT NULL,
    email     TEXT    NOT NULL,
    admin     INTEGER NOT NULL,
    active    INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS warden_audit (
    id       TEXT    NOT NULL PRIMARY KEY,
    at       BIGINT  NOT NULL,
    action   TEXT    NOT NULL,
    traffic  INTEGER NOT NULL,
    actor    TEXT,
    subject  TEXT    NOT NULL,
    token_id BIGINT,
    place    TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    address  TEXT    NOT NULL
);

CREATE INDEX IF NOT EXISTS warden_audit_at ON warden_audit (at);

CREATE INDEX IF NOT EXISTS warden_audit_traffic ON warden_audit (traffic, at);

CREATE TABLE IF NOT EXISTS warden_project (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL,
    summary    TEXT    NOT NULL,
    created_at BIGINT  NOT NULL,
    active     INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS warden_project_member (
    project_id TEXT NOT NULL,
    member     TEXT NOT NULL,
    role       TEXT NOT NULL,
    PRIMARY KEY (project_id, member)
);

CREATE TABLE IF NOT EXISTS warden_project_job (
    id         TEXT NOT NULL PRIMARY KEY,
    creator    TEXT NOT NULL,
    project_id TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS catalog_application (
    id                  TEXT   NOT NULL PRIMARY KEY,
    owner               TEXT   NOT NULL,
    name                TEXT   NOT NULL,
    description         TEXT   NOT NULL,
    repository_location TEXT   NOT NULL,
    type                TEXT   NOT NULL,
    updated_at          BIGINT NOT NULL,
    UNIQUE (owner, name)
);
