package dev.patkit.internal.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Scans presented texts for one thread, one after the other, in a buffer of its own. One token has one spelling:
 * nothing is trimmed, folded or decoded. Refusing a text allocates nothing. After a successful scan the buffer holds
 * the text until {@link #wipe}. Not thread-safe.
 */
public final class TokenScanner {
    private final String start;
    private final int secretStart;
    private final int secretEnd;
    private final byte[] blank;
    private final byte[] bytes;
    private final CRC32 crc = new CRC32();
    private long id;

    TokenScanner(String start, int secretStart, int secretEnd, int length) {
        this.start = start;
        this.secretStart = secretStart;
        this.secretEnd = secretEnd;
        blank = Arrays.copyOf(start.getBytes(StandardCharsets.US_ASCII), length);
        bytes = blank.clone();
    }

    /**
     * Whether a text is a token of this prefix by its length, its id and its check. Whether its secret is made of
     * digits is asked apart, with {@link #isSecretWellFormed}: a secret that is known to be the right one is.
     */
    public boolean scan(String text) {
        if (text.length() != bytes.length || !text.startsWith(start)) {
            return false;
        }
        boolean wellFormed = copyAscii(text) && checksOut();
        if (wellFormed) {
            id = Base62.read(bytes, start.length(), secretStart);
            wellFormed = id >= 0;
        }
        if (!wellFormed) {
            wipe();
        }
        return wellFormed;
    }

    /** The copying alone would keep the low byte of any character, so all characters are checked. */
    @SuppressWarnings("deprecation") // the only way to copy that makes no array
    private boolean copyAscii(String text) {
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

    /** The id that the scanned token names. */
    public long id() {
        return id;
    }

    /** Whether the secret of the scanned token is made of digits only. */
    public boolean isSecretWellFormed() {
        return Base62.areDigits(bytes, secretStart, secretEnd);
    }

    /** Feeds the secret of the scanned token to a digest. */
    public void digestSecret(MessageDigest digest) {
        digest.update(bytes, secretStart, secretEnd - secretStart);
    }

    /** A copy of the secret of the scanned token. */
    public byte[] copySecret() {
        return Arrays.copyOfRange(bytes, secretStart, secretEnd);
    }

    /** Removes the scanned text from the buffer. */
    public void wipe() {
        System.arraycopy(blank, 0, bytes, 0, blank.length);
    }

    /** A placeholder, never the content. */
    @Override
    public String toString() {
        return "<hidden>";
    }
}
