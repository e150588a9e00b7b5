package dev.patkit.examples.benchmarks.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a token takes on PostgreSQL: its row and its share of each index, once as a service grows them, ids and owners
 * in random order, and once with all indexes built anew.
 *
 * @param relation the table, an index, or {@code total}
 * @param grown bytes a token after the rows came one by one
 * @param rebuilt bytes a token after {@code REINDEX}
 */
public record TokenSize(String relation, double grown, double rebuilt) {
    private static final String TOTAL = "total";
    private static final int ROWS = 1_000_000;
    private static final String SIZES = """
            SELECT relname, pg_relation_size(c.oid)::float8 / ?
            FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
            WHERE c.oid = 'pat_token'::regclass OR i.indrelid = 'pat_token'::regclass
            UNION ALL SELECT 'total', pg_total_relation_size('pat_token')::float8 / ?
            ORDER BY 2 DESC, 1
            """;

    private record Size(String relation, double bytes) {}

    /**
     * Prints the sizes for a million tokens, on a server of its own.
     *
     * @param args none
     * @throws IOException if the server cannot be started
     * @throws SQLException if the server fails
     */
    public static void main(String[] args) throws IOException, SQLException {
        try (DatabaseServer server = DatabaseServer.start()) {
            System.setProperty(Databases.PROPERTY, server.url());
            measure(ROWS).forEach(System.out::println);
        } finally {
            System.clearProperty(Databases.PROPERTY);
        }
    }

    /**
     * Measures on the server that {@link Databases#PROPERTY} names, in a database that is deleted again.
     *
     * @param rows how many tokens to spread the sizes over
     * @return the sizes, the largest first
     * @throws SQLException if the server fails
     */
    public static List<TokenSize> measure(int rows) throws SQLException {
        String copy = "sizes_" + rows;
        Databases.copyOnce(copy, new TokenRows(rows).database());
        List<TokenSize> sizes = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(Databases.url(copy))) {
            List<Size> grown = sizes(connection, rows);
            Databases.execute(connection, "REINDEX TABLE pat_token");
            List<Size> rebuilt = sizes(connection, rows);
            for (Size size : grown) {
                sizes.add(new TokenSize(size.relation(), size.bytes(), bytesOf(size.relation(), rebuilt)));
            }
        }
        Databases.drop(copy);
        return sizes;
    }

    private static List<Size> sizes(Connection connection, int rows) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SIZES)) {
            select.setInt(1, rows);
            select.setInt(2, rows);
            try (ResultSet found = select.executeQuery()) {
                List<Size> sizes = new ArrayList<>();
                while (found.next()) {
                    sizes.add(new Size(found.getString(1), found.getDouble(2)));
                }
                return sizes;
            }
        }
    }

    private static double bytesOf(String relation, List<Size> sizes) {
        return sizes.stream()
                .filter(size -> size.relation().equals(relation))
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    /** Whether this is the sum of all. */
    boolean isTotal() {
        return relation.equals(TOTAL);
    }

    /** Such as {@code pat_token_pkey: 30.4 bytes a token, 22.5 after REINDEX}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %.1f bytes a token, %.1f after REINDEX", relation, grown, rebuilt);
    }
}
