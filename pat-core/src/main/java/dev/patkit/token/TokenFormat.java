package dev.patkit.token;

import dev.patkit.secret.SecretText;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * How a token is written: {@code <prefix>_<id><secret><check>}. The prefix names the service, the id is 11 base62 digits,
 * the secret 43 (256 bits), the check 6: the CRC-32 of everything before it, which finds typing errors and lets a scanner
 * tell our tokens from noise without asking the store. It is no security check.
 *
 * <p>The length is fixed per prefix. Anything else is refused by length first, so that the cost of refusing does not grow
 * with what was sent. Immutable and thread-safe.
 */
public final class TokenFormat {
    /** Digits of the secret part. */
    static final int SECRET_LENGTH = 43;

    private static final int CHECK_LENGTH = 6;
    private static final int BODY_LENGTH = TokenId.LENGTH + SECRET_LENGTH + CHECK_LENGTH;

    private final String start;
    private final int secretStart;
    private final int secretEnd;
    private final int length;
    private final ThreadLocal<TokenBytes> rooms = ThreadLocal.withInitial(this::room);

    private TokenFormat(String start) {
        this.start = start;
        secretStart = start.length() + TokenId.LENGTH;
        secretEnd = secretStart + SECRET_LENGTH;
        length = start.length() + BODY_LENGTH;
    }

    /** Room for one text. It does not refer to this format, else a thread that lives on would keep that alive, too. */
    TokenBytes room() {
        return new TokenBytes(start, secretStart, secretEnd, length);
    }

    /**
     * The format of a service's tokens.
     *
     * @param prefix 2 to 16 lower-case letters and digits
     * @return the format
     * @throws IllegalArgumentException if the prefix is anything else
     */
    public static TokenFormat withPrefix(String prefix) {
        if (!prefix.matches("[a-z0-9]{2,16}")) {
            throw new IllegalArgumentException("prefix must be 2 to 16 of a-z and 0-9");
        }
        return new TokenFormat(prefix + "_");
    }

    /**
     * Writes a token's text.
     *
     * @param id the id
     * @param secret 43 base62 digits, as {@link SecretGenerator#secret()} makes them
     * @return the whole text, hidden
     */
    public SecretText write(TokenId id, SecretText secret) {
        String body = start + id + secret.reveal();
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.ISO_8859_1));
        return SecretText.of(body + Base62.write(crc.getValue(), CHECK_LENGTH));
    }

    /**
     * Reads presented text. One token has one spelling: nothing is trimmed, folded or decoded.
     *
     * @param presented what a caller sent
     * @return the parts, or empty if the text is absent or not a well-formed token of this prefix
     */
    public Optional<ParsedToken> parse(PresentedToken presented) {
        long id = idOf(presented);
        return id < 0
                ? Optional.empty()
                : Optional.of(new ParsedToken(
                        new TokenId(id), SecretText.of(presented.text().substring(secretStart, secretEnd))));
    }

    /**
     * The id that presented text names, read as {@link #parse} reads it, but without making an object.
     *
     * @param presented what a caller sent
     * @return the id, or -1 if the text is absent or not a well-formed token of this prefix
     */
    public long idOf(PresentedToken presented) {
        TokenBytes own = rooms.get();
        try {
            long id = own.read(presented.text());
            return id >= 0 && hasBase62Secret(presented) ? id : -1;
        } finally {
            own.wipe();
        }
    }

    /** Whether the secret has digits of the alphabet only; of text that is ASCII and long enough. */
    boolean hasBase62Secret(PresentedToken presented) {
        String text = presented.text();
        int all = 0;
        for (int i = secretStart; i < secretEnd; i++) {
            all |= Base62.valueOf(text.charAt(i));
        }
        return all >= 0;
    }

    int secretStart() {
        return secretStart;
    }

    int secretEnd() {
        return secretEnd;
    }

    /**
     * A regular expression that finds this service's tokens in text, for secret scanners. It uses no look-around, so RE2,
     * PCRE and Java read it alike; {@link #parse} then tells real tokens from look-alikes by their check.
     *
     * @return such as {@code \bacme_[0-9A-Za-z]{60}\b}
     */
    public String scannerExpression() {
        return "\\b" + start + "[0-9A-Za-z]{" + BODY_LENGTH + "}\\b";
    }

    /** The shape, without any token. */
    @Override
    public String toString() {
        return "TokenFormat[" + start + "…]";
    }
}
