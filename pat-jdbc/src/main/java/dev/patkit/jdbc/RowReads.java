package dev.patkit.jdbc;

import dev.patkit.fault.TokenStoreException;
import dev.patkit.store.StoredToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads rows by their ids. */
final class RowReads {
    private RowReads() {}

    static Optional<StoredToken> one(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TokenSql.FIND)) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(TokenRow.stored(rows)) : Optional.empty();
            }
        }
    }

    /**
     * Several in one statement. Rows are told apart by the id in them. A row that cannot be understood is trouble for those
     * who asked for it, and for nobody else.
     */
    static Map<Long, Supplier<Optional<StoredToken>>> several(Connection connection, long... ids) throws SQLException {
        int places = TokenSql.placesFor(ids.length);
        Map<Long, Supplier<Optional<StoredToken>>> answers = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TokenSql.findSeveral(places))) {
            for (int place = 0; place < places; place++) {
                statement.setLong(place + 1, ids[Math.min(place, ids.length - 1)]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    answers.put(TokenRow.id(rows), read(rows));
                }
            }
        }
        return answers;
    }

    private static Supplier<Optional<StoredToken>> read(ResultSet rows) throws SQLException {
        try {
            Optional<StoredToken> row = Optional.of(TokenRow.stored(rows));
            return () -> row;
        } catch (RuntimeException e) {
            return () -> {
                throw new TokenStoreException("find", "the row cannot be understood", e);
            };
        }
    }

    /** The answer to one of the ids of {@link #several}. */
    static Supplier<Optional<StoredToken>> answer(Map<Long, Supplier<Optional<StoredToken>>> answers, long id) {
        return answers.getOrDefault(id, Optional::empty);
    }
}
