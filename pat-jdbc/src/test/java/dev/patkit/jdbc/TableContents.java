package dev.patkit.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Reads the rows of all tables as text, except for the random ids of events. */
final class TableContents {
    private TableContents() {}

    /** All committed rows. */
    static List<String> of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return Stream.of(
                            "SELECT * FROM pat_token ORDER BY id",
                            "SELECT * FROM pat_owner ORDER BY owner",
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
