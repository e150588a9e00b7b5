package dev.patkit.token;

import static java.util.Objects.requireNonNull;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads presented tokens from values of the HTTP {@code Authorization} header. Text that strangers send is never an
 * exception: it is absent, or it is unreadable, which every verifier refuses as malformed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-11">RFC 9110, 11</a>
 */
public final class AuthorizationHeader {
    /** The most characters of a {@code Basic} header; the longest owner and token need fewer than 1,500. */
    static final int MAX_BASIC_LENGTH = 2048;

    private static final String BASIC = "Basic";

    private AuthorizationHeader() {}

    /**
     * Reads one value: a scheme in any case, one or more spaces, the token.
     *
     * @param header the value, or null if there is none
     * @param schemes the schemes that the service accepts, such as {@code Bearer}; at least one
     * @return absent if there is no header or it has another scheme; unreadable if the scheme stands alone
     * @throws IllegalArgumentException if no scheme is given, or one is not an HTTP token
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750, 2.1</a>
     */
    public static PresentedToken read(@Nullable String header, String... schemes) {
        requireSchemes(schemes);
        if (header == null) {
            return PresentedToken.absent();
        }
        for (String scheme : schemes) {
            if (startsWithScheme(header, scheme)) {
                return afterSpaces(header, scheme.length());
            }
        }
        return PresentedToken.absent();
    }

    private static void requireSchemes(String... schemes) {
        requireNonNull(schemes, "schemes must not be null");
        if (schemes.length == 0) {
            throw new IllegalArgumentException("schemes must name at least one");
        }
        for (String scheme : schemes) {
            if (!isToken(requireNonNull(scheme, "schemes must not contain null"))) {
                throw new IllegalArgumentException("schemes must be HTTP tokens, such as Bearer");
            }
        }
    }

    /** Whether a text is a {@code token} of RFC 9110, 5.6.2. */
    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7F || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
                return false;
            }
        }
        return !text.isEmpty();
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
        return start == header.length() ? PresentedToken.unreadable() : PresentedToken.of(header.substring(start));
    }

    private static int skipSpaces(String header, int from) {
        int start = from;
        while (start < header.length() && header.charAt(start) == ' ') {
            start++;
        }
        return start;
    }

    /**
     * Reads all values of the header, as servers hand them out. More than one value is unreadable: none of them is
     * picked.
     *
     * @param headers the values, or null if there are none
     * @param schemes the schemes that the service accepts, such as {@code Bearer}; at least one
     * @return as {@link #read(String, String...)}
     * @throws IllegalArgumentException if no scheme is given, or one is not an HTTP token
     */
    public static PresentedToken read(@Nullable List<String> headers, String... schemes) {
        requireSchemes(schemes);
        if (headers == null || headers.isEmpty()) {
            return PresentedToken.absent();
        }
        return headers.size() > 1 ? PresentedToken.unreadable() : read(headers.get(0), schemes);
    }

    /**
     * Reads the password of HTTP {@code Basic}, where git and curl send a token: the scheme in any case, one or more
     * spaces, then base64 of {@code user:password} in UTF-8. The password is everything behind the first colon, taken
     * as it is.
     *
     * <p>The user name is a claim: unless it is a neutral one, {@link PresentedToken#fitsOwner} holds for the owner of
     * that very name only, and a verifier refuses the token of anyone else. An empty user name fits no owner.
     *
     * @param header the value, or null if there is none
     * @param neutralUsers the user names that claim nothing, such as {@code pat}; compared character by character
     * @return absent if there is no header or it has another scheme; unreadable if it is over 2,048 characters long, is
     *     not base64 of UTF-8 throughout, or has no colon or no password
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>
     */
    public static PresentedToken readBasic(@Nullable String header, String... neutralUsers) {
        requireNonNull(neutralUsers, "neutralUsers must not be null");
        if (header == null || !startsWithScheme(header, BASIC)) {
            return PresentedToken.absent();
        }
        if (header.length() > MAX_BASIC_LENGTH) {
            return PresentedToken.unreadable();
        }
        try {
            return ofCredentials(decode(header, skipSpaces(header, BASIC.length())), neutralUsers);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return PresentedToken.unreadable();
        }
    }

    /** Text that is not ASCII becomes question marks, which base64 does not have. */
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
            return PresentedToken.unreadable();
        }
        String user = credentials.substring(0, colon);
        PresentedToken token = PresentedToken.of(credentials.substring(colon + 1));
        return Arrays.asList(neutralUsers).contains(user) ? token : token.claimedBy(user);
    }

    /**
     * Reads all values of the header as {@code Basic}. More than one value is unreadable: none of them is picked.
     *
     * @param headers the values, or null if there are none
     * @param neutralUsers the user names that claim nothing, such as {@code pat}; compared character by character
     * @return as {@link #readBasic(String, String...)}
     */
    public static PresentedToken readBasic(@Nullable List<String> headers, String... neutralUsers) {
        requireNonNull(neutralUsers, "neutralUsers must not be null");
        if (headers == null || headers.isEmpty()) {
            return PresentedToken.absent();
        }
        return headers.size() > 1 ? PresentedToken.unreadable() : readBasic(headers.get(0), neutralUsers);
    }
}
