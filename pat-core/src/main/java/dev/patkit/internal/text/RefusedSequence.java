package dev.patkit.internal.text;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sequences that are refused although each character is accepted, because they look like other sequences (UTS 39,
 * section 5.4), or because text could hide in them.
 */
enum RefusedSequence {
    TWO_SPACES("  ", "must not contain two spaces in a row"),
    MARK_WITHOUT_BASE("(?:^| )\\p{M}", "must not contain a combining mark without a character that it belongs to"),
    REPEATED_MARK("([\\p{Mn}\\p{Me}])\\1", "must not repeat a combining mark"),
    TOO_MANY_MARKS("[\\p{Mn}\\p{Me}]{5}", "must not have more than 4 combining marks on one character"),
    LETTER_IN_PARTS(
            "\\x{E40}{2}|\\x{EC0}{2}|\\x{E4D}\\p{Mn}*\\x{E32}|\\x{ECD}\\p{Mn}*\\x{EB2}",
            "must not spell one letter as two characters"),
    HIDDEN_DOT(
            "[ij\\x{131}\\x{237}\\x{249}\\x{268}\\x{29D}\\x{3F3}\\x{456}\\x{458}]\\p{Mn}*\\x{307}",
            "must not have a dot above a dotted letter");

    private final Pattern pattern;
    private final String problem;

    RefusedSequence(String pattern, String problem) {
        this.pattern = Pattern.compile(pattern);
        this.problem = problem;
    }

    /** What is wrong with the text, if it has such a sequence, in whatever way its marks are composed. */
    static Optional<String> problemOf(String text) {
        String decomposed = Normalizer.normalize(text, Form.NFD);
        return Arrays.stream(values())
                .filter(sequence -> sequence.pattern.matcher(decomposed).find())
                .map(sequence -> sequence.problem)
                .findFirst();
    }
}
