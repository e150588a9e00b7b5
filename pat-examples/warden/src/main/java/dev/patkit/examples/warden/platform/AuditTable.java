package dev.patkit.examples.warden.platform;

import dev.patkit.token.TokenId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The audit events in the database. */
final class AuditTable {
    private static final String INSERT = "INSERT INTO warden_audit"
            + " (id, at, action, traffic, actor, subject, token_id, place, reason, address) VALUES"
            + " (:id, :at, :action, :traffic, :actor, :subject, :token, :place, :reason, :address)";

    private final Jdbi jdbi;

    AuditTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(List<AuditEvent> events) {
        jdbi.useTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch(INSERT);
            events.forEach(event -> bind(batch, event));
            batch.execute();
        });
    }

    private static void bind(PreparedBatch batch, AuditEvent event) {
        TokenId token = event.tokenId();
        batch.bind("id", event.id().toString())
                .bind("at", AuditCursor.micros(event.at()))
                .bind("action", event.action().name())
                .bind("traffic", event.action().isTraffic() ? 1 : 0)
                .bind("actor", event.actor())
                .bind("subject", event.subject())
                .bind("token", token == null ? null : (Long) token.value())
                .bind("place", event.where())
                .bind("reason", event.reason())
                .bind("address", event.address())
                .add();
    }

    /** Returns the newest events after a position. */
    List<AuditEvent> after(AuditCursor position, int limit) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT * FROM warden_audit WHERE (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?",
                        position.at(),
                        position.id(),
                        limit)
                .map(AuditTable::read)
                .list());
    }

    private static AuditEvent read(ResultSet row, StatementContext context) throws SQLException {
        long token = row.getLong("token_id");
        TokenId tokenId = row.wasNull() ? null : new TokenId(token);
        return new AuditEvent(
                UUID.fromString(row.getString("id")),
                Instant.EPOCH.plus(row.getLong("at"), ChronoUnit.MICROS),
                AuditAction.valueOf(row.getString("action")),
                row.getString("actor"),
                row.getString("subject"),
                tokenId,
                row.getString("place"),
                row.getString("reason"),
                row.getString("address"));
    }

    /** Deletes all traffic events but the newest. */
    void trimTraffic(int newest) {
        jdbi.useHandle(handle -> deleteOlderTraffic(handle, newest));
    }

    private static void deleteOlderTraffic(Handle handle, int newest) {
        handle.select("SELECT at FROM warden_audit WHERE traffic = 1 ORDER BY at DESC LIMIT 1 OFFSET ?", newest)
                .mapTo(Long.class)
                .findFirst()
                .ifPresent(at -> handle.execute("DELETE FROM warden_audit WHERE traffic = 1 AND at <= ?", at));
    }
}
