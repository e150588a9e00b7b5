package dev.patkit.internal.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The characters that are refused wherever they stand. */
final class RefusedCharacters {
    /**
     * Draws nothing, although its category says otherwise: default-ignorable letters and marks (UAX 44), blank symbols,
     * marks that only act on their neighbours, and the stand-ins for what could not be decoded or embedded.
     */
    private static final String INVISIBLE = "\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2800}"
            + "\\x{2D7F}\\x{3164}\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{FFFC}\\x{FFFD}\\x{1107F}\\x{13440}-\\x{13442}"
            + "\\x{16FE4}"
            + "\\x{1BC9D}\\x{1BC9E}\\x{1D159}\\x{E0100}-\\x{E01EF}";

    /**
     * Drawn as another character is: no-break variants, dot leader, phonetic letters and small capitals, letters in
     * outline, radicals, parts of Korean syllables that form no syllable.
     */
    private static final String TWINS = "\\x{F0C}\\x{2010}\\x{2011}\\x{2024}\\x{1A6}\\x{251}\\x{261}\\x{262}\\x{26A}"
            + "\\x{274}\\x{276}\\x{280}\\x{28F}\\x{299}\\x{29C}\\x{29F}\\x{1D00}-\\x{1D2B}\\x{A730}\\x{A731}\\x{A781}"
            + "\\x{A7B3}\\x{A7B4}\\x{A7FE}\\x{AB30}-\\x{AB5A}\\x{1CCD6}-\\x{1CCEF}\\x{2E80}-\\x{2FDF}"
            + "\\x{1100}-\\x{11FF}"
            + "\\x{A960}-\\x{A97F}\\x{D7B0}-\\x{D7FF}\\x{FE73}";

    private static final Pattern REFUSED = Pattern.compile("[[\\p{C}\\p{Z}" + INVISIBLE + TWINS + "]&&[^ ]]");

    /**
     * Letters, digits and marks that may stand for others. Those of living orthographies are left out: ordinals, micro
     * sign, Armenian, Thai, Lao, Korean letters outside syllables, half-width Japanese.
     */
    private static final Pattern LETTER = Pattern.compile("[[\\p{L}\\p{Mn}\\p{Nd}\\p{Nl}]&&[^\\p{Lm}]"
            + "&&[^\\xAA\\xBA\\xB5\\x{587}\\x{E33}\\x{EB3}\\x{EDC}\\x{EDD}\\x{3131}-\\x{318E}\\x{FF66}-\\x{FF9D}]]");

    private RefusedCharacters() {}

    static OptionalInt firstIn(String text) {
        Matcher refused = REFUSED.matcher(text);
        return refused.find() ? OptionalInt.of(refused.group().codePointAt(0)) : firstStandIn(text);
    }

    /** The first letter that NFKC would replace. */
    private static OptionalInt firstStandIn(String text) {
        return LETTER.matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(letter -> !Normalizer.isNormalized(letter, Form.NFKC))
                .mapToInt(letter -> letter.codePointAt(0))
                .findFirst();
    }
}
