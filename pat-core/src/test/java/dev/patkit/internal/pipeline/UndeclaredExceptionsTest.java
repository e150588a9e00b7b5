package dev.patkit.internal.pipeline;

import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.PersonalAccessTokensBuilder;
import dev.patkit.error.UnavailableException;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretHasher;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.OwnerDirectory;
import dev.patkit.verify.Verification;
import dev.patkit.verify.VerificationListener;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kotlin, Groovy, Scala and some annotation processors let code throw checked exceptions that it does not declare. */
final class UndeclaredExceptionsTest {
    private static final Scope READ = Scope.of("catalog:read");

    static Stream<Supplier<Throwable>> thrown() {
        return Stream.of(
                () -> new IOException("planted"),
                () -> new InterruptedException("planted"),
                () -> new IllegalStateException("planted"),
                () -> new NoClassDefFoundError("planted"),
                () -> new StackOverflowError("planted"),
                () -> new Throwable("planted"));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static PersonalAccessTokensBuilder builder() {
        return PersonalAccessTokens.builder(new ScriptedStore()).hasher(SecretHasher.sha256());
    }

    private static PresentedToken issue(PersonalAccessTokens pats) {
        IssuedToken issued =
                pats.issue(TokenRequest.forOwner("alice").named("import").allowing(READ));
        return PresentedToken.of(issued.secret().reveal());
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whateverAnOwnerDirectoryThrowsIsUnavailable(Supplier<Throwable> thrown) {
        boolean[] failing = {false};
        OwnerDirectory owners = owner -> {
            if (failing[0]) {
                throw UndeclaredExceptionsTest.<RuntimeException>sneak(thrown.get());
            }
            return true;
        };
        try (PersonalAccessTokens pats = builder().owners(owners).build()) {
            PresentedToken presented = issue(pats);

            failing[0] = true;
            assertThatThrownBy(() -> pats.verifier().verify(presented, READ))
                    .is(unavailable(UnavailableException.Kind.OWNER_DIRECTORY));
            assertThatThrownBy(() -> issue(pats)).is(unavailable(UnavailableException.Kind.OWNER_DIRECTORY));
        }
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void whateverAListenerThrowsChangesNoAnswer(Supplier<Throwable> thrown) {
        VerificationListener listener = new VerificationListener() {
            @Override
            public void onAnswer(Verification answer) {
                throw UndeclaredExceptionsTest.<RuntimeException>sneak(thrown.get());
            }
        };
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((where, what) -> {});
        try (PersonalAccessTokens pats = builder().listener(listener).build()) {
            PresentedToken presented = issue(pats);

            assertThat(List.of(
                            pats.verifier().verify(presented, READ),
                            pats.verifier().verify(presented, READ)))
                    .allMatch(Accepted.class::isInstance);
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
    }
}
