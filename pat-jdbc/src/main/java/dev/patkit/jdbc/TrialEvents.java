package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.AuditEvent;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Adds events at the limits of what may be stored, and tells whether they are kept exactly. */
final class TrialEvents {
    private static final AuditEvent.Action LONGEST_ACTION = Arrays.stream(AuditEvent.Action.values())
            .max(Comparator.comparingInt(action -> action.name().length()))
            .orElseThrow();

    private final AuditTable audit = new AuditTable();

    AuditTable audit() {
        return audit;
    }

    /** Adds one event of an owner. */
    void add(Session session, String owner) throws SQLException {
        audit.record(session, about(owner));
    }

    private static AuditEvent about(String owner) {
        return new AuditEvent(LONGEST_ACTION, Instant.EPOCH, owner, owner, null);
    }

    /** Whether the one event of the owner is found, and no other owner's. */
    boolean isOnly(Session session, String owner) throws SQLException {
        return areRead(session, owner, List.of(about(owner)));
    }

    private boolean areRead(Session session, String owner, List<AuditEvent> expected) throws SQLException {
        try {
            return audit.newest(session, owner, expected.size() + 1).equals(expected);
        } catch (UnavailableException e) {
            return false; // an action was cut
        }
    }

    /** Adds events with the greatest and the least numbers and texts, and tells whether they are read as such. */
    boolean areKept(Session session, String widest) throws SQLException {
        String actor = TrialTokens.WIDE.repeat(TokenRequest.MAX_OWNER_LENGTH);
        Instant latestAt = Instant.ofEpochMilli(TrialRows.GREATEST);
        Instant earliestAt = Instant.ofEpochMilli(TrialRows.LEAST);
        AuditEvent latest = new AuditEvent(LONGEST_ACTION, latestAt, actor, widest, new TokenId(TrialRows.GREATEST));
        AuditEvent earliest = new AuditEvent(LONGEST_ACTION, earliestAt, actor, widest, null);
        audit.record(session, earliest);
        audit.record(session, latest);
        return areRead(session, widest, List.of(latest, earliest));
    }
}
