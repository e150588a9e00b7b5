package dev.patkit.internal.text;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds words whose letters belong to more than one script, or whose digits belong to more than one set. */
final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    /**
     * What may stand beside letters of any script: Chinese, Japanese, Korean syllables, and the Greek capitals delta,
     * sigma and omega, which are symbols of science and resemble no Latin letter.
     */
    private static final Pattern NEUTRAL = Pattern.compile("[\\p{IsCommon}\\p{IsInherited}\\p{IsHan}\\p{IsHiragana}"
            + "\\p{IsKatakana}\\p{IsBopomofo}\\x{AC00}-\\x{D7A3}\\x{394}\\x{3A3}\\x{3A9}]");

    private Words() {}

    /** The first character whose script or set of digits differs from that of the word before it. */
    static OptionalInt firstForeignCharacter(String text) {
        return WORD.matcher(text)
                .results()
                .map(MatchResult::group)
                .flatMapToInt(word -> IntStream.concat(foreignLetters(word), foreignDigits(word)))
                .findFirst();
    }

    private static IntStream foreignLetters(String word) {
        int[] letters = NEUTRAL.matcher(word).replaceAll("").codePoints().toArray();
        return Arrays.stream(letters).filter(letter -> UnicodeScript.of(letter) != UnicodeScript.of(letters[0]));
    }

    private static IntStream foreignDigits(String word) {
        int[] digits = word.codePoints().filter(Character::isDigit).toArray();
        return Arrays.stream(digits).filter(digit -> zeroOf(digit) != zeroOf(digits[0]));
    }

    private static int zeroOf(int digit) {
        return digit - Character.digit(digit, 10);
    }
}
