package dev.patkit.internal.pipeline;

import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.PersonalAccessTokensBuilder;
import dev.patkit.error.UnavailableException;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.fixture.GatedHasher;
import dev.patkit.fixture.RecordingListener;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.internal.pipeline.FailingHasher.Call;
import dev.patkit.secret.SecretHasher;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.OwnerDirectory;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import dev.patkit.verify.VerificationListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a part of the service throws, errors included, verification is unavailable or unaffected, and works again
 * later.
 */
@Tag("F-17")
@ParameterizedClass(name = "{0}")
@MethodSource("whatAPartMayThrow")
class FailingPartsTest {
    private static final Scope READ = Scope.of("catalog:read");

    private final Throwable thrown;
    private final Thread.UncaughtExceptionHandler before =
            Thread.currentThread().getUncaughtExceptionHandler();
    private final List<Throwable> uncaught = new ArrayList<>();
    private final ScriptedStore store = new ScriptedStore();
    private final RecordingListener listener = new RecordingListener();

    FailingPartsTest(Throwable thrown) {
        this.thrown = thrown;
    }

    static Stream<Throwable> whatAPartMayThrow() {
        return Stream.of(
                new IllegalStateException("planned"),
                new StackOverflowError("planned"),
                new InternalError("planned"),
                new NoClassDefFoundError("planned"),
                new AssertionError("planned"));
    }

    @BeforeEach
    void watchThisThread() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
    }

    @AfterEach
    void stopWatching() {
        Thread.currentThread().setUncaughtExceptionHandler(before);
    }

    private void fail() {
        FailingPartsTest.<RuntimeException>sneak(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** A directory that fails at its first or at its second question. */
    private final class Users implements OwnerDirectory {
        private final boolean second;
        private boolean failing;

        Users(boolean second) {
            this.second = second;
        }

        @Override
        public boolean isActive(String owner) {
            if (failing && !second) {
                fail();
            }
            return true;
        }

        @Override
        public Scopes held(String owner, Scopes granted) {
            if (failing && second) {
                fail();
            }
            return granted;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("R-3")
    void directoryThatThrowsIsUnavailable(boolean second) {
        Users users = new Users(second);
        try (PersonalAccessTokens tokens =
                builder(SecretHasher.sha256()).owners(users).build()) {
            PresentedToken presented = issue(tokens);
            users.failing = true;

            assertUnavailable(tokens, presented, Kind.OWNER_DIRECTORY, "alice");

            users.failing = false;
            assertAccepted(tokens, presented);
        }
    }

    private PersonalAccessTokensBuilder builder(SecretHasher hasher) {
        return PersonalAccessTokens.builder(store)
                .hasher(hasher)
                .proofCacheSize(0)
                .listener(listener);
    }

    private static PresentedToken issue(PersonalAccessTokens tokens) {
        IssuedToken issued =
                tokens.issue(TokenRequest.forOwner("alice").named("import").allowing(READ));
        return PresentedToken.of(issued.secret().reveal());
    }

    private void assertUnavailable(PersonalAccessTokens tokens, PresentedToken presented, Kind kind, String subject) {
        for (Runnable call : List.<Runnable>of(
                () -> tokens.verifier().verify(presented, READ),
                () -> tokens.verifier().verify(presented, Requirement.of(READ)),
                () -> tokens.verifier().authenticate(presented))) {
            assertThatThrownBy(call::run)
                    .is(unavailable(kind))
                    .hasCause(thrown)
                    .isInstanceOfSatisfying(
                            UnavailableException.class,
                            e -> assertThat(e.subject()).isEqualTo(subject));
        }
        assertThat(listener.errors()).hasSize(3).allMatch(error -> error.kind() == kind);
        assertThat(listener.answers()).isEmpty();
        assertThat(uncaught).isEmpty();
    }

    private static void assertAccepted(PersonalAccessTokens tokens, PresentedToken presented) {
        assertThat(tokens.verifier().verify(presented, READ)).isInstanceOf(Accepted.class);
        assertThat(tokens.verifier().authenticate(presented))
                .isInstanceOfSatisfying(
                        Authenticated.class,
                        token -> assertThat(token.authorise(READ)).isInstanceOf(Accepted.class));
    }

    @Test
    void storeThatThrowsIsUnavailable() {
        try (PersonalAccessTokens tokens = builder(SecretHasher.sha256()).build()) {
            PresentedToken presented = issue(tokens);
            store.onFind(found -> {
                fail();
                return found;
            });

            assertUnavailable(tokens, presented, Kind.STORE, "find");

            store.onFind(found -> found);
            assertAccepted(tokens, presented);
        }
    }

    @Test
    void fastHasherThatThrowsWhenItComparesIsUnavailable() {
        assertHasherUnavailable(SecretHasher.sha256(), Call.MATCHES);
    }

    private void assertHasherUnavailable(SecretHasher real, Call call) {
        FailingHasher hasher = new FailingHasher(real);
        try (PersonalAccessTokens tokens = builder(hasher).build()) {
            PresentedToken presented = issue(tokens);
            hasher.fail(call, this::fail);

            assertUnavailable(tokens, presented, Kind.HASHER, real.function());

            hasher.fail(call, () -> {});
            assertAccepted(tokens, presented);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MATCHES", "MEMORY_OF_STORED"})
    void slowHasherThatThrowsWhenItComparesIsUnavailable(Call call) {
        assertHasherUnavailable(SecretHasher.weakArgon2idForTests(), call);
    }

    @ParameterizedTest
    @EnumSource(names = {"HASH", "IS_CURRENT", "FUNCTION", "MEMORY", "MEMORY_OF_STORED"})
    void hasherThatThrowsWhenAHashIsReplacedChangesNoAnswer(Call call) {
        PresentedToken presented;
        try (PersonalAccessTokens earlier = builder(SecretHasher.sha256()).build()) {
            presented = issue(earlier);
        }
        for (SecretHasher real : List.of(SecretHasher.weakArgon2idForTests(), GatedHasher.opened(0))) {
            FailingHasher hasher = new FailingHasher(real);
            try (PersonalAccessTokens tokens = builder(hasher)
                    .alsoAccepting(SecretHasher.sha256(), SecretHasher.weakArgon2idForTests())
                    .build()) {
                hasher.fail(call, this::fail);

                assertAccepted(tokens, presented);
            }
        }
        assertThat(listener.errors()).allMatch(error -> error.kind() == Kind.HASHER);
        assertThat(uncaught).isEmpty();
    }

    @Test
    void listenerThatThrowsChangesNoAnswerAndItsFirstFailureReachesTheHandler() {
        try (PersonalAccessTokens tokens =
                builder(SecretHasher.sha256()).listener(new FailingListener()).build()) {
            PresentedToken presented = issue(tokens);

            assertAccepted(tokens, presented);
            assertThat(tokens.verifier().verify(PresentedToken.of("x"), READ)).isInstanceOf(Rejected.class);
            assertThat(tokens.verifier().authenticate(PresentedToken.of("x"))).isInstanceOf(Rejected.class);
            store.onFind(found -> {
                throw new IllegalStateException("planned");
            });
            assertThatThrownBy(() -> tokens.verifier().verify(presented, READ)).is(unavailable(Kind.STORE));
            assertThatThrownBy(() -> tokens.verifier().authenticate(presented)).is(unavailable(Kind.STORE));

            assertThat(uncaught).containsExactly(thrown);
        }
    }

    /** A listener that throws whatever it is told. */
    private final class FailingListener implements VerificationListener {
        @Override
        public void onAnswer(Verification answer) {
            fail();
        }

        @Override
        public void onAuthenticated(Authenticated token) {
            fail();
        }

        @Override
        public void onUnavailable(UnavailableException error) {
            fail();
        }
    }
}
