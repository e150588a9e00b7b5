package dev.patkit.jdbc;

import java.util.List;

/**
 * How transactions of ours begin and end. Each of their statements sees what is committed and locks no gaps, whatever
 * the database's default; and the server ends a transaction whose process is silent for a second, because it was
 * stopped or has vanished, so that nobody waits longer for its locks.
 *
 * @param beginning statements before the first one
 * @param ending statements after the commit or rollback, which restore what lasts longer than the transaction
 */
record TransactionSettings(List<String> beginning, List<String> ending) {
    private static final String ISOLATION = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";

    static final TransactionSettings NONE = new TransactionSettings(List.of(), List.of());

    /** In one round trip. */
    static final TransactionSettings POSTGRESQL = new TransactionSettings(
            List.of(ISOLATION + "; SET LOCAL idle_in_transaction_session_timeout = 1000"), List.of());

    static final TransactionSettings MYSQL = new TransactionSettings(
            List.of("SET @patkit_wait = @@SESSION.wait_timeout, @@SESSION.wait_timeout = 1", ISOLATION),
            List.of("SET @@SESSION.wait_timeout = COALESCE(@patkit_wait, @@GLOBAL.wait_timeout)"));
}
