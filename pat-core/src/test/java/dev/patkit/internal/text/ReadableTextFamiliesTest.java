package dev.patkit.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.error.InvalidInputException;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadableTextFamiliesTest {
    private static final long SEED = Long.getLong("patkit.seed", 8);
    private static final int TRIALS = 50_000;

    private static final Set<Byte> UNSEEN_CATEGORIES = Set.of(
            Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.PRIVATE_USE,
            Character.UNASSIGNED,
            Character.SPACE_SEPARATOR,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR);

    /** Default-ignorable code points that are neither format characters nor unassigned, and blank symbols. */
    private static final int[] INVISIBLE = {
        0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFE00, 0xFE0E, 0xFFA0,
        0x1D159, 0xE0100, 0xE01EF
    };

    private static final int[] UNSEEN = IntStream.concat(
                    codePoints().filter(codePoint -> Character.getType(codePoint) == Character.FORMAT),
                    IntStream.of(INVISIBLE))
            .toArray();

    private static final int[] JOINERS_AND_SELECTOR = {0x200C, 0x200D, 0xFE0F};

    private final SplittableRandom random = new SplittableRandom(SEED);

    private static Optional<String> accepted(String text) {
        try {
            return Optional.of(ReadableText.description(text));
        } catch (InvalidInputException refusal) {
            assertThat(refusal.argument()).isEqualTo("description");
            return Optional.empty();
        }
    }

    private static String text(int... codePoints) {
        return new String(codePoints, 0, codePoints.length);
    }

    private static boolean isUnseen(int codePoint) {
        return codePoint != ' ' && UNSEEN_CATEGORIES.contains((byte) Character.getType(codePoint));
    }

    /** All that are assigned, and the ends of each row of 256 in the planes that have no characters. */
    private static IntStream codePoints() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> codePoint < 0x34000 || codePoint >> 12 == 0xE0 || (codePoint & 0xFF) >= 0xFE);
    }

    private static List<String> thoseAccepted(IntStream codePoints, UnaryOperator<String> context) {
        return codePoints
                .filter(codePoint -> accepted(context.apply(text(codePoint))).isPresent())
                .mapToObj("U+%04X"::formatted)
                .toList();
    }

    @Test
    void noCodePointThatCannotBeSeenIsAcceptedInsideAWord() {
        assertThat(thoseAccepted(codePoints().filter(ReadableTextFamiliesTest::isUnseen), unseen -> "a" + unseen + "b"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s%s", "%s %s"})
    void noTextOfCharactersThatCannotBeSeenIsAccepted(String pattern) {
        IntStream unseen = IntStream.concat(
                        codePoints().filter(ReadableTextFamiliesTest::isUnseen), IntStream.of(INVISIBLE))
                .filter(codePoint -> !Character.isWhitespace(codePoint));

        assertThat(thoseAccepted(unseen, text -> pattern.replace("%s", text))).isEmpty();
    }

    @Test
    void invisibleLetterMarkOrSymbolIsRefusedAtEveryPlace() {
        for (int codePoint : INVISIBLE) {
            for (String around :
                    List.of("%sdeploy", "dep%sloy", "deploy%s", "\ud55c%s\uae00", "\u1780%s", "1 %s", "\u1820%s")) {
                assertThat(accepted(around.replace("%s", text(codePoint))))
                        .as("U+%X in %s", codePoint, around)
                        .isEmpty();
            }
        }
    }

    @Test
    void everyLetterThatStandsForItselfIsAcceptedInItsScript() {
        Set<UnicodeScript> scripts = EnumSet.complementOf(EnumSet.of(
                UnicodeScript.LATIN, UnicodeScript.HANGUL, UnicodeScript.EGYPTIAN_HIEROGLYPHS, UnicodeScript.UNKNOWN));
        Set<Integer> drawnAsOthers = Set.of(0xFE73, 0x1D26, 0x1D27, 0x1D28, 0x1D29, 0x1D2A, 0x1D2B);

        List<String> refused = codePoints()
                .filter(Character::isLetterOrDigit)
                .filter(codePoint -> scripts.contains(UnicodeScript.of(codePoint)))
                .filter(codePoint -> Normalizer.isNormalized(text(codePoint), Form.NFKC))
                .filter(codePoint -> !drawnAsOthers.contains(codePoint))
                .mapToObj(Character::toString)
                .filter(letter -> !accepted(letter).equals(Optional.of(letter)))
                .toList();

        assertThat(refused).isEmpty();
    }

    @Test
    void everyPrintableAsciiCharacterIsAccepted() {
        String all = IntStream.range('!', 0x7F).mapToObj(Character::toString).collect(Collectors.joining());

        assertThat(accepted(all)).contains(all);
    }

    @Test
    void everyKoreanSyllableIsAcceptedInEitherForm() {
        for (int codePoint = 0xAC00; codePoint <= 0xD7A3; codePoint++) {
            String syllable = text(codePoint);
            assertThat(accepted(Normalizer.normalize(syllable, Form.NFD))).contains(syllable);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "LISU", "GEORGIAN", "COPTIC", "DESERET", "OLD_ITALIC"
            })
    void noLetterOfALookAlikeAlphabetIsAcceptedInALatinWord(UnicodeScript script) {
        String unlikeLatin = "\u0394\u03a3\u03a9";

        int[] letters = IntStream.rangeClosed(0, 0x1FFFF)
                .filter(Character::isLetter)
                .filter(codePoint -> UnicodeScript.of(codePoint) == script)
                .filter(codePoint -> !unlikeLatin.contains(Normalizer.normalize(text(codePoint), Form.NFC)))
                .toArray();

        assertThat(letters).isNotEmpty();
        assertThat(thoseAccepted(IntStream.of(letters), letter -> "depl" + letter + "y"))
                .isEmpty();
        assertThat(thoseAccepted(IntStream.of(letters), letter -> letter + "deploy"))
                .isEmpty();
    }

    @Test
    void noLetterOrDigitThatStandsForAsciiIsAccepted() {
        Set<Byte> categories = Set.of(
                Character.UPPERCASE_LETTER,
                Character.LOWERCASE_LETTER,
                Character.TITLECASE_LETTER,
                Character.DECIMAL_DIGIT_NUMBER,
                Character.LETTER_NUMBER);

        IntStream standIns = codePoints()
                .filter(codePoint -> codePoint > 0x7F && categories.contains((byte) Character.getType(codePoint)))
                .filter(codePoint -> Normalizer.isNormalized(text(codePoint), Form.NFC))
                .filter(codePoint ->
                        Normalizer.normalize(text(codePoint), Form.NFKC).matches("[0-9A-Za-z]+"));

        assertThat(thoseAccepted(standIns, letter -> "x" + letter)).isEmpty();
    }

    @Test
    void acceptedTextIsNormalIdempotentAndFreeOfRefusedCharacters() {
        int count = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            String given = randomText();
            Optional<String> answer = accepted(given);
            if (answer.isPresent()) {
                count++;
                assertNormal(given, answer.get());
            }
        }

        assertThat(count).as("accepted ones, seed %d", SEED).isGreaterThan(TRIALS / 50);
    }

    private void assertNormal(String given, String normal) {
        assertThat(Normalizer.isNormalized(normal, Form.NFC))
                .as("%s, seed %d", escaped(given), SEED)
                .isTrue();
        assertThat(accepted(normal)).as("%s, seed %d", escaped(given), SEED).contains(normal);
        assertThat(normal.replaceAll("[\u200c\u200d]", "").codePoints())
                .as("%s, seed %d", escaped(given), SEED)
                .noneMatch(ReadableTextFamiliesTest::isUnseen);
        assertThat(normal)
                .as("%s, seed %d", escaped(given), SEED)
                .isEqualTo(normal.strip())
                .doesNotContain("  ");
    }

    private static String escaped(String text) {
        return text.codePoints().mapToObj("U+%04X"::formatted).collect(Collectors.joining(" "));
    }

    private String randomText() {
        int[] codePoints = new int[1 + random.nextInt(6)];
        int start = random.nextInt(0x3000);
        for (int i = 0; i < codePoints.length; i++) {
            codePoints[i] = switch (random.nextInt(8)) {
                case 0 -> random.nextInt(Character.MAX_CODE_POINT + 1);
                case 1 -> 0x300 + random.nextInt(0x70);
                case 2 -> "\u200c\u200d\ufe0f \u094d\u2764".charAt(random.nextInt(6));
                case 3 -> 0x1F300 + random.nextInt(0x400);
                default -> start + random.nextInt(0x40);
            };
        }
        return text(codePoints);
    }

    @Test
    void noTwoAcceptedTextsDifferInInvisibleCharactersOnly() {
        List<String> visible = List.of(
                "a",
                "b",
                "I",
                "\u00e9",
                "1",
                "-",
                "\u4e00",
                "\ud55c",
                "\u05d0",
                "\u062f",
                "\u0627",
                "\u0915",
                "\u0e01",
                "\ud83d\ude80",
                "\ud83d\udd25",
                "\u2615");
        Set<String> answers = new HashSet<>();

        for (int trial = 0; trial < TRIALS; trial++) {
            StringBuilder plain = new StringBuilder();
            StringBuilder decorated = new StringBuilder();
            for (int length = 1 + random.nextInt(4); length > 0; length--) {
                String next = visible.get(random.nextInt(visible.size()));
                plain.append(next);
                decorated.append(next);
                decorated.append(random.nextBoolean() ? randomUnseen() : "");
            }
            accepted(decorated.toString()).ifPresent(answer -> {
                assertThat(accepted(plain.toString()))
                        .as("%s, seed %d", escaped(decorated.toString()), SEED)
                        .contains(answer);
                answers.add(answer);
            });
        }

        assertThat(answers).as("accepted ones, seed %d", SEED).hasSizeGreaterThan(100);
    }

    private String randomUnseen() {
        int[] some = random.nextBoolean() ? JOINERS_AND_SELECTOR : UNSEEN;
        return text(some[random.nextInt(some.length)]);
    }
}
