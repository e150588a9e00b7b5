package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.StoredToken;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads rows by their ids, on a server that takes writes. Thread-safe. */
final class RowReads {
    private final TokenRows rows;
    private final ReadSql sql;

    RowReads(TokenRows rows, ReadSql sql) {
        this.rows = rows;
        this.sql = sql;
    }

    Optional<StoredToken> one(Session session, long id) throws SQLException {
        try (PreparedStatement statement = session.prepare(sql.find())) {
            statement.setLong(1, id);
            try (ResultSet found = statement.executeQuery()) {
                if (found.next()) {
                    ReplicaAnswer.refuse("find", session, found, TokenRows.REPLICA);
                    return Optional.of(rows.stored(found));
                }
            }
        }
        requireWriter(session);
        return Optional.empty();
    }

    /** No row has said whether a writer answered, so the server is asked. */
    private void requireWriter(Session session) throws SQLException {
        if (!sql.origin().isEmpty()) {
            try (PreparedStatement statement = session.prepare(sql.origin());
                    ResultSet origin = statement.executeQuery()) {
                while (origin.next()) {
                    ReplicaAnswer.refuse("find", session, origin, 1);
                }
            }
        }
    }

    /**
     * Several in one statement. Each row names its id. A row that cannot be understood is unavailable to those who
     * asked for it, and affects nobody else.
     */
    Map<Long, Supplier<Optional<StoredToken>>> several(Session session, long... ids) throws SQLException {
        int placeholders = ReadSql.placeholdersFor(ids.length);
        Map<Long, Supplier<Optional<StoredToken>>> answers = new HashMap<>();
        try (PreparedStatement statement = session.prepare(sql.findSeveral(placeholders))) {
            for (int i = 0; i < placeholders; i++) {
                statement.setLong(i + 1, ids[Math.min(i, ids.length - 1)]);
            }
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    ReplicaAnswer.refuse("find", session, found, TokenRows.REPLICA);
                    answers.put(TokenRows.id(found), read(found));
                }
            }
        }
        if (answers.isEmpty()) {
            requireWriter(session);
        }
        return answers;
    }

    private Supplier<Optional<StoredToken>> read(ResultSet found) throws SQLException {
        try {
            Optional<StoredToken> row = Optional.of(rows.stored(found));
            return () -> row;
        } catch (RuntimeException e) {
            return () -> {
                throw UnavailableException.store("find", "the row cannot be understood", e);
            };
        }
    }

    /** The answer to one of the ids of {@link #several}. */
    static Supplier<Optional<StoredToken>> answer(Map<Long, Supplier<Optional<StoredToken>>> answers, long id) {
        return answers.getOrDefault(id, Optional::empty);
    }
}
