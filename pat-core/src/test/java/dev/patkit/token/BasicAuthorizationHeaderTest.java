package dev.patkit.token;

import static dev.patkit.fixture.SampleToken.TOKEN;
import static dev.patkit.fixture.SampleToken.accepts;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.patkit.fixture.SampleToken;
import dev.patkit.internal.text.TokenLayout;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("H-7")
final class BasicAuthorizationHeaderTest {
    private static final String NEUTRAL = "pat";

    @Test
    void headerThatGitAndCurlSendIsRead() {
        PresentedToken presented = AuthorizationHeader.readBasic("Basic cGF0OmFiYw==", NEUTRAL);

        assertThat(presented.reveal()).isEqualTo("abc");
        assertThat(presented.fitsOwner("whoever")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "basic", "BASIC", "bAsIc"})
    void schemeIsReadInAnyCase(String scheme) {
        assertThat(AuthorizationHeader.readBasic(scheme + " cGF0OmFiYw==", NEUTRAL)
                        .reveal())
                .isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "  ", "          "})
    void oneOrMoreSpacesMayFollowTheScheme(String spaces) {
        assertThat(AuthorizationHeader.readBasic("Basic" + spaces + "cGF0OmFiYw==", NEUTRAL)
                        .reveal())
                .isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cGF0OmFiYw==", "cGF0OmFiYw"})
    void paddingMayBeLeftOut(String base64) {
        assertThat(AuthorizationHeader.readBasic("Basic " + base64, NEUTRAL).reveal())
                .isEqualTo("abc");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                " Basic cGF0OmFiYw==",
                "\tBasic cGF0OmFiYw==",
                "Basic\tcGF0OmFiYw==",
                "Basic\u00a0cGF0OmFiYw==",
                "Basic,cGF0OmFiYw==",
                "BasiccGF0OmFiYw==",
                "Basi",
                "ba\u017fic cGF0OmFiYw==",
                "Bearer cGF0OmFiYw==",
                "Digest username=\"pat\"",
                "cGF0OmFiYw=="
            })
    void headerOfAnotherSchemeIsAbsent(@Nullable String header) {
        assertThat(AuthorizationHeader.readBasic(header, NEUTRAL).isAbsent()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("unreadableHeaders")
    void headerThatIsNotWellFormedIsUnreadableAndNotAbsent(String header) {
        assertUnreadable(AuthorizationHeader.readBasic(header, NEUTRAL));
    }

    static Stream<String> unreadableHeaders() {
        return Stream.of(
                "Basic",
                "Basic ",
                "Basic       ",
                "Basic =",
                "Basic ====",
                "Basic c",
                "Basic cGF0OmFiYw=",
                "Basic cGF0OmFiYw===",
                "Basic cGF0OmFiYw== ",
                "Basic cGF0OmFiYw==\t",
                "Basic \tcGF0OmFiYw==",
                "Basic cGF0 OmFiYw==",
                "Basic cGF0\nOmFiYw==",
                "Basic cGF0\r\nOmFiYw==",
                "Basic cGF0OmFiYw==\0",
                "Basic \"cGF0OmFiYw==\"",
                "Basic cGF0OmFiYw==, Basic cGF0OmFiYw==",
                "Basic cGF0OmFiYw==,Bearer abc",
                "Basic Basic cGF0OmFiYw==",
                "Basic cGF0OmFiYw==cGF0OmFiYw==",
                "Basic cGF0OmFi-_8=",
                "Basic cGF0OmFiY\u00e9==",
                "Basic cGF0OmFiY\u0177==",
                "Basic cGF0OmFiY\ud83d\ude00==",
                "Basic pat:" + TOKEN,
                "Basic " + TOKEN,
                of(""),
                of(":"),
                of("pat"),
                of("pat:"),
                of("pat;" + TOKEN),
                of(TOKEN),
                of(TOKEN + ":"),
                of("pat\uff1a" + TOKEN),
                of("j\u00f6rg:" + TOKEN, StandardCharsets.ISO_8859_1),
                of("pat:" + TOKEN + "\u00e9", StandardCharsets.ISO_8859_1),
                of("pat:" + TOKEN, StandardCharsets.UTF_16),
                // an overlong colon, half a surrogate pair, a byte that UTF-8 does not have, a text cut short
                of("pat\u00c0\u00ba" + TOKEN, StandardCharsets.ISO_8859_1),
                of("\u00ed\u00a0\u0080:" + TOKEN, StandardCharsets.ISO_8859_1),
                of("\u00ff:" + TOKEN, StandardCharsets.ISO_8859_1),
                of("pat:" + TOKEN + "\u00c3", StandardCharsets.ISO_8859_1));
    }

    private static String of(String credentials) {
        return of(credentials, StandardCharsets.UTF_8);
    }

    private static String of(String credentials, Charset charset) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(charset));
    }

    private static void assertUnreadable(PresentedToken presented) {
        assertThat(presented.isAbsent()).isFalse();
        assertThat(presented.reveal()).isEmpty();
        assertThat(accepts(presented.reveal())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc", " abc", "abc\n", ":", "a:b", "::abc:", "\0", "abc\0", "\u00e9", "\ud83d\ude00", "%41"})
    void passwordIsAllBehindTheFirstColonTakenAsItIs(String password) {
        PresentedToken presented = AuthorizationHeader.readBasic(of("pat:" + password), NEUTRAL);

        assertThat(presented.reveal()).isEqualTo(password);
        assertThat(presented.fitsOwner("whoever")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "j\u00f6rg", "\ud83d\ude00", " ", "a b", "alice@example.org", "alice\0", "Alice"})
    void userNameFitsTheOwnerOfThatVeryNameOnly(String user) {
        PresentedToken presented = AuthorizationHeader.readBasic(of(user + ":abc"), NEUTRAL);

        assertThat(presented.reveal()).isEqualTo("abc");
        assertThat(presented.fitsOwner(user)).isTrue();
        assertThat(strangersTo(user)).noneMatch(presented::fitsOwner);
    }

    private static Stream<String> strangersTo(String user) {
        return Stream.of("", "bob", "pat", "abc", user + " ", " " + user, user + "\0", user + "x", "\ufeff" + user);
    }

    @Test
    void decomposedUserNameFitsTheOwnerInNormalForm() {
        PresentedToken presented = AuthorizationHeader.readBasic(of("jo\u0308rg:abc"), NEUTRAL);

        assertThat(presented.fitsOwner("j\u00f6rg")).isTrue();
        assertThat(presented.fitsOwner("jorg")).isFalse();
    }

    @Test
    void userNameIsNeverFoldedAndTheOwnerIsTakenAsItIs() {
        PresentedToken presented = AuthorizationHeader.readBasic(of("j\u00f6rg:abc"), NEUTRAL);

        assertThat(Stream.of("J\u00f6rg", "J\u00d6RG", "jo\u0308rg", "jorg")).noneMatch(presented::fitsOwner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pat", "PAT", " pat", "pat ", "pa", "patt", "pat\0", "\ufeffpat", "\u0440at"})
    void nameThatIsNotExactlyTheNeutralOneIsAClaim(String user) {
        PresentedToken presented = AuthorizationHeader.readBasic(of(user + ":abc"), NEUTRAL);

        assertThat(presented.fitsOwner("alice")).isFalse();
        assertThat(presented.fitsOwner(NEUTRAL)).isFalse();
    }

    @Test
    void anyOfSeveralNeutralNamesClaimsNothing() {
        assertThat(Stream.of("pat", "x-access-token")
                        .map(user -> AuthorizationHeader.readBasic(of(user + ":abc"), NEUTRAL, "x-access-token")))
                .allMatch(presented -> presented.fitsOwner("alice"));
    }

    @Test
    void withoutNeutralNamesEveryNameIsAClaim() {
        assertThat(AuthorizationHeader.readBasic(of("pat:abc")).fitsOwner("alice"))
                .isFalse();
        assertThat(AuthorizationHeader.readBasic(of("alice:abc")).fitsOwner("alice"))
                .isTrue();
    }

    @Test
    void emptyUserNameFitsNoOwner() {
        PresentedToken presented = AuthorizationHeader.readBasic(of(":abc"), NEUTRAL);

        assertThat(presented.reveal()).isEqualTo("abc");
        assertThat(Stream.of("", " ", "alice", NEUTRAL)).noneMatch(presented::fitsOwner);
    }

    @Test
    void emptyUserNameClaimsNothingWhereItIsNeutral() {
        assertThat(AuthorizationHeader.readBasic(of(":abc"), "").fitsOwner("alice"))
                .isTrue();
    }

    @Test
    void tokenInPlaceOfTheUserNameIsNeverRead() {
        assertThat(accepts(AuthorizationHeader.readBasic(of(TOKEN + ":x-oauth-basic"), NEUTRAL)
                        .reveal()))
                .isFalse();
        assertThat(accepts(AuthorizationHeader.readBasic(of(TOKEN + ":" + TOKEN + ":"), NEUTRAL)
                        .reveal()))
                .isFalse();
    }

    @Test
    void tokenInBothPlacesFitsNoOwner() {
        PresentedToken presented = AuthorizationHeader.readBasic(of(TOKEN + ":" + TOKEN), NEUTRAL);

        assertThat(accepts(presented.reveal())).isTrue();
        assertThat(presented.fitsOwner("alice")).isFalse();
    }

    @Test
    void longestOwnerWithTheLongestTokenIsRead() {
        String owner = "\ud83d\ude00".repeat(TokenRequest.MAX_OWNER_LENGTH);
        TokenLayout longest = TokenLayout.withPrefix("a".repeat(16));
        String token = SampleToken.write(longest, new TokenId(1));

        PresentedToken presented = AuthorizationHeader.readBasic(of(owner + ":" + token), NEUTRAL);

        assertThat(longest.newScanner().scan(presented.reveal())).isTrue();
        assertThat(presented.fitsOwner(owner)).isTrue();
        assertThat(of(owner + ":" + token)).hasSizeLessThan(1500);
    }

    @Test
    void headerIsReadUpToTheBoundAndNotBeyond() {
        String credentials = of("pat:abc").substring("Basic ".length());
        int room = AuthorizationHeader.MAX_BASIC_LENGTH - "Basic".length() - credentials.length();

        assertThat(AuthorizationHeader.readBasic("Basic" + " ".repeat(room) + credentials, NEUTRAL)
                        .reveal())
                .isEqualTo("abc");
        assertUnreadable(AuthorizationHeader.readBasic("Basic" + " ".repeat(room + 1) + credentials, NEUTRAL));
    }

    @ParameterizedTest
    @Tag("M-10")
    @ValueSource(ints = {1 << 16, 1 << 20})
    void longHeaderIsUnreadableWithoutBeingCopied(int length) {
        List<String> headers = Stream.of("A", "=", " ", "\0", "\u00e9", "Basic ")
                .map(piece -> "Basic " + piece.repeat(length))
                .toList();
        String valid = of("pat:" + "a".repeat(length));
        assertUnreadable(AuthorizationHeader.readBasic(valid, NEUTRAL));

        long before = allocated();
        PresentedToken presented = AuthorizationHeader.readBasic(valid, NEUTRAL);
        long after = allocated();

        assertUnreadable(presented);
        assertThat(after - before).isLessThan(1 << 14);
        assertThat(headers).allSatisfy(header -> assertUnreadable(AuthorizationHeader.readBasic(header, NEUTRAL)));
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    @Test
    void longHeaderOfAnotherSchemeIsAbsent() {
        assertThat(AuthorizationHeader.readBasic("Bearer " + "A".repeat(1 << 20), NEUTRAL)
                        .isAbsent())
                .isTrue();
    }

    @Test
    void noHeadersAreAbsent() {
        assertThat(AuthorizationHeader.readBasic((List<String>) null, NEUTRAL).isAbsent())
                .isTrue();
        assertThat(AuthorizationHeader.readBasic(List.of(), NEUTRAL).isAbsent()).isTrue();
    }

    @Test
    void oneHeaderOfAListIsReadAsOneHeader() {
        assertThat(AuthorizationHeader.readBasic(List.of(of("alice:abc")), NEUTRAL)
                        .reveal())
                .isEqualTo("abc");
        assertThat(AuthorizationHeader.readBasic(List.of(of("alice:abc")), NEUTRAL)
                        .fitsOwner("bob"))
                .isFalse();
        assertThat(AuthorizationHeader.readBasic(List.of("Bearer abc"), NEUTRAL).isAbsent())
                .isTrue();
    }

    @ParameterizedTest
    @Tag("H-2")
    @ValueSource(strings = {"Basic cGF0OmFiYw==", "Basic cGF0OmRlZg==", "Bearer abc", "", "x"})
    void twoHeadersAreUnreadableWhateverTheSecondSays(String second) {
        List<String> headers = new ArrayList<>(List.of("Basic cGF0OmFiYw==", second));

        assertUnreadable(AuthorizationHeader.readBasic(headers, NEUTRAL));
        assertUnreadable(AuthorizationHeader.readBasic(List.of(second, "Basic cGF0OmFiYw=="), NEUTRAL));
    }

    @Test
    void neitherUserNorPasswordIsPrinted() {
        assertThat(AuthorizationHeader.readBasic(of("canary:canary"), NEUTRAL)).hasToString("<hidden>");
        assertThat(AuthorizationHeader.readBasic(of("pat:canary"), NEUTRAL)).hasToString("<hidden>");
        assertThat(AuthorizationHeader.readBasic("Basic canary!", NEUTRAL)).hasToString("<hidden>");
        assertThat(AuthorizationHeader.readBasic("Bearer canary", NEUTRAL)).hasToString("<absent>");
    }

    @ParameterizedTest
    @Tag("M-8")
    @ValueSource(strings = {"tr", "az", "lt"})
    @ResourceLock(Resources.LOCALE)
    void languageOfTheMachineChangesNothing(String language) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));

            assertThat(AuthorizationHeader.readBasic("BASIC cGF0OmFiYw==", NEUTRAL)
                            .reveal())
                    .isEqualTo("abc");
            assertThat(AuthorizationHeader.readBasic("BAS\u0130C cGF0OmFiYw==", NEUTRAL)
                            .isAbsent())
                    .isTrue();
            assertThat(AuthorizationHeader.readBasic(of("INES:abc"), NEUTRAL).fitsOwner("\u0131nes"))
                    .isFalse();
        } finally {
            Locale.setDefault(before);
        }
    }
}
