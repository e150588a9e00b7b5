package dev.patkit.internal.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Digits, upper-case and lower-case letters, in that order: what a double click selects and a URL carries. */
public final class Base62 {
    /** How many digits there are. */
    public static final int RADIX = 62;

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final byte[] VALUES = values();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** One in each of the eight bytes of a long. */
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

    private static final long HIGH_BITS = EACH_BYTE << 7;
    private static final long LOWER_CASE_BITS = EACH_BYTE << 5;

    private Base62() {}

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int value = 0; value < RADIX; value++) {
            values[DIGITS.charAt(value)] = (byte) value;
        }
        return values;
    }

    /** The digit of a value, 0 to 61, as ASCII. */
    public static byte digit(int value) {
        return (byte) DIGITS.charAt(value);
    }

    /** The value of a digit that is known to be ASCII, or -1; of any other character it means nothing. */
    public static int valueOf(int ascii) {
        return VALUES[ascii & VALUES.length - 1];
    }

    /** Writes a non-negative number with leading zeros. */
    public static String write(long number, int length) {
        char[] digits = new char[length];
        long rest = number;
        for (int i = length - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (rest % RADIX));
            rest /= RADIX;
        }
        return new String(digits);
    }

    /** Reads a number of 1 to 11 ASCII digits; -1 if one is not of the alphabet, or the number does not fit 63 bits. */
    public static long read(byte[] text, int from, int to) {
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

    /** Whether bytes, at least eight of them, are digits of the alphabet only; eight bytes are checked at a time. */
    public static boolean areDigits(byte[] text, int from, int to) {
        long all = HIGH_BITS;
        for (int i = from; i < to - Long.BYTES; i += Long.BYTES) {
            all &= digitBits((long) LONGS.get(text, i));
        }
        return (all & digitBits((long) LONGS.get(text, to - Long.BYTES))) == HIGH_BITS;
    }

    /**
     * The high bit of each byte that is a digit or a letter. With its own high bit set, no byte borrows from the next.
     */
    private static long digitBits(long bytes) {
        long x = bytes | HIGH_BITS;
        long lower = x | LOWER_CASE_BITS;
        long decimal = x - EACH_BYTE * '0' & ~(x - EACH_BYTE * ('9' + 1));
        long letter = lower - EACH_BYTE * 'a' & ~(lower - EACH_BYTE * ('z' + 1));
        return (decimal | letter) & ~bytes & HIGH_BITS;
    }
}
