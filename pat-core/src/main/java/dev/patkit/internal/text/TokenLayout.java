package dev.patkit.internal.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * How a token is written: {@code <prefix>_<id><secret><check>}. The prefix names the service, the id is 11 base62
 * digits, the secret 43 (256 bits), the check 6: the CRC-32 of everything before it, which finds typing errors and lets
 * a scanner tell tokens from noise without asking the store. The check is no security check.
 *
 * <p>The length is fixed per prefix, so that the cost of refusing text does not grow with what was sent. Immutable and
 * thread-safe.
 */
public final class TokenLayout {
    /** Digits of the id. */
    public static final int ID_LENGTH = 11;
    /** Digits of the secret. */
    public static final int SECRET_LENGTH = 43;

    private static final int CHECK_LENGTH = 6;
    private static final int BODY_LENGTH = ID_LENGTH + SECRET_LENGTH + CHECK_LENGTH;

    private final String start;

    private TokenLayout(String start) {
        this.start = start;
    }

    /**
     * The layout of a service's tokens.
     *
     * @throws IllegalArgumentException unless the prefix is 2 to 16 lower-case letters and digits
     */
    public static TokenLayout withPrefix(String prefix) {
        if (!prefix.matches("[a-z0-9]{2,16}")) {
            throw new IllegalArgumentException("prefix must be 2 to 16 of a-z and 0-9");
        }
        return new TokenLayout(prefix + "_");
    }

    /** The text of a token as ASCII, from an id and the 43 digits of a secret. */
    public byte[] write(long id, byte[] secret) {
        ByteBuffer text = ByteBuffer.allocate(start.length() + BODY_LENGTH)
                .put(ascii(start))
                .put(ascii(Base62.write(id, ID_LENGTH)))
                .put(secret);
        CRC32 crc = new CRC32();
        crc.update(text.array(), 0, text.position());
        return text.put(ascii(Base62.write(crc.getValue(), CHECK_LENGTH))).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * A scanner for one thread. It does not refer to this layout, so a thread that lives on does not keep that alive.
     */
    public TokenScanner newScanner() {
        int secretStart = start.length() + ID_LENGTH;
        return new TokenScanner(start, secretStart, secretStart + SECRET_LENGTH, start.length() + BODY_LENGTH);
    }

    /** A regular expression without look-around that finds such tokens, for secret scanners. */
    public String scannerExpression() {
        return "\\b" + start + "[0-9A-Za-z]{" + BODY_LENGTH + "}\\b";
    }
}
