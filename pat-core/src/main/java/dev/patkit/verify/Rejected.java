package dev.patkit.verify;

import dev.patkit.guard.FieldGuard;
import dev.patkit.token.TokenId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal. The reason and the id are for the log; the outside hears {@link #PUBLIC_MESSAGE} whatever the reason, so that
 * nobody can ask about tokens that are not theirs. Immutable; it holds no secret.
 */
public final class Rejected implements Verification {
    /** The one sentence for the caller of the service. */
    public static final String PUBLIC_MESSAGE = "The access token is missing, not valid, or not allowed to do this.";

    private static final FieldGuard GUARD = FieldGuard.of(Rejected.class);

    /** The refusals that name no token, made once: a flood of noise leaves no garbage. */
    static final Rejected ABSENT = new Rejected(Reason.ABSENT, null);

    static final Rejected MALFORMED = new Rejected(Reason.MALFORMED, null);

    @SuppressWarnings("UnusedVariable") // read by mappers that go by fields
    private final FieldGuard guard = GUARD;

    private final Reason reason;
    private final @Nullable TokenId tokenId;

    private Rejected(Reason reason, @Nullable TokenId tokenId) {
        this.reason = reason;
        this.tokenId = tokenId;
    }

    static Rejected of(Reason reason, long id) {
        return new Rejected(reason, new TokenId(id));
    }

    static Rejected of(Reason reason, Row row) {
        return new Rejected(reason, row.token().id());
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
