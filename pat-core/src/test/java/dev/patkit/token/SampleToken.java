package dev.patkit.token;

import dev.patkit.secret.SecretText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** One valid token, and the means to make others by hand. */
final class SampleToken {
    static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static final String SECRET = "Kq3Zt8WmR1xVb6NcY0LdF4GhJ7PsT2aUe9oIiKkQwEr";
    static final TokenFormat FORMAT = TokenFormat.withPrefix("acme");
    static final String TOKEN = write(FORMAT, TokenId.parse("3fT9kQ2mX7b"));

    private SampleToken() {}

    static String write(TokenFormat format, TokenId id) {
        return format.write(id, SecretText.of(SECRET)).reveal();
    }

    static boolean accepts(String text) {
        return FORMAT.parse(PresentedToken.of(text)).isPresent();
    }

    /** Appends the check as the format's description says, by other means than the code under test. */
    static String withCheck(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return body + base62(BigInteger.valueOf(crc.getValue()), 6);
    }

    static String base62(BigInteger number, int length) {
        BigInteger radix = BigInteger.valueOf(62);
        StringBuilder digits = new StringBuilder();
        BigInteger rest = number;
        for (int i = 0; i < length; i++) {
            digits.append(ALPHABET.charAt(rest.mod(radix).intValue()));
            rest = rest.divide(radix);
        }
        return digits.reverse().toString();
    }
}
