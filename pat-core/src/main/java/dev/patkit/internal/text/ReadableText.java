package dev.patkit.internal.text;

import dev.patkit.error.InvalidInputException;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Checks and normalises text that people read: names, descriptions, owners, actors. Accepted text has only characters
 * that can be seen, and no two accepted texts differ only in characters that cannot. Stateless and thread-safe; the
 * cost is linear in the length, and text far over its limit is refused before any other work.
 *
 * <p>Refused are:
 *
 * <ul>
 *   <li>control and format characters (bidirectional controls, zero-width characters, soft hyphens, tags), surrogates,
 *       private-use and unassigned code points, every separator except U+0020, every default-ignorable code point, and
 *       symbols that draw nothing;
 *   <li>letters and digits that merely stand for others, such as ligatures, full-width and mathematical letters (UAX
 *       31: they change under NFKC), except those that living orthographies need;
 *   <li>two spaces in a row, combining marks that have no base, repeat, or exceed four, and a dot above a dotted letter
 *       (UTS 39, section 5.4);
 *   <li>a word of two scripts or of two sets of digits (UTS 39, restriction level "highly restrictive", applied to each
 *       word; Chinese, Japanese and Korean letters may stand beside any other script).
 * </ul>
 *
 * <p>Joiners and emoji variation selectors are accepted where they change what is drawn: between letters of Arabic and
 * Indic scripts (UAX 31, section 2.3; RFC 5892, appendix A) and in emoji sequences (UTS 51).
 *
 * <p>Text is returned in normalization form NFC (UAX 15), so canonically equivalent texts become equal. A variation
 * selector that changes nothing is dropped.
 *
 * <p>Two accepted texts can still resemble each other: by case ({@code deploy}, {@code Deploy}), by similar letters of
 * one script ({@code l}, {@code I}), by words that lie in different scripts as a whole, or by similar punctuation. UTS
 * 36 describes these risks. What counts as assigned depends on the Unicode version of the Java runtime.
 */
public final class ReadableText {
    /** The most characters (code points) of an owner. */
    public static final int MAX_OWNER_LENGTH = 255;
    /** The most characters (code points) of a name. */
    public static final int MAX_NAME_LENGTH = 100;
    /** The most characters (code points) of a description. */
    public static final int MAX_DESCRIPTION_LENGTH = 500;

    /** Text with more UTF-16 units for each allowed code point is too long in every normalization form. */
    private static final int UNITS_FOR_A_CODE_POINT = 4;

    private ReadableText() {}

    /**
     * An owner. White space around it is refused, because it cannot be seen and is no part of an identity.
     *
     * @param text the owner
     * @return the owner in its normal form, by which owners are compared
     * @throws InvalidInputException if unusable, blank, or longer than {@value #MAX_OWNER_LENGTH}; argument {@code
     *     owner}
     */
    public static String owner(@Nullable String text) {
        return identity("owner", text);
    }

    private static String identity(String argument, @Nullable String text) {
        String given = requirePresent(argument, text);
        requireNotBlank(argument, given);
        if (!given.equals(given.strip())) {
            throw new InvalidInputException(argument, "must not begin or end with white space");
        }
        return checked(argument, given, MAX_OWNER_LENGTH);
    }

    private static String requirePresent(String argument, @Nullable String text) {
        if (text == null) {
            throw new InvalidInputException(argument, "must not be missing");
        }
        return text;
    }

    private static void requireNotBlank(String argument, String text) {
        if (text.isBlank()) {
            throw new InvalidInputException(argument, "must not be blank");
        }
    }

    /** The one check that every text goes through. Returns the text in its normal form. */
    private static String checked(String argument, String text, int most) {
        if (text.length() > UNITS_FOR_A_CODE_POINT * most) {
            throw tooLong(argument, most);
        }
        String normal = normalised(text);
        if (normal.codePointCount(0, normal.length()) > most) {
            throw tooLong(argument, most);
        }
        problemOf(Joiners.removedFrom(normal)).ifPresent(problem -> {
            throw new InvalidInputException(argument, problem);
        });
        return normal;
    }

    /** The form by which texts are compared, of any text whatever: nothing is refused. */
    public static String normalised(String text) {
        return Normalizer.normalize(EmojiSequences.withoutIdleSelectors(text), Form.NFC);
    }

    private static InvalidInputException tooLong(String argument, int most) {
        return new InvalidInputException(argument, "must be at most " + most + " characters");
    }

    private static Optional<String> problemOf(String text) {
        OptionalInt refused = RefusedCharacters.firstIn(text);
        if (refused.isPresent()) {
            return Optional.of("must not contain the character " + codePoint(refused.getAsInt()));
        }
        OptionalInt foreign = Words.firstForeignCharacter(text);
        if (foreign.isPresent()) {
            return Optional.of("must not mix scripts in one word: " + codePoint(foreign.getAsInt()));
        }
        return RefusedSequence.problemOf(text);
    }

    private static String codePoint(int codePoint) {
        String digits = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
        return "U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    /**
     * Who makes a change: an owner, an administrator, a job. The rule is that of owners.
     *
     * @param text the actor
     * @return the actor in its normal form
     * @throws InvalidInputException as {@link #owner} does; argument {@code actor}
     */
    public static String actor(@Nullable String text) {
        return identity("actor", text);
    }

    /**
     * A token's name. White space around it is removed.
     *
     * @param text the name, as from a form
     * @return the name in its normal form
     * @throws InvalidInputException if unusable, blank, or longer than {@value #MAX_NAME_LENGTH}; argument {@code name}
     */
    public static String name(@Nullable String text) {
        return require("name", text, MAX_NAME_LENGTH);
    }

    /**
     * A description, which may be empty. White space around it is removed.
     *
     * @param text the description, as from a form
     * @return the description in its normal form
     * @throws InvalidInputException if unusable, or longer than {@value #MAX_DESCRIPTION_LENGTH}; argument {@code
     *     description}
     */
    public static String description(@Nullable String text) {
        return requireOptional("description", text, MAX_DESCRIPTION_LENGTH);
    }

    /** Text that must be there, of another kind than those above. White space around it is removed. */
    static String require(String argument, @Nullable String text, int most) {
        requireNotBlank(argument, requirePresent(argument, text));
        return requireOptional(argument, text, most);
    }

    /** Text that may be empty, of another kind than those above. White space around it is removed. */
    static String requireOptional(String argument, @Nullable String text, int most) {
        return checked(argument, requirePresent(argument, text).strip(), most);
    }
}
