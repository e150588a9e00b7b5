package dev.patkit.internal.issuing;

import dev.patkit.error.UnavailableException;
import dev.patkit.internal.text.Base62;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.secret.SecretText;
import dev.patkit.token.TokenId;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Makes ids and secrets from a {@link SecureRandom}. A secret is 43 base62 digits, each drawn evenly: log2(62^43) =
 * 256.03 bits. If the source throws, or repeats itself as no working source does, no token is made. Thread-safe.
 */
public final class SecretGenerator {
    private static final int LEAST_DISTINCT = 10;
    private static final int MAX_DRAWS = 16;

    private final SecureRandom random;

    /** A generator over a seeded source; shared is fine. */
    public SecretGenerator(SecureRandom random) {
        this.random = random;
    }

    /**
     * Draws a random 63-bit number.
     *
     * @throws UnavailableException if the source failed
     */
    public TokenId id() {
        byte[] bytes = draw("id", new byte[Long.BYTES]);
        long value = 0;
        for (byte b : bytes) {
            value = (value << 8) | (b & 0xFF);
        }
        return new TokenId(value & Long.MAX_VALUE);
    }

    private byte[] draw(String drawn, byte[] bytes) {
        try {
            random.nextBytes(bytes);
            return bytes;
        } catch (Throwable e) {
            throw UnavailableException.randomSource(drawn, "it threw", e);
        }
    }

    /**
     * Draws 43 base62 digits.
     *
     * @throws UnavailableException if the source failed or repeats itself; with a working source, the chance of a false
     *     alarm is below 2^-80
     */
    public SecretText secret() {
        byte[] digits = new byte[TokenLayout.SECRET_LENGTH];
        byte[] drawn = new byte[64];
        try {
            int filled = 0;
            for (int draws = 0; filled < digits.length && draws < MAX_DRAWS; draws++) {
                filled = fill(digits, filled, draw("secret", drawn));
            }
            if (filled < digits.length || distinct(digits) < LEAST_DISTINCT) {
                throw UnavailableException.randomSource("secret", "it repeats itself", null);
            }
            return SecretText.copyOf(digits);
        } finally {
            Arrays.fill(digits, (byte) 0);
            Arrays.fill(drawn, (byte) 0);
        }
    }

    private static int fill(byte[] digits, int from, byte[] drawn) {
        int filled = from;
        for (int i = 0; i < drawn.length && filled < digits.length; i++) {
            int value = drawn[i] & 0x3F;
            if (value < Base62.RADIX) {
                digits[filled++] = Base62.digit(value);
            }
        }
        return filled;
    }

    private static long distinct(byte[] digits) {
        long seen = 0;
        for (byte digit : digits) {
            seen |= 1L << Base62.valueOf(digit);
        }
        return Long.bitCount(seen);
    }
}
