package dev.patkit.examples.benchmarks.database;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The common hand-written verify: look the token up by its digest, look its user up, update when it was last used. Its
 * three statements share one connection of the pool, each in autocommit, which is kinder to it than one connection for
 * each.
 */
final class Recipe {
    private static final String FIND_TOKEN = "SELECT * FROM personal_access_tokens WHERE token = ? LIMIT 1";
    private static final String FIND_USER = "SELECT * FROM users WHERE id = ? LIMIT 1";
    private static final String MARK_USED =
            "UPDATE personal_access_tokens SET last_used_at = ?, updated_at = ? WHERE id = ?";

    private final DataSource pool;

    private record Found(long id, long user, String abilities) {}

    Recipe(DataSource pool) {
        this.pool = pool;
    }

    /** The name of the user whose token this is, or empty if it is nobody's, has expired, or may not read. */
    Optional<String> userOf(String text) throws SQLException {
        Timestamp now = new Timestamp(System.currentTimeMillis());
        try (Connection connection = pool.getConnection()) {
            Optional<Found> token = find(connection, digest(text), now);
            if (token.isEmpty() || !token.get().abilities().contains("\"catalog:read\"")) {
                return Optional.empty();
            }
            Optional<String> user = findUser(connection, token.get().user());
            markUsed(connection, token.get().id(), now);
            return user;
        }
    }

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every platform has SHA-256", e);
        }
    }

    private static Optional<Found> find(Connection connection, String digest, Timestamp now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND_TOKEN)) {
            select.setString(1, digest);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Timestamp expiry = row.getTimestamp("expires_at");
                return expiry != null && !expiry.after(now)
                        ? Optional.empty()
                        : Optional.of(
                                new Found(row.getLong("id"), row.getLong("tokenable_id"), row.getString("abilities")));
            }
        }
    }

    private static Optional<String> findUser(Connection connection, long id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND_USER)) {
            select.setLong(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString("name")) : Optional.empty();
            }
        }
    }

    private static void markUsed(Connection connection, long id, Timestamp now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MARK_USED)) {
            update.setTimestamp(1, now);
            update.setTimestamp(2, now);
            update.setLong(3, id);
            update.executeUpdate();
        }
    }
}
