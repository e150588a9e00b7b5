package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verifier;
import java.util.EnumSet;
import java.util.Set;

/** What a node says of a token: in a few words, which fit into one byte. */
enum Answer {
    ACCEPTED(1),
    REVOKED(2),
    /** Refused for any other reason. */
    REFUSED(4),
    /** It could not tell. */
    TROUBLE(8);

    private final int bit;

    Answer(int bit) {
        this.bit = bit;
    }

    static Answer of(Verifier verifier, PresentedToken token, Scope scope) {
        try {
            if (verifier.verify(token, scope) instanceof Rejected rejected) {
                return rejected.reason() == Reason.REVOKED ? REVOKED : REFUSED;
            }
            return ACCEPTED;
        } catch (UnavailableException e) {
            return TROUBLE;
        }
    }

    int bit() {
        return bit;
    }

    /** The answers of which the bits are set. */
    static Set<Answer> in(int bits) {
        EnumSet<Answer> answers = EnumSet.allOf(Answer.class);
        answers.removeIf(answer -> (bits & answer.bit) == 0);
        return answers;
    }
}
