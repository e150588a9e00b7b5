package dev.patkit.verify;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.guard.FieldGuard;
import dev.patkit.token.TokenId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal. The reason and the id are for the log; the outside hears {@link #PUBLIC_MESSAGE} whatever the reason, so
 * that nobody can ask about tokens that are not theirs. Immutable and thread-safe; it holds no secret.
 */
public final class Rejected implements Verification, Authentication {
    /** The one sentence for the caller of the service. */
    public static final String PUBLIC_MESSAGE = "The access token is missing, not valid, or not allowed to do this.";

    private static final FieldGuard GUARD = FieldGuard.of(Rejected.class);

    @SuppressWarnings("UnusedVariable") // read by mappers that go by fields
    private final FieldGuard guard = GUARD;

    private final Reason reason;
    private final @Nullable TokenId tokenId;

    private Rejected(Reason reason, @Nullable TokenId tokenId) {
        this.reason = requireNonNull(reason, "reason must not be null");
        this.tokenId = tokenId;
    }

    /**
     * A refusal that names no token.
     *
     * @param reason why
     * @return the refusal
     */
    public static Rejected of(Reason reason) {
        return new Rejected(reason, null);
    }

    /**
     * A refusal of a well-formed token.
     *
     * @param reason why
     * @param tokenId the id that was presented
     * @return the refusal
     */
    public static Rejected of(Reason reason, TokenId tokenId) {
        return new Rejected(reason, requireNonNull(tokenId, "tokenId must not be null"));
    }

    /**
     * Why, for the log.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * The id that was presented, whether or not such a token exists.
     *
     * @return empty if no well-formed token was presented
     */
    public Optional<TokenId> tokenId() {
        return Optional.ofNullable(tokenId);
    }

    /** The reason and the id, for the log. */
    @Override
    public String toString() {
        return "Rejected[" + reason + (tokenId == null ? "" : ", id=" + tokenId) + "]";
    }
}
