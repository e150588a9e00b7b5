package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.store.Epochs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every schema file makes the same tables. */
final class SchemaFilesAgreeTest {
    private static final String FILE = "V1__patkit_tables.sql";
    private static final Map<String, String> KEYS = Map.of(
            "pat_token", " unique id",
            "pat_owner", " unique owner",
            "pat_audit", " unique id",
            "pat_epoch", " unique shard");

    @ParameterizedTest
    @EnumSource
    void tablesHaveTheSameColumnsKeysAndIndexesEverywhere(TestDatabases database) throws SQLException {
        NavigableSet<String> facts = facts(database);

        assertThat(facts)
                .isEqualTo(facts(TestDatabases.POSTGRESQL))
                .contains(
                        "pat_token.owner required",
                        "pat_audit.actor required",
                        "pat_audit.token_id optional",
                        "pat_audit primary key id",
                        "pat_audit index owner,happened_at,id");
    }

    private static NavigableSet<String> facts(TestDatabases database) throws SQLException {
        String url = database.newDatabase(UnaryOperator.identity());
        try (HikariDataSource pool = TestDatabases.pool(url);
                Connection connection = pool.getConnection()) {
            NavigableSet<String> facts = new TreeSet<>();
            for (String table : KEYS.keySet()) {
                addColumns(connection, inCaseOf(database, table), facts);
                addPrimaryKey(connection, inCaseOf(database, table), facts);
                addIndexes(connection, inCaseOf(database, table), facts);
            }
            return facts;
        }
    }

    private static String inCaseOf(TestDatabases database, String name) {
        return database == TestDatabases.H2 ? name.toUpperCase(Locale.ROOT) : name;
    }

    private static void addColumns(Connection connection, String table, NavigableSet<String> facts)
            throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet columns = data.getColumns(connection.getCatalog(), connection.getSchema(), table, null)) {
            while (columns.next()) {
                boolean required = columns.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls;
                facts.add(
                        lower(table + "." + columns.getString("COLUMN_NAME") + (required ? " required" : " optional")));
            }
        }
    }

    private static void addPrimaryKey(Connection connection, String table, NavigableSet<String> facts)
            throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        try (ResultSet keys = data.getPrimaryKeys(connection.getCatalog(), connection.getSchema(), table)) {
            while (keys.next()) {
                facts.add(lower(table + " primary key " + keys.getString("COLUMN_NAME")));
            }
        }
    }

    /** Indexes other than the primary key's, by their columns; databases choose their names. */
    private static void addIndexes(Connection connection, String table, NavigableSet<String> facts)
            throws SQLException {
        DatabaseMetaData data = connection.getMetaData();
        Map<String, String> columns = new TreeMap<>();
        try (ResultSet parts = data.getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, true)) {
            while (parts.next()) {
                String unique = parts.getBoolean("NON_UNIQUE") ? " index" : " unique";
                String column = Objects.requireNonNullElse(parts.getString("COLUMN_NAME"), "");
                columns.merge(
                        String.valueOf(parts.getString("INDEX_NAME")),
                        table + unique + " " + column,
                        (before, next) -> before + "," + column);
            }
        }
        String key = KEYS.get(lower(table));
        columns.values().stream()
                .map(SchemaFilesAgreeTest::lower)
                .filter(index -> !index.endsWith(key) && !index.endsWith(" "))
                .forEach(facts::add);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @EnumSource
    void everyShardHasOneCounterThatBeginsAtZero(TestDatabases database) throws SQLException {
        String url = database.newDatabase(UnaryOperator.identity());
        try (HikariDataSource pool = TestDatabases.pool(url);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet shards = statement.executeQuery("SELECT shard, epoch FROM pat_epoch ORDER BY shard")) {
            for (int shard = 0; shard < Epochs.SHARDS; shard++) {
                assertThat(shards.next()).isTrue();
                assertThat(shards.getInt(1)).isEqualTo(shard);
                assertThat(shards.getLong(2)).isZero();
            }
            assertThat(shards.next()).isFalse();
        }
    }

    @Test
    void schemaOfMySqlIsThatOfMariaDbExceptForTheCollation() throws IOException {
        String mysql = statements("mysql").replace("utf8mb4_0900_bin", "utf8mb4_nopad_bin");

        assertThat(mysql).isEqualTo(statements("mariadb"));
    }

    private static String statements(String folder) throws IOException {
        String resource = "schema/" + folder + "/" + FILE;
        try (InputStream in = Objects.requireNonNull(PatSchema.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*\n", "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void scriptIsTheFileAtTheLocation(TestDatabases database) throws IOException {
        PatSchema schema = PatSchema.of(database.dataSource());

        try (InputStream in = Objects.requireNonNull(
                PatSchema.class.getResourceAsStream("/" + schema.location() + "/" + FILE), schema.location())) {
            assertThat(schema.script()).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tablesAreCreatedOnceHoweverManyProcessesStart(TestDatabases database) {
        String url = database.newDatabase();
        try (HikariDataSource pool = TestDatabases.pool(url)) {
            Stream.generate(() -> PatSchema.of(pool)).limit(8).parallel().forEach(PatSchema::createTablesIfMissing);

            assertThat(JdbcTokenStore.on(pool)).isNotNull();
        }
    }
}
