package dev.patkit.internal.text;

import java.util.regex.Pattern;

/** The sequences in which emoji need U+FE0F or U+200D (UTS 51). */
final class EmojiSequences {
    /** Emoji that are drawn as text unless U+FE0F follows ({@code Emoji=Yes, Emoji_Presentation=No}). */
    private static final String TEXT =
            "\\xA9\\xAE\\x{203C}\\x{2049}\\x{2122}\\x{2139}\\x{2194}-\\x{2199}\\x{21A9}\\x{21AA}\\x{2328}"
                    + "\\x{23CF}\\x{23ED}-\\x{23EF}\\x{23F1}\\x{23F2}\\x{23F8}-\\x{23FA}\\x{24C2}\\x{25AA}\\x{25AB}"
                    + "\\x{25B6}\\x{25C0}\\x{25FB}\\x{25FC}\\x{2600}-\\x{2604}\\x{260E}\\x{2611}\\x{2618}\\x{261D}"
                    + "\\x{2620}\\x{2622}\\x{2623}\\x{2626}\\x{262A}\\x{262E}\\x{262F}\\x{2638}-\\x{263A}\\x{2640}"
                    + "\\x{2642}\\x{265F}\\x{2660}\\x{2663}\\x{2665}\\x{2666}\\x{2668}\\x{267B}\\x{267E}\\x{2692}"
                    + "\\x{2694}-\\x{2697}\\x{2699}\\x{269B}\\x{269C}\\x{26A0}\\x{26A7}\\x{26B0}\\x{26B1}\\x{26C8}"
                    + "\\x{26CF}\\x{26D1}\\x{26D3}\\x{26E9}\\x{26F0}\\x{26F1}\\x{26F4}\\x{26F7}-\\x{26F9}\\x{2702}"
                    + "\\x{2708}\\x{2709}\\x{270C}\\x{270D}\\x{270F}\\x{2712}\\x{2714}\\x{2716}\\x{271D}\\x{2721}"
                    + "\\x{2733}\\x{2734}\\x{2744}\\x{2747}\\x{2763}\\x{2764}\\x{27A1}\\x{2934}\\x{2935}"
                    + "\\x{2B05}-\\x{2B07}\\x{3030}\\x{303D}\\x{3297}\\x{3299}\\x{1F170}\\x{1F171}\\x{1F17E}\\x{1F17F}"
                    + "\\x{1F202}\\x{1F237}\\x{1F321}\\x{1F324}-\\x{1F32C}\\x{1F336}\\x{1F37D}\\x{1F396}\\x{1F397}"
                    + "\\x{1F399}-\\x{1F39B}\\x{1F39E}\\x{1F39F}\\x{1F3CB}-\\x{1F3CE}\\x{1F3D4}-\\x{1F3DF}\\x{1F3F3}"
                    + "\\x{1F3F5}\\x{1F3F7}\\x{1F43F}\\x{1F441}\\x{1F4FD}\\x{1F549}\\x{1F54A}\\x{1F56F}\\x{1F570}"
                    + "\\x{1F573}-\\x{1F579}\\x{1F587}\\x{1F58A}-\\x{1F58D}\\x{1F590}\\x{1F5A5}\\x{1F5A8}"
                    + "\\x{1F5B1}\\x{1F5B2}\\x{1F5BC}\\x{1F5C2}-\\x{1F5C4}\\x{1F5D1}-\\x{1F5D3}\\x{1F5DC}-\\x{1F5DE}"
                    + "\\x{1F5E1}\\x{1F5E3}\\x{1F5E8}\\x{1F5EF}\\x{1F5F3}\\x{1F5FA}\\x{1F6CB}\\x{1F6CD}-\\x{1F6CF}"
                    + "\\x{1F6E0}-\\x{1F6E5}\\x{1F6E9}\\x{1F6F0}\\x{1F6F3}";

    private static final String TEXT_EMOJI = "[" + TEXT + "]";

    /** A selector after a symbol that it does not change. */
    private static final Pattern IDLE_SELECTOR = Pattern.compile("([\\p{S}&&[^" + TEXT + "]])\\x{FE0F}");

    /**
     * A selector that changes the character before it, or completes a keycap. U+2139 is refused alone, because it is a
     * letter that stands for another, and accepted with its selector.
     */
    static final String SELECTOR = "\\x{2139}\\x{FE0F}|(?<=" + TEXT_EMOJI + ")\\x{FE0F}(?![\\x{1F3FB}-\\x{1F3FF}])"
            + "|(?<=[#*0-9])\\x{FE0F}(?=\\x{20E3})";

    private static final String PEOPLE = "👦-👩🧑🧒";

    private static final String OCCUPATIONS_AND_HAIR = "⚕⚖✈❤🌾🍳🍼🎄🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🤝🦯-🦳🦼🦽🩰";

    private static final String WOMEN_OR_MEN =
            "⛹🏃🏄🏊🏋🏌👮-👱👳👷💁💂💆💇🕵🙅-🙇🙋🙍🙎🚣🚴-🚶🤦🤵🤷-🤹🤼-🤾🦸🦹🧍-🧏🧔🧖-🧟";

    /**
     * A joiner between two emoji that are drawn as one. Of an emoji with two presentations, it takes the emoji only.
     */
    static final String JOINER = "(?<!" + TEXT_EMOJI + ")(?:"
            + String.join(
                    "|",
                    between(PEOPLE + "❤💋🤝", PEOPLE + "💋"),
                    between("👨👩🧑", OCCUPATIONS_AND_HAIR),
                    between(WOMEN_OR_MEN, "♀♂"),
                    between("♀♂🏃🚶🦯🦼🦽🧎", "➡"),
                    between("❤", "🔥🩹"),
                    between("🏳", "⚧🌈"),
                    between("🏴", "☠"),
                    between("🐈🐦", "⬛"),
                    between("🐦", "🔥"),
                    between("🐕", "🦺"),
                    between("🐻", "❄"),
                    between("👁", "🗨"),
                    between("😮", "💨"),
                    between("😵", "💫"),
                    between("😶", "🌫"),
                    between("🙂", "↔↕"),
                    between("⛓", "💥"),
                    between("🍄", "🟫"),
                    between("🍋", "🟩"),
                    between("🫱", "🫲"))
            + ")(?!" + TEXT_EMOJI + "(?!\\x{FE0F}))";

    private EmojiSequences() {}

    private static String between(String left, String right) {
        return "(?<=[" + left + "][\\x{FE0F}\\x{1F3FB}-\\x{1F3FF}]?)\\x{200D}(?=[" + right + "])";
    }

    /** The text without the selectors that change nothing. */
    static String withoutIdleSelectors(String text) {
        return IDLE_SELECTOR.matcher(text).replaceAll("$1");
    }
}
