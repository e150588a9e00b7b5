package dev.patkit.token;

import java.util.Arrays;

/** Digits, upper-case and lower-case letters, in that order: what a double click selects and a URL carries. */
final class Base62 {
    static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static final int RADIX = 62;

    private static final byte[] VALUES = values();

    private Base62() {}

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int value = 0; value < RADIX; value++) {
            values[DIGITS.charAt(value)] = (byte) value;
        }
        return values;
    }

    /** The value of a digit that is known to be ASCII, or -1; of any other character it means nothing. */
    static int valueOf(int ascii) {
        return VALUES[ascii & VALUES.length - 1];
    }

    /** Writes a non-negative number with leading zeros. */
    static String write(long number, int length) {
        char[] digits = new char[length];
        long rest = number;
        for (int i = length - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % RADIX));
            rest /= RADIX;
        }
        return new String(digits);
    }

    /** Reads a number of 1 to 11 ASCII digits; -1 if one is not of the alphabet, or the number does not fit 63 bits. */
    static long read(byte[] text, int from, int to) {
        int all = 0;
        long number = 0;
        for (int i = from; i < to - 1; i++) {
            int value = valueOf(text[i]);
            all |= value;
            number = number * RADIX + value;
        }
        int last = valueOf(text[to - 1]);
        return (all | last) < 0 || number > (Long.MAX_VALUE - last) / RADIX ? -1 : number * RADIX + last;
    }
}
