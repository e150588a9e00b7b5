package dev.patkit.examples.warden.platform;

import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of the audit trail. It never contains a secret.
 *
 * @param id the request id, which services return in error responses
 * @param at when it happened
 * @param action what was done
 * @param actor the member who did it, or null if unknown
 * @param subject the name of the member or token that was acted on
 * @param tokenId the token, or null if none was involved
 * @param where the service, and the operation
 * @param reason the reason for a refusal, or empty
 * @param address the client's IP address
 */
public record AuditEvent(
        UUID id,
        Instant at,
        AuditAction action,
        @Nullable String actor,
        String subject,
        @Nullable TokenId tokenId,
        String where,
        String reason,
        String address) {}
