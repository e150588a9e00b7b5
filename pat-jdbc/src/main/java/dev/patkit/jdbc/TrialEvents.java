package dev.patkit.jdbc;

import dev.patkit.store.AuditEvent;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Adds events at the limits of what may be stored, and tells whether they are kept exactly. */
final class TrialEvents {
    private static final AuditEvent.Action LONGEST_ACTION = Arrays.stream(AuditEvent.Action.values())
            .max(Comparator.comparingInt(action -> action.name().length()))
            .orElseThrow();

    private final AuditTable audit = new AuditTable();

    /**
     * Adds an event of each owner, and to the widest one those with the greatest and the least numbers and texts; then
     * requires that each is read as it was, with all events of its owner and no others.
     */
    void requireKept(Session session, List<String> owners, String widest) throws SQLException {
        String actor = TrialTokens.WIDE.repeat(TokenRequest.MAX_OWNER_LENGTH);
        AuditEvent latest = event(TrialRows.GREATEST, actor, widest, new TokenId(TrialRows.GREATEST));
        AuditEvent earliest = event(TrialRows.LEAST, actor, widest, null);
        List<AuditEvent> added = Stream.concat(
                        owners.stream().map(owner -> event(0, owner, owner, null)), Stream.of(latest, earliest))
                .toList();
        audit.record(session, added);

        List<AuditEvent> expected =
                Stream.concat(added.stream(), Stream.of(latest, earliest)).toList();
        List<AuditEvent> found =
                read(session, Stream.concat(owners.stream(), Stream.of(widest)).toList());
        RoundTrip.require(found.size() == expected.size() && found.containsAll(expected));
    }

    private static AuditEvent event(long millis, String actor, String owner, @Nullable TokenId id) {
        return new AuditEvent(LONGEST_ACTION, Instant.ofEpochMilli(millis), actor, owner, id);
    }

    private static List<AuditEvent> read(Session session, List<String> owners) throws SQLException {
        String sql = TrialSql.EVENTS_OF_THE_SAME_OWNER + "?" + ", ?".repeat(owners.size() - 1) + ")";
        List<AuditEvent> events = new ArrayList<>();
        try (PreparedStatement statement = session.prepare(sql, owners.toArray());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                events.add(RoundTrip.understood(() -> AuditTable.read(rows)));
            }
        }
        return events;
    }
}
