package dev.patkit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("H-1")
final class AuthorizationHeaderTest {
    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
    void schemeIsReadInAnyCase(String scheme) {
        PresentedToken presented = AuthorizationHeader.read(scheme + " abc", "Bearer");

        assertThat(presented.reveal()).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "  ", "          "})
    void oneOrMoreSpacesMayFollowTheScheme(String spaces) {
        PresentedToken presented = AuthorizationHeader.read("mxtoken" + spaces + "abc", "mxtoken");

        assertThat(presented.reveal()).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"abc ", "abc\t", "a b", "abc, Bearer def", "abc\n", "=", "\u00a0abc", "Bearer abc", "\tabc"})
    void whatFollowsTheSpacesIsTakenAsItIs(String text) {
        PresentedToken presented = AuthorizationHeader.read("Bearer " + text, "Bearer");

        assertThat(presented.reveal()).isEqualTo(text);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                " Bearer abc",
                "\tBearer abc",
                "Bearerabc",
                "Bearer\tabc",
                "Bearer\u00a0abc",
                "Bearer:abc",
                "Bearer,abc",
                "Beare",
                "Beare abc",
                "Basic YTpi",
                "Token abc",
                "abc",
                "\u0412earer abc",
                "Ｂearer abc"
            })
    void headerOfNoAcceptedSchemeIsAbsent(@Nullable String header) {
        PresentedToken presented = AuthorizationHeader.read(header, "Bearer", "mxtoken");

        assertThat(presented.isAbsent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer     ", "BEARER"})
    void schemeAloneIsUnreadableAndNotAbsent(String header) {
        PresentedToken presented = AuthorizationHeader.read(header, "Bearer");

        assertThat(presented.isAbsent()).isFalse();
        assertThat(presented.reveal()).isEmpty();
    }

    @Test
    void kelvinSignIsNotTheLetterK() {
        PresentedToken presented = AuthorizationHeader.read("mxto\u212Aen abc", "mxtoken");

        assertThat(presented.isAbsent()).isTrue();
    }

    @Test
    void longSIsNotTheLetterS() {
        PresentedToken presented = AuthorizationHeader.read("ba\u017fic abc", "Basic");

        assertThat(presented.isAbsent()).isTrue();
    }

    @ParameterizedTest
    @Tag("M-8")
    @ValueSource(strings = {"tr", "az", "lt", "en"})
    @ResourceLock(Resources.LOCALE)
    void languageOfTheMachineChangesNoScheme(String language) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));

            assertThat(AuthorizationHeader.read("BASIC abc", "basic").reveal()).isEqualTo("abc");
            assertThat(AuthorizationHeader.read("basic abc", "BASIC").reveal()).isEqualTo("abc");
            assertThat(AuthorizationHeader.read("basıc abc", "BASIC").isAbsent())
                    .isTrue();
            assertThat(AuthorizationHeader.read("BASİC abc", "basic").isAbsent())
                    .isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anyOfSeveralSchemesIsRead() {
        assertThat(AuthorizationHeader.read("mxtoken abc", "Bearer", "mxtoken").reveal())
                .isEqualTo("abc");
        assertThat(AuthorizationHeader.read("bearer abc", "Bearer", "mxtoken").reveal())
                .isEqualTo("abc");
    }

    @Test
    void schemeThatBeginsLikeAnotherIsReadWhole() {
        assertThat(AuthorizationHeader.read("token2 abc", "token", "token2").reveal())
                .isEqualTo("abc");
    }

    @Test
    void callThatAcceptsNoSchemeIsRefused() {
        assertThatThrownBy(() -> AuthorizationHeader.read("Bearer abc"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schemes");
        assertThatThrownBy(() -> AuthorizationHeader.read(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schemes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "Bearer ", "Bea rer", "Bearer:", "Bearer,Basic", "B\u00e9arer", "Bearer\0", "\"Bearer\""
            })
    void schemeThatIsNoHttpTokenIsRefused(String scheme) {
        assertThatThrownBy(() -> AuthorizationHeader.read("Bearer abc", "Bearer", scheme))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schemes");
        assertThatThrownBy(() -> AuthorizationHeader.read((String) null, scheme))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "mxtoken", "X-Token", "a!#$%&'*+-.^_`|~9"})
    void everyHttpTokenIsAScheme(String scheme) {
        assertThat(AuthorizationHeader.read(scheme + " abc", scheme).reveal()).isEqualTo("abc");
    }

    @Test
    void noHeadersAreAbsent() {
        assertThat(AuthorizationHeader.read((List<String>) null, "Bearer").isAbsent())
                .isTrue();
        assertThat(AuthorizationHeader.read(List.of(), "Bearer").isAbsent()).isTrue();
    }

    @Test
    void oneHeaderOfAListIsReadAsOneHeader() {
        assertThat(AuthorizationHeader.read(List.of("Bearer abc"), "Bearer").reveal())
                .isEqualTo("abc");
        assertThat(AuthorizationHeader.read(List.of("Basic abc"), "Bearer").isAbsent())
                .isTrue();
    }

    @ParameterizedTest
    @Tag("H-2")
    @ValueSource(strings = {"Bearer abc", "Bearer def", "", "Basic YTpi", "x"})
    void twoHeadersAreUnreadableWhateverTheSecondSays(String second) {
        List<String> headers = new ArrayList<>(List.of("Bearer abc", second));
        PresentedToken presented = AuthorizationHeader.read(headers, "Bearer");
        PresentedToken turned = AuthorizationHeader.read(List.of(second, "Bearer abc"), "Bearer");

        assertThat(presented.isAbsent()).isFalse();
        assertThat(presented.reveal()).isEmpty();
        assertThat(turned.isAbsent()).isFalse();
        assertThat(turned.reveal()).isEmpty();
    }
}
