package dev.patkit.internal.text;

import java.util.regex.Pattern;

/**
 * Tells where U+200C, U+200D (joiners) and U+FE0F (emoji variation selector) change what is drawn. Anywhere else they
 * are invisible. The sources are UAX 31, section 2.3, RFC 5892, appendix A, and UTS 51.
 */
final class Joiners {
    /** Arabic letters that do not join the letter after them. */
    private static final String LETTERS_THAT_END_A_JOIN =
            "\\x{621}-\\x{625}\\x{627}\\x{629}\\x{62F}-\\x{632}\\x{648}\\x{671}-\\x{674}\\x{688}-\\x{699}"
                    + "\\x{6C0}\\x{6C3}-\\x{6CB}\\x{6CD}\\x{6CF}\\x{6D2}\\x{6D3}\\x{6D5}\\x{6EE}\\x{6EF}"
                    + "\\x{759}-\\x{75B}"
                    + "\\x{76B}\\x{76C}\\x{771}\\x{773}\\x{774}\\x{778}\\x{779}\\x{870}-\\x{885}\\x{887}\\x{88E}"
                    + "\\x{8AA}-\\x{8AE}\\x{8B1}\\x{8B2}\\x{8B9}\\x{10EC2}";

    /** Arabic letters that join no letter. */
    private static final String LETTERS_ALONE = "\\x{621}\\x{674}\\x{887}\\x{8AD}";

    /** Keeps two Arabic letters apart that would otherwise be joined, as in Persian. The first may carry marks. */
    private static final String ARABIC = "(?<=[\\p{IsArabic}&&\\p{Lo}&&[^" + LETTERS_THAT_END_A_JOIN + "]]\\p{Mn}{0,4})"
            + "\\x{200C}(?=[\\p{IsArabic}&&\\p{Lo}&&[^" + LETTERS_ALONE + "]])";

    private static final String CONSONANT = "["
            + "\\x{915}-\\x{939}\\x{95F}\\x{978}-\\x{97F}\\x{995}-\\x{9B9}\\x{9F0}\\x{9F1}\\x{A95}-\\x{AB9}"
            + "\\x{AF9}\\x{B15}-\\x{B39}\\x{B5F}\\x{B71}\\x{C15}-\\x{C39}\\x{C58}-\\x{C5A}\\x{C95}-\\x{CB9}"
            + "\\x{CDE}\\x{D15}-\\x{D3A}\\x{D9A}-\\x{DC6}"
            + "]";

    /** Chooses how two Indic consonants with a virama between them are joined, or the form of a joined letter ra. */
    private static final String INDIC = "(?:(?<=[\\x{94D}\\x{9CD}\\x{ACD}\\x{B4D}\\x{C4D}\\x{CCD}])[\\x{200C}\\x{200D}]"
            + "|(?<=\\x{D4D})\\x{200C}|(?<=\\x{DCA})\\x{200D})(?=" + CONSONANT + ")"
            + "|(?<=[\\x{9B0}\\x{CB0}])\\x{200D}(?=[\\x{9CD}\\x{CCD}])";

    /**
     * One look at a character tells whether the rest is worth trying. The emoji come last: a pattern looks behind by
     * code points only where an emoji itself is still to come in it.
     */
    private static final Pattern JOINERS = Pattern.compile("(?=[\\x{200C}\\x{200D}\\x{2139}\\x{FE0F}])(?:"
            + String.join("|", ARABIC, INDIC, EmojiSequences.SELECTOR, EmojiSequences.JOINER) + ")");

    private Joiners() {}

    /** The text without the joiners and selectors that may stand where they stand. All others are left in it. */
    static String removedFrom(String text) {
        return JOINERS.matcher(text).replaceAll("");
    }
}
