package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verifier;
import java.util.EnumSet;
import java.util.Set;

/** A node's answer about a token, as bits of one byte. */
enum Answer {
    ACCEPTED(1),
    REVOKED(2),
    /** Refused for any other reason. */
    REFUSED(4),
    /** It was unavailable. */
    UNAVAILABLE(8);

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
            return UNAVAILABLE;
        }
    }

    int bit() {
        return bit;
    }

    /** The answers whose bits are set. */
    static Set<Answer> in(int bits) {
        EnumSet<Answer> answers = EnumSet.allOf(Answer.class);
        answers.removeIf(answer -> (bits & answer.bit) == 0);
        return answers;
    }
}
