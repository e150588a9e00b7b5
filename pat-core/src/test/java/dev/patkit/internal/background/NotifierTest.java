package dev.patkit.internal.background;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.error.UnavailableException;
import dev.patkit.fixture.RecordingListener;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import dev.patkit.verify.VerificationListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NotifierTest {
    private static final Verification ANSWER = Rejected.of(Reason.MALFORMED);
    private static final Authenticated AUTHENTICATED = authenticated();

    private final UnavailableException error = UnavailableException.store("find", "planned", null);
    private final Thread.UncaughtExceptionHandler before =
            Thread.currentThread().getUncaughtExceptionHandler();
    private final List<Throwable> uncaught = new ArrayList<>();

    private static Authenticated authenticated() {
        try (PersonalAccessTokens tokens = PersonalAccessTokens.builder(new InMemoryTokenStore())
                .hasher(SecretHasher.sha256())
                .build()) {
            IssuedToken issued =
                    tokens.issue(TokenRequest.forOwner("alice").named("import").allowing(Scope.of("catalog:read")));
            return (Authenticated) tokens.verifier()
                    .authenticate(PresentedToken.of(issued.secret().reveal()));
        }
    }

    @BeforeEach
    void watchThisThread() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    }

    @AfterEach
    void stopWatching() {
        Thread.currentThread().setUncaughtExceptionHandler(before);
    }

    @Test
    void listenerIsToldEachThingOnce() {
        RecordingListener listener = new RecordingListener();
        Notifier notifier = new Notifier(listener);

        assertThat(notifier.answered(ANSWER)).isSameAs(ANSWER);
        notifier.authenticated(AUTHENTICATED);
        assertThat(notifier.unavailable(error)).isSameAs(error);
        notifier.lastUsedLost(3);

        assertThat(listener.answers()).containsExactly(ANSWER);
        assertThat(listener.authenticated()).containsExactly(AUTHENTICATED);
        assertThat(listener.errors()).containsExactly(error);
        assertThat(listener.lost()).isEqualTo(3);
        assertThat(uncaught).isEmpty();
    }

    @Test
    void lossOfNothingIsNotReported() {
        FailingListener listener = new FailingListener(new IllegalStateException("planned"));

        new Notifier(listener).lastUsedLost(0);

        assertThat(listener.calls).isZero();
    }

    /** A listener that throws whatever it is told. */
    private static final class FailingListener implements VerificationListener {
        private final Throwable thrown;
        private int calls;

        FailingListener(Throwable thrown) {
            this.thrown = thrown;
        }

        @Override
        public void onAnswer(Verification answer) {
            fail();
        }

        private void fail() {
            calls++;
            NotifierTest.<RuntimeException>sneak(thrown);
        }

        @Override
        public void onAuthenticated(Authenticated token) {
            fail();
        }

        @Override
        public void onUnavailable(UnavailableException error) {
            fail();
        }

        @Override
        public void onLastUsedLost(int count) {
            fail();
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    static Stream<Throwable> whatAListenerMayThrow() {
        return Stream.of(
                new IllegalStateException("planned"),
                new StackOverflowError("planned"),
                new InternalError("planned"),
                new NoClassDefFoundError("planned"),
                new AssertionError("planned"));
    }

    @ParameterizedTest
    @MethodSource("whatAListenerMayThrow")
    void firstFailureReachesTheUncaughtExceptionHandlerAndLaterOnesAreDropped(Throwable thrown) {
        for (Consumer<Notifier> first : allNotifications()) {
            FailingListener listener = new FailingListener(thrown);
            Notifier notifier = new Notifier(listener);
            uncaught.clear();

            first.accept(notifier);
            assertThat(uncaught).containsExactly(thrown);

            allNotifications().forEach(later -> later.accept(notifier));
            assertThat(uncaught).containsExactly(thrown);
            assertThat(listener.calls).isEqualTo(5);
        }
    }

    private List<Consumer<Notifier>> allNotifications() {
        return List.of(
                notifier -> assertThat(notifier.answered(ANSWER)).isSameAs(ANSWER),
                notifier -> notifier.authenticated(AUTHENTICATED),
                notifier -> assertThat(notifier.unavailable(error)).isSameAs(error),
                notifier -> notifier.lastUsedLost(1));
    }

    @Test
    void handlerThatThrowsChangesNothing() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {
            throw new NoClassDefFoundError("planned");
        });
        Notifier notifier = new Notifier(new FailingListener(new IllegalStateException("planned")));

        assertThat(notifier.answered(ANSWER)).isSameAs(ANSWER);
    }
}
