package dev.patkit.examples.warden.platform;

import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what, when and why; never a secret.
 *
 * @param id the request, as services quote it in their answers
 * @param at when
 * @param action what was done
 * @param actor the member who did it, or null if nobody knows
 * @param subject the member or token it was done to, in words
 * @param tokenId the token, if it was about one
 * @param where the service, and the operation
 * @param reason why it was refused, or nothing
 * @param address where the request came from
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
