package dev.patkit.internal.rows;

import dev.patkit.token.TokenId;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;

/**
 * A presented token that is refused. The refusals that name no token are made once: a flood of noise allocates nothing.
 */
public record RefusedToken(Rejected rejected) implements CheckedToken {
    /** Nothing was presented. */
    public static final RefusedToken ABSENT = new RefusedToken(Rejected.of(Reason.ABSENT));
    /** What was presented is not a token. */
    public static final RefusedToken MALFORMED = new RefusedToken(Rejected.of(Reason.MALFORMED));

    /** The refusal of a well-formed token. */
    public static RefusedToken of(Reason reason, long id) {
        return new RefusedToken(Rejected.of(reason, new TokenId(id)));
    }
}
