package dev.patkit.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretHasher;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The check is not secret: anybody can make one that fits a text which is not a token. */
@Tag("M-6")
final class ForgedChecksumTest {
    private static final Scope READ = Scope.of("catalog:read");
    /** Digits of the secret and the check. */
    private static final int REST = 49;

    private final ScriptedStore store = new ScriptedStore();

    static Stream<Freshness> freshness() {
        return Stream.of(Freshness.strict(), Freshness.within(Duration.ofHours(1)));
    }

    private PersonalAccessTokens open(Freshness freshness) {
        return PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.sha256())
                .freshness(freshness)
                .build();
    }

    private static IssuedToken issue(PersonalAccessTokens pats) {
        return pats.issue(TokenRequest.forOwner("alice").named("import").allowing(READ));
    }

    /** The text of a token with another first digit of the secret, and the check that fits it. */
    private static String withFirstDigit(IssuedToken issued, char digit) {
        String text = issued.secret().reveal();
        int secret = text.length() - REST;
        return TestVerifier.textOf(issued.token().id(), digit + text.substring(secret + 1, secret + 43));
    }

    private static Verification verify(PersonalAccessTokens pats, String text) {
        return pats.verifier().verify(PresentedToken.of(text), READ);
    }

    private static void assertRefused(Verification answer, Reason reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @MethodSource("freshness")
    void secretThatIsNotBase62IsMalformedThoughTheCheckFitsAndNothingIsRead(Freshness freshness) {
        try (PersonalAccessTokens pats = open(freshness)) {
            IssuedToken issued = issue(pats);
            assertThat(verify(pats, issued.secret().reveal())).isInstanceOf(Accepted.class);
            int before = store.calls();

            for (char strange : "-_.+/ @[`{\0\u007f".toCharArray()) {
                assertRefused(verify(pats, withFirstDigit(issued, strange)), Reason.MALFORMED);
            }
            assertThat(store.calls()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("freshness")
    void otherSecretIsWrongThoughTheCheckFits(Freshness freshness) {
        try (PersonalAccessTokens pats = open(freshness)) {
            IssuedToken issued = issue(pats);
            String text = issued.secret().reveal();
            assertThat(verify(pats, text)).isInstanceOf(Accepted.class);
            char other = text.charAt(text.length() - REST) == 'A' ? 'B' : 'A';

            assertRefused(verify(pats, withFirstDigit(issued, other)), Reason.WRONG_SECRET);
            assertThat(verify(pats, text)).isInstanceOf(Accepted.class);
        }
    }
}
