package dev.patkit.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.error.UnavailableException;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretHasher;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thread that has verified a token keeps nothing of its secret in the buffer that it scans texts in. */
@Tag("S-8")
class ScanBufferTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final String BLANK = "pat_" + "\0".repeat(60);

    private final ScriptedStore store = new ScriptedStore();

    @Test
    void bufferIsBlankAfterEveryKindOfAnswer() throws ReflectiveOperationException {
        try (PersonalAccessTokens tokens = PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.sha256())
                .build()) {
            IssuedToken issued =
                    tokens.issue(TokenRequest.forOwner("alice").named("import").allowing(READ));
            TokenId id = issued.token().id();
            String text = issued.secret().reveal();

            assertThat(verify(tokens, text)).isInstanceOf(Accepted.class);
            assertThat(buffer(tokens)).isEqualTo(BLANK);
            assertThat(verify(tokens, TestVerifier.textOf(id, "F".repeat(43)))).isInstanceOf(Rejected.class);
            assertThat(buffer(tokens)).isEqualTo(BLANK);
            assertThat(verify(tokens, TestVerifier.textOf(new TokenId(5), "F".repeat(43))))
                    .isInstanceOf(Rejected.class);
            assertThat(buffer(tokens)).isEqualTo(BLANK);
            assertThat(verify(tokens, text.substring(0, 63) + "-")).isInstanceOf(Rejected.class);
            assertThat(buffer(tokens)).isEqualTo(BLANK);
            store.onFind(found -> {
                throw new IllegalStateException("planned");
            });
            assertThatThrownBy(() -> verify(tokens, text)).isInstanceOf(UnavailableException.class);
            assertThat(buffer(tokens)).isEqualTo(BLANK);
        }
    }

    private static Verification verify(PersonalAccessTokens tokens, String text) {
        return tokens.verifier().verify(PresentedToken.of(text), READ);
    }

    private static String buffer(PersonalAccessTokens tokens) throws ReflectiveOperationException {
        ThreadLocal<?> scans = (ThreadLocal<?>) field(field(tokens.verifier(), "authenticator"), "scans");
        byte[] bytes = (byte[]) field(field(scans.get(), "scanner"), "bytes");
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    @Test
    void bufferIsBlankAfterAnAnswerFromTheCache() throws ReflectiveOperationException {
        try (PersonalAccessTokens tokens = PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.sha256())
                .freshness(Freshness.within(Duration.ofHours(1)))
                .build()) {
            String text = tokens.issue(
                            TokenRequest.forOwner("alice").named("import").allowing(READ))
                    .secret()
                    .reveal();
            int before;
            do {
                before = store.calls();
                assertThat(verify(tokens, text)).isInstanceOf(Accepted.class);
            } while (store.calls() > before);

            assertThat(buffer(tokens)).isEqualTo(BLANK);
        }
    }
}
