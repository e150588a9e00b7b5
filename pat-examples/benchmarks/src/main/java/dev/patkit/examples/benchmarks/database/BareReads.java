package dev.patkit.examples.benchmarks.database;

import dev.patkit.token.TokenId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What the database and the pool can do at best: single reads, and nothing done with what is read. */
final class BareReads {
    /** The statement of {@code JdbcTokenStore.find}. */
    static final String FIND = """
            SELECT t.id, t.owner, t.name, t.description, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at,
            t.secret_hash, t.secret_check, t.suspended_at
            , pg_is_in_recovery() FROM pat_token t WHERE t.id = ?""";

    private static final String PLAIN = """
            SELECT id, owner, name, description, scopes, created_at, expires_at, last_used_at, revoked_at, secret_hash,
            secret_check, suspended_at
            FROM pat_token WHERE id = ?
            """;

    private static final String ONE = "SELECT 1";

    private final DataSource pool;

    BareReads(DataSource pool) {
        this.pool = pool;
    }

    /**
     * The row with its owner's suspension, as the store reads it; gives something of each column, so that none is
     * skipped.
     */
    long find(TokenId id) throws SQLException {
        return read(FIND, id, true);
    }

    /** The row alone. */
    long plain(TokenId id) throws SQLException {
        return read(PLAIN, id, false);
    }

    private long read(String sql, TokenId id, boolean withSuspension) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setLong(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("there is no row " + id);
                }
                return sum(row) + (withSuspension && row.getString(12) != null ? 1 : 0);
            }
        }
    }

    private static long sum(ResultSet row) throws SQLException {
        long sum = row.getLong(1);
        for (int text = 2; text <= 5; text++) {
            sum += row.getString(text).length();
        }
        for (int instant = 6; instant <= 9; instant++) {
            sum += row.getLong(instant);
            sum += row.wasNull() ? 1 : 0;
        }
        return sum + row.getString(10).length() + row.getInt(11);
    }

    /** A trip to the database that reads nothing. */
    int one() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement(ONE);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
