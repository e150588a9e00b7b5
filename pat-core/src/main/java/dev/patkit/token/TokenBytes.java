package dev.patkit.token;

import dev.patkit.secret.PresentedDigest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * One thread's copy of a presented text while it is read, so that reading leaves no garbage: the text is gone through once,
 * and all that is asked of it is asked of the bytes. Not thread-safe.
 */
final class TokenBytes {
    private final String start;
    private final int secretStart;
    private final int secretEnd;
    private final byte[] blank;
    private final byte[] bytes;
    private final CRC32 crc = new CRC32();

    TokenBytes(String start, int secretStart, int secretEnd, int length) {
        this.start = start;
        this.secretStart = secretStart;
        this.secretEnd = secretEnd;
        blank = Arrays.copyOf(start.getBytes(StandardCharsets.US_ASCII), length);
        bytes = blank.clone();
    }

    /**
     * Takes a text over; returns the id that it names, or -1 if it is not a token. The digits of the secret are not looked at
     * one by one: {@link TokenFormat#hasBase62Secret} has to be asked, too, unless the secret is known.
     */
    long read(String text) {
        if (text.length() != bytes.length || !text.startsWith(start)) {
            return -1;
        }
        return take(text) && checksOut() ? Base62.read(bytes, start.length(), secretStart) : -1;
    }

    /** The copying alone would keep the low byte of any character. */
    @SuppressWarnings("deprecation") // the only way to copy that makes no array
    private boolean take(String text) {
        text.getBytes(0, bytes.length, bytes, 0);
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            all |= text.charAt(i);
        }
        return all < 0x80;
    }

    private boolean checksOut() {
        crc.reset();
        crc.update(bytes, 0, secretEnd);
        return crc.getValue() == Base62.read(bytes, secretEnd, bytes.length);
    }

    /** Has the secret of the token that was read last digested. */
    void digestSecret(PresentedDigest digest) {
        digest.take(bytes, secretStart, secretEnd);
    }

    /** Forgets the text. */
    void wipe() {
        System.arraycopy(blank, 0, bytes, 0, blank.length);
    }
}
