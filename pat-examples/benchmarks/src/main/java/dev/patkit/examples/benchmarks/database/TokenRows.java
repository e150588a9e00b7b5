package dev.patkit.examples.benchmarks.database;

import dev.patkit.internal.proof.SecretCheck;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.jdbc.PatSchema;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import dev.patkit.token.TokenId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database with as many tokens as asked for, all of them real: the text of each is accepted. The rows come in the
 * order in which a service makes them, so ids and owners reach the indexes at random. An id is 63 bits of the digest of
 * the row's number, so that Java and SQL know it alike; all tokens have the same secret, which saves an Argon2 call for
 * each and changes neither what a row takes nor what a verify does.
 *
 * @param rows how many tokens
 */
public record TokenRows(int rows) {
    static final TokenLayout LAYOUT = TokenLayout.withPrefix("pat");
    static final SecretText SECRET = SecretText.of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg");
    private static final SecretText FORGED = SecretText.of("x".repeat(43));

    private static final int TOKENS_OF_AN_OWNER = 10;
    private static final int SUSPENDED_OWNERS = 100;

    /**
     * Created over the last year, used in the last hour but for each tenth, half of them expiring within the next 90
     * days.
     */
    private static final String INSERT = """
            WITH given AS (SELECT ?::int AS rows, ?::int AS owners, ?::bigint AS now, ?::int AS secret_check, ?::text AS hash)
            INSERT INTO pat_token (id, created_at, expires_at, last_used_at, secret_check, live, owner, name, description,
                scopes, secret_hash)
            SELECT ('x' || left(md5(n::text), 16))::bit(64)::bigint & 9223372036854775807,
                now - 3600000 - (rows - n) * (31532400000 / rows),
                CASE WHEN n % 2 = 0 THEN now + 86400000 + n * (7689600000 / rows) END,
                CASE WHEN n % 10 > 0 THEN now - 120000 - n::bigint * 7919 % 3480000 END,
                secret_check,
                1,
                'u' || left(md5('owner ' || n % owners), 11),
                (ARRAY['ci deploy', 'laptop', 'nightly import'])[1 + n % 3] || ' ' || n / owners,
                '',
                '["catalog:read","repository:write"]',
                hash
            FROM given, generate_series(1, rows) n
            """;

    private static final String SUSPEND = """
            INSERT INTO pat_owner (owner, changes, suspended_at)
            SELECT 'gone' || n, 0, 0 FROM generate_series(1, ?) n
            """;

    /**
     * The text of a token.
     *
     * @param number 1 to the number of rows
     * @return what its owner would present
     */
    public static String textOf(int number) {
        return text(number, SECRET);
    }

    private static String text(int number, SecretText secret) {
        byte[] text = LAYOUT.write(idOf(number).value(), secret.revealBytes());
        return new String(text, StandardCharsets.US_ASCII);
    }

    /**
     * The text of a token with another secret, well written: a service refuses it once it has read the row.
     *
     * @param number 1 to the number of rows
     * @return what a forger would present
     */
    static String forgedTextOf(int number) {
        return text(number, FORGED);
    }

    /**
     * The id of a token.
     *
     * @param number 1 to the number of rows
     * @return the id
     */
    public static TokenId idOf(int number) {
        byte[] digest = md5().digest(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
        return new TokenId(ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every platform has MD5", e);
        }
    }

    /**
     * The database, which is filled when it is first asked for: 10 million rows take four to five minutes.
     *
     * @return its name
     * @throws SQLException if the server fails
     */
    public String database() throws SQLException {
        String name = "tokens_" + rows;
        Databases.fillOnce(name, this::fill);
        return name;
    }

    /**
     * A copy of the database for benchmarks that write, so that the others go on to read fresh rows.
     *
     * @return its name
     * @throws SQLException if the server fails
     */
    public String writableDatabase() throws SQLException {
        String name = "tokens_" + rows + "_written";
        Databases.copyOnce(name, database());
        return name;
    }

    private void fill(Connection connection) throws SQLException {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(connection.getMetaData().getURL());
        dataSource.setUser("postgres");
        PatSchema.of(dataSource).createTablesIfMissing();
        insert(connection);
        try (PreparedStatement suspend = connection.prepareStatement(SUSPEND)) {
            suspend.setInt(1, SUSPENDED_OWNERS);
            suspend.executeUpdate();
        }
        Databases.execute(connection, "VACUUM (FREEZE, ANALYZE)");
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, rows);
            insert.setInt(2, Math.max(1, rows / TOKENS_OF_AN_OWNER));
            insert.setLong(3, System.currentTimeMillis());
            insert.setInt(4, SecretCheck.of(SECRET));
            insert.setString(5, SecretHasher.argon2id().hash(SECRET).phc());
            insert.executeUpdate();
        }
    }
}
