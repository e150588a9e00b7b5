package dev.patkit.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.error.InvalidInputException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadableTextTest {
    private static void assertRefused(String argument, String problem, Supplier<String> call) {
        assertThatThrownBy(call::get).isInstanceOfSatisfying(InvalidInputException.class, refusal -> {
            assertThat(refusal.argument()).isEqualTo(argument);
            assertThat(refusal.problem()).contains(problem);
        });
    }

    private static void assertNameRefused(String problem, String name) {
        assertRefused("name", problem, () -> ReadableText.name(name));
        assertRefused("owner", problem, () -> ReadableText.owner(name));
        assertRefused("description", problem, () -> ReadableText.description(name));
        assertRefused("label", problem, () -> ReadableText.require("label", name, 100));
        assertRefused("note", problem, () -> ReadableText.requireOptional("note", name, 100));
    }

    @Test
    void absentTextIsRefusedWithItsArgumentNamed() {
        @Nullable String absent = null;

        assertRefused("owner", "must not be missing", () -> ReadableText.owner(absent));
        assertRefused("name", "must not be missing", () -> ReadableText.name(absent));
        assertRefused("description", "must not be missing", () -> ReadableText.description(absent));
        assertRefused("label", "must not be missing", () -> ReadableText.require("label", absent, 10));
        assertRefused("note", "must not be missing", () -> ReadableText.requireOptional("note", absent, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "\t", "\r\n", "\u2003", "\u3000"})
    void blankTextIsRefusedWhereTextIsNeeded(String blank) {
        assertRefused("owner", "must not be blank", () -> ReadableText.owner(blank));
        assertRefused("name", "must not be blank", () -> ReadableText.name(blank));
        assertRefused("label", "must not be blank", () -> ReadableText.require("label", blank, 10));
        assertThat(ReadableText.description(blank)).isEmpty();
        assertThat(ReadableText.requireOptional("note", blank, 10)).isEmpty();
    }

    @Test
    void whiteSpaceAroundFormInputIsRemovedAndCountsForNothing() {
        String padded = " \t\n " + "x".repeat(100) + "\u2003 ";

        assertThat(ReadableText.name(padded)).isEqualTo("x".repeat(100));
        assertThat(ReadableText.description(padded)).isEqualTo("x".repeat(100));
        assertThat(ReadableText.require("label", padded, 100)).isEqualTo("x".repeat(100));
        assertThat(ReadableText.requireOptional("note", padded, 100)).isEqualTo("x".repeat(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {" alice", "alice ", "\talice", "alice\n", "\u2003alice", "alice\u3000"})
    void whiteSpaceAroundAnOwnerIsRefused(String owner) {
        assertRefused("owner", "must not begin or end with white space", () -> ReadableText.owner(owner));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice\u0301", "\u212bke", "\ud83d\ude80\ufe0f", "\u1112\u1161\u11ab"})
    void ownerInAnotherFormIsNormalised(String owner) {
        assertThat(ReadableText.owner(owner)).isNotEqualTo(owner).isEqualTo(ReadableText.name(owner));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alice", "Alice", "auth0|5f7c", "CN=Alice, OU=Sales", "alice@example.org", "j\u00f6rg", "1"})
    void ownerIsKeptExactly(String owner) {
        assertThat(ReadableText.owner(owner)).isSameAs(owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "e\u0301", "\u00e9", "\ud83d\ude80", "\u1112\u1161\u11ab"})
    void lengthIsCountedInCodePointsOfTheNormalForm(String character) {
        assertThat(ReadableText.name(character.repeat(100)).codePoints()).hasSize(100);
        assertThat(ReadableText.description(character.repeat(500)).codePoints()).hasSize(500);
        assertRefused("name", "must be at most 100 characters", () -> ReadableText.name(character.repeat(101)));
        assertRefused(
                "description", "must be at most 500 characters", () -> ReadableText.description(character.repeat(501)));
        assertRefused("owner", "must be at most 255 characters", () -> ReadableText.owner(character.repeat(256)));
    }

    @Test
    void hugeTextIsRefusedForItsLengthBeforeItIsNormalised() {
        String huge = "e\u0301\u0323".repeat(1 << 20);

        assertNameRefused("characters", huge);
        assertNameRefused("characters", "\u200b".repeat(1 << 20));
    }

    @ParameterizedTest
    @CsvSource({
        "deploy\u200b, U+200B",
        "\u200bdeploy, U+200B",
        "build\u202egnp.exe, U+202E",
        "a\u00a0b, U+00A0",
        "\u00a0, U+00A0",
        "\ud800X, U+D800",
        "X\udc00, U+DC00",
        "\ude00\ud83d, U+DE00",
        "de\u00adploy, U+00AD",
        "\ufeffdeploy, U+FEFF",
        "deploy\ufe0f, U+FE0F",
        "deploy\ufe0e, U+FE0E",
        "depl\u034foy, U+034F",
        "\u2800, U+2800",
        "\u3164, U+3164",
        "\ud834\udd59, U+1D159",
        "deploy\udb40\udc61, U+E0061",
        "d\u0435ploy, U+0435",
        "a\ufffd, U+FFFD"
    })
    void refusalNamesTheCodePointAndNotTheText(String text, String codePoint) {
        assertNameRefused(codePoint, text);
        assertThatThrownBy(() -> ReadableText.name("\u0b95secret" + text))
                .message()
                .doesNotContain("secret");
    }

    @Test
    void nulAndOtherControlCharactersAreRefused() {
        assertNameRefused("U+0000", "a\0");
        assertNameRefused("U+0000", "a\0b");
        assertNameRefused("U+0009", "a\tb");
        assertNameRefused("U+000A", "a\nb");
        assertNameRefused("U+2028", "a\u2028b");
    }

    @Test
    void twoSpacesInARowAreRefused() {
        assertNameRefused("two spaces in a row", "nightly  import");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d\u0435ploy",
                "\u0430dmin",
                "\u03bfmega",
                "depl\u0585y",
                "\u13aaBC",
                "depl\ua4f3y",
                "\u043c\u03bfc\u043a\u0432\u0430",
                "\u0441\u0585\u043d",
                "\u10e7uiet",
                "depl\u0d20y",
                "depl\u0e50y",
                "depl\u0966y",
                "depl\u0665y",
                "12\u0663",
                "1\u09ea",
                "dep\u3163oy",
                "\ud801\udc04ut",
                "xxx d\u0435ploy xxx",
                "my-d\u0435ploy"
            })
    void wordOfTwoScriptsIsRefused(String name) {
        assertNameRefused("must not mix scripts in one word", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ufb01le",
                "dep\u217coy",
                "\u2170",
                "\uff44eploy",
                "\uff11",
                "\ud835\udc1deploy",
                "\ud835\udfcf",
                "\u01c9",
                "\u2f00",
                "\ufedf",
                "\u017f",
                "depl\u1d0fy",
                "\u0261",
                "a\u2011b",
                "a\u2010b",
                "a\u2024b",
                "\u1175"
            })
    void letterThatStandsForAnotherIsRefused(String name) {
        assertNameRefused("must not contain the character", name);
    }

    @ParameterizedTest
    @CsvSource({
        "\u0301a, without a character",
        "a \u0301b, without a character",
        "\u0903, without a character",
        "a\u0323\u0323, repeat",
        "a\u0301\u0301, repeat",
        "a\u0301\u0323\u0301, repeat",
        "e\u0300\u0301\u0302\u0303\u0304, more than 4",
        "i\u0307, dotted",
        "bu\u0131\u0307ld, dotted",
        "\u012f\u0307, dotted",
        "\u1ecb\u0307, dotted",
        "\u0e40\u0e40\u0e01, one letter as two",
        "\u0e19\u0e4d\u0e49\u0e32, one letter as two"
    })
    void markThatIsLooseRepeatedPiledUpOrHiddenIsRefused(String name, String problem) {
        assertNameRefused(problem, name);
    }

    @ParameterizedTest
    @CsvSource({
        "e\u0301, \u00e9",
        "\u212b, \u00c5",
        "A\u030a, \u00c5",
        "\u2126, \u03a9",
        "\u1112\u1161\u11ab, \ud55c",
        "q\u0307\u0323, q\u0323\u0307",
        "\u0958, \u0915\u093c",
        "\ud83d\ude80\ufe0f, \ud83d\ude80",
        "\u2615\ufe0f, \u2615"
    })
    void equivalentTextsBecomeOne(String text, String normal) {
        assertThat(ReadableText.name(text)).isEqualTo(normal);
        assertThat(ReadableText.name(normal)).isEqualTo(normal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy",
                "Nightly import",
                "O\u2019Brien's",
                "d'Artagnan",
                "Ünïcödé",
                "naïve café",
                "Ωmega \"quoted\" & <b>",
                "10 kΩ",
                "Δt 5 µs",
                "a+b=c (50%)",
                "№ 5, 1ª, 2º, m², ½ €",
                "wait…",
                "Zürich–Bern",
                "ʻOkina Hawaiʻi",
                "Tiếng Việt",
                "Türkçe İIıi",
                "Yorùbá Ọ̀ṣun",
                "Ɛʋɛgbɛ",
                "Íslenska þ",
                "Lietuvių ė̃",
                "Москва",
                "мир-2",
                "Київ їжак",
                "GitHub-проект",
                "ελληνικά",
                "Հայերեն և",
                "ქართული",
                "ᏣᎳᎩ",
                "ⵜⴰⵎⴰⵣⵉⵖⵜ",
                "ᐃᓄᒃᑎᑐᑦ",
                "አማርኛ",
                "ߒߞߏ",
                "!Xóõ ǃKung"
            })
    void nameOfAnAlphabetIsKept(String name) {
        assertThat(ReadableText.name(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "עִבְרִית",
                "اسم",
                "اُردُو ۱۲۳",
                "سلام ١٢٣",
                "ދިވެހި",
                "ܣܘܪܝܝܐ",
                "हिन्दी १२",
                "বাংলা",
                "ਪੰਜਾਬੀ",
                "ગુજરાતી",
                "ଓଡ଼ିଆ",
                "தமிழ்",
                "ಕನ್ನಡ",
                "മലയാളം",
                "ภาษาไทย น้ำ",
                "ລາວ ຄຳ ໜ",
                "བོད་ཡིག བསྒྲུབས",
                "မျှော်လင့် ကြောင့်",
                "ភាសាខ្មែរ",
                "ᠮᠣᠩᠭᠣᠯ",
                "ꦧꦱꦗꦮ",
                "日本語",
                "東京API用",
                "β版テスト",
                "テスト（本番）",
                "ﾃｽﾄ",
                "한국어 테스트 ㅋㅋ",
                "中文API",
                "注音ㄅㄆ",
                "ꆈꌠꉙ",
                "𠮷野家"
            })
    void nameOfAnotherScriptIsKept(String name) {
        assertThat(ReadableText.name(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                "\u062e\u0627\u0646\u0647\u200c\u0647\u0627",
                "\u0628\u064e\u200c\u0628",
                "\u0915\u094d\u200d\u0937",
                "\u0915\u094d\u200c\u0937",
                "\u09b0\u200d\u09cd\u09af\u09be\u09ae",
                "\u0c38\u0c3e\u0c2b\u0c4d\u0c1f\u0c4d\u200c\u0c35\u0c47\u0c30\u0c4d",
                "\u0d38\u0d4b\u0d2b\u0d4d\u0d31\u0d4d\u0d31\u0d4d\u200c\u0d35\u0d46\u0d2f\u0d7c",
                "\u0dc1\u0dca\u200d\u0dbb\u0dd3"
            })
    void joinerThatChangesTheLettersAroundItIsKept(String name) {
        assertThat(ReadableText.name(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u200cb",
                "a\u200db",
                "\u200cdeploy",
                "deploy\u200d",
                "\u062f\u200c\u0627\u0631",
                "\u06a9\u0627\u0631\u200c\u0647\u0627",
                "\u0628\u200d\u0628",
                "\u0628\u200c",
                "\u0628\u200c\u200c\u0628",
                "\u0915\u200d\u0937",
                "\u0915\u094d\u200d",
                "\u0915\u094d\u200d\u200d\u0937",
                "\u0915\u094d\u200c\u0905",
                "\u0d15\u0d4d\u200d\u0d15",
                "\u0dc1\u0dca\u200c\u0dbb",
                "\u0b95\u0bcd\u200d\u0b95",
                "\u4e00\u200d\u4e00"
            })
    void joinerThatChangesNothingIsRefused(String name) {
        assertNameRefused("must not contain the character U+200", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "🚀 build",
                "❤",
                "❤\ufe0f",
                "⚙\ufe0f ci",
                "©",
                "🖥\ufe0f",
                "1\ufe0f\u20e3 #\ufe0f\u20e3",
                "ℹ\ufe0f",
                "👍🏽",
                "☝🏽",
                "🇩🇪🇯🇵",
                "👩\u200d💻",
                "👩🏽\u200d🚀",
                "🧑\u200d⚕\ufe0f",
                "👨\u200d👩\u200d👧\u200d👦",
                "👩\u200d❤\ufe0f\u200d💋\u200d👨",
                "🧑🏻\u200d🤝\u200d🧑🏿",
                "🏃🏽\u200d♀\ufe0f\u200d➡\ufe0f",
                "🕵\ufe0f\u200d♀\ufe0f",
                "🕵🏽\u200d♂\ufe0f",
                "👨🏿\u200d🦱",
                "🏳\ufe0f\u200d🌈",
                "🏴\u200d☠\ufe0f",
                "❤\ufe0f\u200d🔥",
                "👁\ufe0f\u200d🗨\ufe0f",
                "🐻\u200d❄\ufe0f",
                "🐈\u200d⬛",
                "😮\u200d💨",
                "⛓\ufe0f\u200d💥"
            })
    void emojiSequenceIsKept(String name) {
        assertThat(ReadableText.name(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "🚀\u200d🔥", "🚀\u200d", "\u200d🚀", "👩\u200d\u200d💻", "👩\u200da", "a\u200d💻", "👩\u200d❤\u200d👨",
                        "👁\u200d🗨\ufe0f",
                "👁\ufe0f\u200d🗨", "🏋\u200d♀\ufe0f", "1\ufe0f", "☝\ufe0f🏽", "❤\ufe0f\ufe0f", "🚀\ufe0f\ufe0f",
                        "🚀\ufe0e", "🏴\udb40\udc67"
            })
    void emojiSequenceThatLooksLikeAnotherIsRefused(String name) {
        assertNameRefused("must not contain the character U+", name);
    }
}
