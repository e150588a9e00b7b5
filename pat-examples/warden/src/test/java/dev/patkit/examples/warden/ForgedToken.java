package dev.patkit.examples.warden;

import dev.patkit.token.TokenId;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A well-formed text with an id of choice and a secret that no token has. */
final class ForgedToken {
    private static final String SECRET = "0".repeat(43);
    private static final int CHECK_LENGTH = 6;

    private ForgedToken() {}

    /** The check at the end is a CRC-32 in base62, as the last digits of an id would be. */
    static String of(TokenId id) {
        String start = "mxp_" + id + SECRET;
        CRC32 crc = new CRC32();
        crc.update(start.getBytes(StandardCharsets.US_ASCII));
        String digits = new TokenId(crc.getValue()).toString();
        return start + digits.substring(digits.length() - CHECK_LENGTH);
    }
}
