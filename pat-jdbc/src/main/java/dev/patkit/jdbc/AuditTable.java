package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.AuditEvent;
import dev.patkit.token.TokenId;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rows of {@code pat_audit}: one per part of a change that took effect. Thread-safe. */
final class AuditTable {
    private static final String RECORD_EVENT =
            "INSERT INTO pat_audit (id, happened_at, token_id, action, actor, owner) VALUES (?, ?, ?, ?, ?, ?)";

    private static final String EVENTS = """
            SELECT happened_at, token_id, action, actor, owner FROM pat_audit WHERE owner = ?
            ORDER BY happened_at DESC, id DESC LIMIT ?""";

    private final SecureRandom random = new SecureRandom();

    /** Adds events, in the transaction of their change. */
    void record(Session session, List<AuditEvent> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = session.prepare(RECORD_EVENT)) {
            for (AuditEvent event : events) {
                bind(insert, event);
                insert.addBatch();
            }
            UniqueInserts.requireAllStored(insert.executeBatch());
        }
    }

    private void bind(PreparedStatement insert, AuditEvent event) throws SQLException {
        insert.setLong(1, random.nextLong() & Long.MAX_VALUE);
        insert.setLong(2, event.at().toEpochMilli());
        if (event.tokenId().isPresent()) {
            insert.setLong(3, event.tokenId().get().value());
        } else {
            insert.setNull(3, Types.BIGINT);
        }
        insert.setString(4, event.action().name());
        insert.setString(5, event.actor());
        insert.setString(6, event.owner());
    }

    /** The newest events of an owner, the newest first; within one millisecond in no particular order. */
    List<AuditEvent> newest(Session session, String owner, int limit) throws SQLException {
        try (PreparedStatement statement = session.prepare(EVENTS, owner, limit);
                ResultSet rows = statement.executeQuery()) {
            List<AuditEvent> events = new ArrayList<>();
            while (rows.next()) {
                events.add(read(rows));
            }
            return events;
        }
    }

    /** The event of the current row, whose first columns are those of {@link #EVENTS}. */
    static AuditEvent read(ResultSet row) throws SQLException {
        long tokenId = row.getLong(2);
        boolean aboutAll = row.wasNull();
        return new AuditEvent(
                action(row.getString(3)),
                Instant.ofEpochMilli(row.getLong(1)),
                row.getString(4),
                row.getString(5),
                aboutAll ? null : new TokenId(tokenId));
    }

    private static AuditEvent.Action action(String name) {
        try {
            return AuditEvent.Action.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw UnavailableException.store("events", "an event has an action that this version does not know", e);
        }
    }
}
