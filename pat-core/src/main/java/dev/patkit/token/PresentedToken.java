package dev.patkit.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text that a caller sent, not yet believed; or the fact that none was sent. It prints a placeholder, since it may well be
 * a good token. Immutable and thread-safe.
 */
public final class PresentedToken {
    private static final PresentedToken ABSENT = new PresentedToken(null);
    private static final PresentedToken UNREADABLE = new PresentedToken("");

    private final transient @Nullable String text;

    private PresentedToken(@Nullable String text) {
        this.text = text;
    }

    /**
     * A presented text, taken as it is: nothing is trimmed or decoded.
     *
     * @param text the text, or null if none was sent
     * @return the presented token
     */
    public static PresentedToken of(@Nullable String text) {
        return text == null ? ABSENT : new PresentedToken(text);
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
        int start = from;
        while (start < header.length() && header.charAt(start) == ' ') {
            start++;
        }
        return start == header.length() ? UNREADABLE : new PresentedToken(header.substring(start));
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
     * Whether nothing was sent, which calls for a challenge (HTTP 401) rather than a refusal.
     *
     * @return true if there is no text
     */
    public boolean isAbsent() {
        return text == null;
    }

    String text() {
        return text == null ? "" : text;
    }

    /** A placeholder, never the content. */
    @Override
    public String toString() {
        return text == null ? "<absent>" : "<hidden>";
    }
}
