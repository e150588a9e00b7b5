package dev.patkit.token;

import java.util.Arrays;

/** Digits, upper-case and lower-case letters, in that order: what a double click selects and a URL carries. */
final class Base62 {
    static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    static final int RADIX = 62;

    /** The most digits that fit 63 bits whatever they are. */
    private static final int SAFE_LENGTH = 10;

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

    /** The value of a digit, or -1 for any other character. */
    static int valueOf(char digit) {
        return digit < VALUES.length ? VALUES[digit] : -1;
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

    /** Reads a number of up to 11 digits; -1 if one is not of the alphabet, or the number does not fit 63 bits. */
    static long read(CharSequence text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int value = valueOf(text.charAt(i));
            if (value < 0 || (i - from >= SAFE_LENGTH && number > (Long.MAX_VALUE - value) / RADIX)) {
                return -1;
            }
            number = number * RADIX + value;
        }
        return number;
    }
}
