package dev.patkit.token;

import static java.util.Objects.requireNonNull;

import dev.patkit.internal.guard.FieldGuard;
import dev.patkit.internal.text.ReadableText;
import dev.patkit.secret.Unserialisable;
import java.beans.ConstructorProperties;
import org.jspecify.annotations.Nullable;

/**
 * Text that a caller sent, not yet verified; or the fact that none was sent. Text that came with a user name claims
 * that it is a token of that owner. It prints a placeholder and refuses to be serialised, since it may well be a valid
 * token. {@link AuthorizationHeader} reads it from HTTP. Immutable and thread-safe.
 */
public final class PresentedToken implements Unserialisable {
    private static final FieldGuard GUARD = FieldGuard.of(PresentedToken.class);
    private static final PresentedToken ABSENT = new PresentedToken(null, null);
    private static final PresentedToken UNREADABLE = new PresentedToken("", null);

    @SuppressWarnings("UnusedVariable") // read by mappers that go by fields
    private final FieldGuard guard = GUARD;

    private final transient @Nullable String text;
    private final transient @Nullable String claimedOwner;

    private PresentedToken(@Nullable String text, @Nullable String claimedOwner) {
        this.text = text;
        this.claimedOwner = claimedOwner;
    }

    /** Makes a mapper fail that constructs what it reads. */
    private PresentedToken() {
        throw GUARD.refusal();
    }

    /** Makes Jackson fail before it reads a text; later, its message would quote the text. */
    @ConstructorProperties({FieldGuard.UNREADABLE, FieldGuard.UNREADABLE})
    @SuppressWarnings("unused")
    private PresentedToken(Object first, Object second) {
        this();
    }

    /**
     * A presented text, taken as it is: nothing is trimmed or decoded, and no text is refused here.
     *
     * @param text the text, or null if none was sent
     * @return the presented token
     */
    public static PresentedToken of(@Nullable String text) {
        return text == null ? ABSENT : new PresentedToken(text, null);
    }

    static PresentedToken absent() {
        return ABSENT;
    }

    /** Something was sent that cannot be read: every verifier refuses it as malformed. */
    static PresentedToken unreadable() {
        return UNREADABLE;
    }

    PresentedToken claimedBy(String user) {
        return new PresentedToken(text, ReadableText.normalised(user));
    }

    /**
     * Whether nothing was sent, which calls for a challenge (HTTP 401) rather than a refusal.
     *
     * @return true if there is no text
     */
    public boolean isAbsent() {
        return text == null;
    }

    /**
     * Whether the text may be a token of this owner, by the user name it came with. The name itself is not handed out:
     * it may well be a token that somebody put in the wrong place.
     *
     * @param owner the owner of the token that the text turned out to be
     * @return true if no owner is claimed, or this very one, character by character after normalisation to NFC
     */
    public boolean fitsOwner(String owner) {
        requireNonNull(owner, "owner must not be null");
        return claimedOwner == null || (!claimedOwner.isEmpty() && claimedOwner.equals(owner));
    }

    /**
     * The text as it was sent: a secret, unless it turns out not to be a token.
     *
     * @return the text, empty if absent
     */
    public String reveal() {
        return text == null ? "" : text;
    }

    /** A placeholder, never the content or the claimed owner. */
    @Override
    public String toString() {
        return text == null ? "<absent>" : "<hidden>";
    }
}
