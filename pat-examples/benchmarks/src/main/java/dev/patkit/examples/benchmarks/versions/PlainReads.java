package dev.patkit.examples.benchmarks.versions;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;

/** Reads whole rows by primary key, and nothing else: the least that any strict verification can do. */
final class PlainReads implements Calls {
    private static final int KEPT = 16;

    private final DataSource pool;
    private final long[] ids;

    PlainReads(DataSource pool) throws SQLException {
        this.pool = pool;
        List<Long> found = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT id FROM pat_token ORDER BY id");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        Collections.shuffle(found, new Random(1));
        ids = found.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public Object[] make(long from, int times) {
        Object[] kept = new Object[KEPT];
        for (int i = 0; i < times; i++) {
            read(ids[(int) ((from + i) % ids.length)], kept);
        }
        return kept;
    }

    private void read(long id, Object[] kept) {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT * FROM pat_token WHERE id = ?")) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("no such row: " + id);
                }
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    kept[column % KEPT] = row.getObject(column);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
