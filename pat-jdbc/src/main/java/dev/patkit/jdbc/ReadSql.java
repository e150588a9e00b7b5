package dev.patkit.jdbc;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The statements of a verification. Where a database can have replicas, each answer says whether a writer gave it, also
 * where no row is found: a pool may have moved to a replica since the store was started. Immutable and thread-safe.
 */
final class ReadSql {
    /** The most rows that one statement reads. */
    static final int MAX_ROWS = 64;

    private final String find;
    private final String epochs;

    /** By the power of two of their placeholders, so that a connection prepares a handful of statements. */
    private final List<String> findSeveral;

    ReadSql(Dialect dialect) {
        String replica = dialect.replicaTest();
        // A subquery: with a join, PostgreSQL would hash all suspended owners at every call where they are few.
        find = "SELECT " + TokenSql.COLUMNS
                + ", (SELECT s.owner FROM pat_suspended_owner s WHERE s.owner = t.owner) AS suspended, "
                + from(replica, "t.id = ?");
        // A join: for many rows, a subquery would scan the suspended owners once per row.
        String several = "SELECT " + TokenSql.COLUMNS + ", s.owner AS suspended, " + from(replica, "t.id IN (?%s)");
        String joined = replica.isEmpty()
                ? several.replace(" WHERE ", " LEFT JOIN pat_suspended_owner s ON s.owner = t.owner WHERE ")
                : several + " LEFT JOIN pat_suspended_owner s ON s.owner = t.owner";
        findSeveral = IntStream.rangeClosed(0, Integer.numberOfTrailingZeros(MAX_ROWS))
                .mapToObj(power -> joined.replace("%s", ", ?".repeat((1 << power) - 1)))
                .toList();
        epochs = "SELECT shard, epoch, " + (replica.isEmpty() ? "0" : replica)
                + " FROM pat_epoch WHERE shard >= 0 AND shard < 256";
    }

    /** The rows that are asked for; with replicas, one row in any case. */
    private static String from(String replica, String condition) {
        return replica.isEmpty()
                ? "0 FROM pat_token t WHERE " + condition
                : replica + " FROM (SELECT 1 AS answer) a LEFT JOIN pat_token t ON " + condition;
    }

    /** Reads one row. */
    String find() {
        return find;
    }

    /** How many placeholders the statement has that reads so many rows: the next power of two. */
    static int placeholdersFor(int rows) {
        return rows == 1 ? 1 : Integer.highestOneBit(rows - 1) << 1;
    }

    /** Reads several rows. */
    String findSeveral(int placeholders) {
        return placeholders == 1 ? find : findSeveral.get(Integer.numberOfTrailingZeros(placeholders));
    }

    /** Reads all epochs. */
    String epochs() {
        return epochs;
    }
}
