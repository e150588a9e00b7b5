package dev.patkit.token;

import dev.patkit.guard.FieldGuard;
import dev.patkit.secret.Unserialisable;
import java.beans.ConstructorProperties;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text that a caller sent, not yet believed; or the fact that none was sent. Text that came with a user name claims
 * that it is a token of that owner. It prints a placeholder and refuses to be serialised, since it may well be a good token.
 * Immutable and thread-safe.
 */
public final class PresentedToken implements Unserialisable {
    /** The most characters of a {@code Basic} header; the longest owner and token need fewer than 1,500. */
    static final int MAX_BASIC_LENGTH = 2048;

    private static final String BASIC = "Basic";
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
     * A presented text, taken as it is: nothing is trimmed or decoded.
     *
     * @param text the text, or null if none was sent
     * @return the presented token
     */
    public static PresentedToken of(@Nullable String text) {
        return text == null ? ABSENT : new PresentedToken(text, null);
    }

    /**
     * Reads one value of an HTTP {@code Authorization} header: a scheme in any case, one or more spaces, the token.
     *
     * @param header the value, or null if there is none
     * @param schemes the schemes the service accepts, such as {@code Bearer}
     * @return absent if there is no header or it has another scheme; unreadable if the scheme stands alone
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11.4">RFC 9110, 11.4</a>
     */
    public static PresentedToken fromAuthorization(@Nullable String header, String... schemes) {
        if (header == null) {
            return ABSENT;
        }
        for (String scheme : schemes) {
            if (startsWithScheme(header, scheme)) {
                return afterSpaces(header, scheme.length());
            }
        }
        return ABSENT;
    }

    private static boolean startsWithScheme(String header, String scheme) {
        if (header.length() < scheme.length()) {
            return false;
        }
        for (int i = 0; i < scheme.length(); i++) {
            if (lowerAscii(header.charAt(i)) != lowerAscii(scheme.charAt(i))) {
                return false;
            }
        }
        return header.length() == scheme.length() || header.charAt(scheme.length()) == ' ';
    }

    private static char lowerAscii(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    private static PresentedToken afterSpaces(String header, int from) {
        int start = skipSpaces(header, from);
        return start == header.length() ? UNREADABLE : new PresentedToken(header.substring(start), null);
    }

    private static int skipSpaces(String header, int from) {
        int start = from;
        while (start < header.length() && header.charAt(start) == ' ') {
            start++;
        }
        return start;
    }

    /**
     * Reads all values of the {@code Authorization} header, as servers hand them out. More than one value is unreadable:
     * none of them is picked.
     *
     * @param headers the values, or null if there are none
     * @param schemes the schemes the service accepts, such as {@code Bearer}
     * @return as {@link #fromAuthorization(String, String...)}
     */
    public static PresentedToken fromAuthorization(@Nullable List<String> headers, String... schemes) {
        if (headers == null || headers.isEmpty()) {
            return ABSENT;
        }
        return headers.size() > 1 ? UNREADABLE : fromAuthorization(headers.get(0), schemes);
    }

    /**
     * Reads the password of HTTP {@code Basic}, where git and curl send a token: the scheme in any case, one or more spaces,
     * then base64 of {@code user:password} in UTF-8. The password is everything behind the first colon, taken as it is.
     *
     * <p>The user name is a claim: unless it is a neutral one, {@link #fitsOwner} holds for the owner of that very name only,
     * and a verifier refuses the token of anyone else. An empty user name fits no owner.
     *
     * @param header the value, or null if there is none
     * @param neutralUsers the user names that claim nothing, such as {@code pat}; compared character by character
     * @return absent if there is no header or it has another scheme; unreadable if it is over 2,048 characters long, is not
     *     base64 of UTF-8 throughout, or has no colon or no password
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>
     */
    public static PresentedToken fromBasic(@Nullable String header, String... neutralUsers) {
        if (header == null || !startsWithScheme(header, BASIC)) {
            return ABSENT;
        }
        if (header.length() > MAX_BASIC_LENGTH) {
            return UNREADABLE;
        }
        try {
            return ofCredentials(decode(header, skipSpaces(header, BASIC.length())), neutralUsers);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return UNREADABLE;
        }
    }

    /** Text that is not ASCII becomes question marks on the way, which base64 does not have. */
    private static String decode(String header, int from) throws CharacterCodingException {
        CharBuffer base64 = CharBuffer.wrap(header, from, header.length());
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(Base64.getDecoder().decode(StandardCharsets.US_ASCII.encode(base64)))
                .toString();
    }

    private static PresentedToken ofCredentials(String credentials, String... neutralUsers) {
        int colon = credentials.indexOf(':');
        if (colon < 0 || colon == credentials.length() - 1) {
            return UNREADABLE;
        }
        String user = credentials.substring(0, colon);
        boolean neutral = Arrays.asList(neutralUsers).contains(user);
        return new PresentedToken(credentials.substring(colon + 1), neutral ? null : user);
    }

    /**
     * Reads all values of the {@code Authorization} header, as servers hand them out. More than one value is unreadable:
     * none of them is picked.
     *
     * @param headers the values, or null if there are none
     * @param neutralUsers the user names that claim nothing, such as {@code pat}; compared character by character
     * @return as {@link #fromBasic(String, String...)}
     */
    public static PresentedToken fromBasic(@Nullable List<String> headers, String... neutralUsers) {
        if (headers == null || headers.isEmpty()) {
            return ABSENT;
        }
        return headers.size() > 1 ? UNREADABLE : fromBasic(headers.get(0), neutralUsers);
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
     * Whether the text may be a token of this owner, by the user name it came with. The name itself is not handed out: it may
     * well be a token that somebody put in the wrong place.
     *
     * @param owner the owner of the token that the text turned out to be
     * @return true if no owner is claimed, or this very one, character by character
     */
    public boolean fitsOwner(String owner) {
        return claimedOwner == null || (!claimedOwner.isEmpty() && claimedOwner.equals(owner));
    }

    String text() {
        return text == null ? "" : text;
    }

    /** A placeholder, never the content or the claimed owner. */
    @Override
    public String toString() {
        return text == null ? "<absent>" : "<hidden>";
    }
}
