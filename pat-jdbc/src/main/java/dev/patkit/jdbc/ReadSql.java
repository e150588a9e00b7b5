package dev.patkit.jdbc;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The statements of a verification. Where a database can have replicas, each row says whether a writer gave it: a pool
 * may have moved to a replica since the store was started. Immutable and thread-safe.
 */
final class ReadSql {
    /** The most rows that one statement reads. */
    static final int MAX_ROWS = 64;

    private final String find;
    private final String epochs;
    private final String origin;

    /** By the power of two of their placeholders, so that a connection prepares a handful of statements. */
    private final List<String> findSeveral;

    ReadSql(Dialect dialect) {
        String replica = dialect.replicaTest();
        String read = "SELECT " + TokenSql.COLUMNS + ", " + replica + " FROM pat_token t WHERE t.id ";
        find = read + "= ?";
        findSeveral = IntStream.rangeClosed(0, Integer.numberOfTrailingZeros(MAX_ROWS))
                .mapToObj(power -> read + "IN (?" + ", ?".repeat((1 << power) - 1) + ")")
                .toList();
        epochs = "SELECT shard, epoch, " + replica + " FROM pat_epoch WHERE shard >= 0 AND shard < 256";
        origin = dialect.hasReplicas() ? "SELECT " + replica : "";
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

    /** Asks what no row has said: whether a replica answers; empty where there are none. */
    String origin() {
        return origin;
    }
}
