package dev.patkit.jdbc;

import java.util.List;

/**
 * A setting of a database or session that must be as expected, or a promise would be broken.
 *
 * @param query reads one value
 * @param expected the value that is safe
 * @param cure what to do where it is another
 */
record SessionSetting(String query, String expected, String cure) {
    static final List<SessionSetting> H2 = List.of(
            new SessionSetting(
                    "SELECT CASE WHEN DATABASE_PATH() IS NULL THEN 0 ELSE (SELECT MAX(CAST(SETTING_VALUE AS INTEGER))"
                            + " FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY') END",
                    "0",
                    "an H2 file forgets acknowledged writes when the process is killed; add ;WRITE_DELAY=0 to its URL"),
            new SessionSetting("SELECT READONLY()", "FALSE", "the database is read-only; open it for writing"));

    static final List<SessionSetting> SQLITE = List.of(
            new SessionSetting(
                    "SELECT timeout = 0 FROM pragma_busy_timeout",
                    "0",
                    "a second writer fails at once; add busy_timeout=5000 to the URL"),
            new SessionSetting(
                    "SELECT (SELECT journal_mode FROM pragma_journal_mode) <> 'wal'"
                            + " AND (SELECT file FROM pragma_database_list WHERE name = 'main') <> ''",
                    "0",
                    "a reader would stop writers, or a killed process damage the file; add"
                            + " journal_mode=WAL to the URL"),
            new SessionSetting(
                    "SELECT synchronous = 0 FROM pragma_synchronous",
                    "0",
                    "a power failure would damage the file; set synchronous to NORMAL or more"));

    static final List<SessionSetting> POSTGRESQL = List.of(
            new SessionSetting(
                    "SELECT pg_is_in_recovery()",
                    "f",
                    "this is a standby, where a revoked token is still live for a while; connect to the primary"),
            new SessionSetting(
                    "SELECT current_setting('transaction_read_only')",
                    "off",
                    "the session is read-only; connect to the primary"));

    static final List<SessionSetting> MYSQL = List.of(
            new SessionSetting(
                    "SELECT CAST(@@global.read_only AS CHAR) IN ('0', 'OFF') AND @@global.innodb_read_only = 0",
                    "1",
                    "the server is read-only; connect to the primary"),
            new SessionSetting(
                    "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND engine <> 'InnoDB'"
                            + " AND table_name IN ('pat_token', 'pat_owner', 'pat_audit', 'pat_epoch')",
                    "0",
                    "the tables' storage engine has no transactions; use InnoDB"));

    static final List<SessionSetting> MARIADB = List.of(
            MYSQL.get(0),
            MYSQL.get(1),
            new SessionSetting(
                    "SELECT CAST(SUBSTRING_INDEX(VERSION(), '.', 1) AS UNSIGNED) * 1000"
                            + " + CAST(SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '.', 2), '.', -1) AS UNSIGNED) >= 10006",
                    "1",
                    "the server is too old to leave locked rows alone; use MariaDB 10.6 or later"),
            new SessionSetting(
                    "SELECT COUNT(*) FROM information_schema.session_variables galera"
                            + " JOIN information_schema.session_variables wait"
                            + " ON wait.variable_name = 'WSREP_SYNC_WAIT'"
                            + " WHERE galera.variable_name = 'WSREP_ON' AND galera.variable_value = 'ON'"
                            + " AND wait.variable_value & 1 = 0",
                    "0",
                    "a Galera node may not have seen a revocation yet; set wsrep_sync_wait=1"));
}
