package dev.patkit.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A secret that is looked for. It is kept under a mask, so that a heap dump does not find the searcher's own copy. Any
 * window of 16 characters counts as found: in Latin-1, UTF-16, hexadecimal, or Base64 at any alignment.
 */
final class Canary {
    private static final int WINDOW = 16;
    private static final int BLOCK = 1 << 22;

    private final byte[] mask;
    private final byte[] masked;

    Canary(String secret) {
        masked = secret.getBytes(StandardCharsets.ISO_8859_1);
        mask = new byte[masked.length];
        new SecureRandom().nextBytes(mask);
        applyMask(masked);
    }

    private void applyMask(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= mask[i];
        }
    }

    /** Whether any form of the secret is in the stream, which is read to its end. */
    boolean isIn(InputStream in) throws IOException {
        byte[] unmasked = masked.clone();
        applyMask(unmasked);
        Needles needles = new Needles(new String(unmasked, StandardCharsets.ISO_8859_1));
        byte[] block = new byte[BLOCK];
        int kept = 0;
        for (int read = in.readNBytes(block, 0, BLOCK); read > 0; read = in.readNBytes(block, kept, BLOCK - kept)) {
            int filled = kept + read;
            if (needles.areIn(block, filled)) {
                return true;
            }
            kept = Math.min(filled, Needles.MOST_BYTES);
            System.arraycopy(block, filled - kept, block, 0, kept);
        }
        return false;
    }

    /** Every form of every window, found by its first two bytes. */
    private static final class Needles {
        private static final int MOST_BYTES = 2 * WINDOW;

        private final byte[][][] byStart = new byte[1 << 16][0][];

        private Needles(String secret) {
            for (int from = 0; from + WINDOW <= secret.length(); from++) {
                String window = secret.substring(from, from + WINDOW);
                for (Charset charset :
                        List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                    add(window.getBytes(charset));
                }
                byte[] bytes = window.getBytes(StandardCharsets.ISO_8859_1);
                add(ascii(HexFormat.of().formatHex(bytes)));
                add(ascii(HexFormat.of().withUpperCase().formatHex(bytes)));
                add(ascii(Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, WINDOW - 1))));
            }
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        private void add(byte[] needle) {
            int start = start(needle, 0);
            byte[][] others = byStart[start];
            byStart[start] = Arrays.copyOf(others, others.length + 1);
            byStart[start][others.length] = needle;
        }

        private static int start(byte[] bytes, int at) {
            return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
        }

        boolean areIn(byte[] bytes, int length) {
            for (int at = 0; at + 1 < length; at++) {
                for (byte[] needle : byStart[start(bytes, at)]) {
                    int end = at + needle.length;
                    if (end <= length && Arrays.equals(bytes, at, end, needle, 0, needle.length)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }
}
