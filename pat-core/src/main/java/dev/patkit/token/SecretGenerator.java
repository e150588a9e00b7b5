package dev.patkit.token;

import dev.patkit.fault.SecretGenerationException;
import dev.patkit.secret.SecretText;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Makes ids and secrets from a {@link SecureRandom}. A secret is 43 base62 digits, each drawn evenly: log2(62^43) = 256.03
 * bits. A source that throws, or repeats itself as no working source does, is trouble: no token comes of it. Thread-safe.
 */
public final class SecretGenerator {
    private static final int LEAST_DISTINCT = 10;
    private static final int MAX_DRAWS = 16;

    private final SecureRandom random;

    /**
     * A generator over a source.
     *
     * @param random a seeded source; shared is fine
     */
    public SecretGenerator(SecureRandom random) {
        this.random = random;
    }

    /**
     * Draws an id.
     *
     * @return a random 63-bit number
     * @throws SecretGenerationException if the source failed
     */
    public TokenId id() {
        byte[] bytes = draw(new byte[Long.BYTES]);
        long value = 0;
        for (byte b : bytes) {
            value = (value << 8) | (b & 0xFF);
        }
        return new TokenId(value & Long.MAX_VALUE);
    }

    private byte[] draw(byte[] bytes) {
        try {
            random.nextBytes(bytes);
            return bytes;
        } catch (RuntimeException e) {
            throw new SecretGenerationException("it threw", e);
        }
    }

    /**
     * Draws a secret.
     *
     * @return 43 base62 digits
     * @throws SecretGenerationException if the source failed or repeats itself; with a working source, the chance of a false
     *     alarm is below 2^-80
     */
    public SecretText secret() {
        byte[] digits = new byte[TokenFormat.SECRET_LENGTH];
        byte[] drawn = new byte[64];
        try {
            int filled = 0;
            for (int draws = 0; filled < digits.length && draws < MAX_DRAWS; draws++) {
                filled = fill(digits, filled, draw(drawn));
            }
            if (filled < digits.length || distinct(digits) < LEAST_DISTINCT) {
                throw new SecretGenerationException("it repeats itself", null);
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
                digits[filled++] = (byte) Base62.DIGITS.charAt(value);
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
