package dev.patkit.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * An operation on a database whose calls fail in one way.
 *
 * @param database the database
 * @param operation what is done
 * @param kind how a call fails
 */
record FaultCase(TestDatabases database, FaultOperation operation, FaultKind kind) {
    static List<FaultCase> all() {
        return Arrays.stream(TestDatabases.values())
                .flatMap(database -> Arrays.stream(FaultOperation.values())
                        .flatMap(operation -> Arrays.stream(FaultKind.values())
                                .map(kind -> new FaultCase(database, operation, kind))))
                .toList();
    }

    JdbcTokenStore store() {
        return storeOver(JdbcCalls.Call::proceed);
    }

    /** A store that was built before any call failed. */
    JdbcTokenStore storeOver(JdbcCalls calls) {
        DataSource dataSource = calls.over(database.dataSource());
        return JdbcTokenStore.builder(dataSource).unchecked(database.dialect());
    }

    /** Empties the database and adds the rows that the operation works on. */
    List<String> prepare() {
        TestDatabases.clear(database.dataSource());
        FaultOperation.prepare(store());
        return rows();
    }

    /** All rows as text, except for the random ids of events. */
    List<String> rows() {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return Stream.of(
                            "SELECT * FROM pat_token ORDER BY id",
                            "SELECT * FROM pat_suspended_owner ORDER BY owner",
                            "SELECT happened_at, token_id, action, actor, owner FROM pat_audit ORDER BY 1, 2, 3, 4, 5",
                            "SELECT * FROM pat_epoch WHERE epoch <> 0 ORDER BY shard")
                    .flatMap(sql -> read(statement, sql).stream())
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> read(Statement statement, String sql) {
        try (ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                StringBuilder text = new StringBuilder();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    text.append(rows.getString(column)).append('|');
                }
                texts.add(text.toString());
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
