package dev.patkit.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base62Test {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @Test
    void digitsAndTheirValuesAreThoseOfTheAlphabet() {
        for (int value = 0; value < Base62.RADIX; value++) {
            assertThat(Base62.digit(value)).isEqualTo((byte) ALPHABET.charAt(value));
        }
        for (int ascii = 0; ascii < 0x80; ascii++) {
            assertThat(Base62.valueOf(ascii)).isEqualTo(ALPHABET.indexOf(ascii));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 15, 16, 17, 24, 43, 60})
    void areDigitsIsExactForEveryByteAtEveryPlace(int length) {
        byte[] text = new byte[length + 4];
        for (int place = 0; place < length; place++) {
            for (int value = 0; value < 0x100; value++) {
                Arrays.fill(text, (byte) '_');
                Arrays.fill(text, 2, 2 + length, (byte) ALPHABET.charAt(value % Base62.RADIX));
                text[2 + place] = (byte) value;

                assertThat(Base62.areDigits(text, 2, 2 + length))
                        .as("byte %d at %d", value, place)
                        .isEqualTo(ALPHABET.indexOf(value) >= 0);
            }
        }
    }

    @Test
    void areDigitsIsExactForEveryPairOfNeighbours() {
        byte[] text = new byte[8];
        for (int one = 0; one < 0x100; one++) {
            for (int other = 0; other < 0x100; other++) {
                Arrays.fill(text, (byte) 'a');
                text[3] = (byte) one;
                text[4] = (byte) other;

                assertThat(Base62.areDigits(text, 0, 8))
                        .as("bytes %d, %d", one, other)
                        .isEqualTo(ALPHABET.indexOf(one) >= 0 && ALPHABET.indexOf(other) >= 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 61, 62, 3843, 3844, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    void writtenNumberIsReadBack(long number) {
        byte[] text = Base62.write(number, 11).getBytes(StandardCharsets.US_ASCII);

        assertThat(text).hasSize(11);
        assertThat(Base62.read(text, 0, 11)).isEqualTo(number);
    }

    @Test
    void numberBeyond63BitsIsRefused() {
        BigInteger beyond = BigInteger.valueOf(Long.MAX_VALUE).add(BigInteger.ONE);
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 11; i++) {
            BigInteger[] split = beyond.divideAndRemainder(BigInteger.valueOf(Base62.RADIX));
            digits.append(ALPHABET.charAt(split[1].intValue()));
            beyond = split[0];
        }
        byte[] text = digits.reverse().toString().getBytes(StandardCharsets.US_ASCII);

        assertThat(Base62.read(text, 0, 11)).isEqualTo(-1);
        Arrays.fill(text, (byte) 'z');
        assertThat(Base62.read(text, 0, 11)).isEqualTo(-1);
    }

    @Test
    void textWithACharacterOutsideTheAlphabetIsNoNumber() {
        for (int place = 0; place < 11; place++) {
            for (int ascii = 0; ascii < 0x80; ascii++) {
                byte[] text = "01234567890".getBytes(StandardCharsets.US_ASCII);
                text[place] = (byte) ascii;

                assertThat(Base62.read(text, 0, 11) >= 0)
                        .as("character %d at %d", ascii, place)
                        .isEqualTo(ALPHABET.indexOf(ascii) >= 0 && (place > 0 || ascii < 'B'));
            }
        }
    }
}
