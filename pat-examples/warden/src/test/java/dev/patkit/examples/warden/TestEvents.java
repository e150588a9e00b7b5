package dev.patkit.examples.warden;

import dev.patkit.examples.warden.platform.AuditAction;
import dev.patkit.examples.warden.platform.AuditEvent;
import java.time.Instant;
import java.util.UUID;

/** Creates audit events for tests. */
final class TestEvents {
    private TestEvents() {}

    static AuditEvent refused(String reason) {
        return new AuditEvent(
                UUID.randomUUID(),
                Instant.now(),
                AuditAction.REFUSED,
                null,
                "",
                null,
                "A service",
                reason,
                "127.0.0.1");
    }
}
