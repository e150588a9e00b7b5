package dev.patkit.internal.pipeline;

import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.CountingHasher;
import dev.patkit.error.UnavailableException;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.fixture.RecordingListener;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretHasher;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Authentication;
import dev.patkit.verify.OwnerDirectory;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The two steps, {@code authenticate} and {@code authorise}. */
class AuthenticationTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Scope WRITE = Scope.of("catalog:write");
    private static final Scope ADMIN = Scope.of("admin");

    private final ScriptedStore store = new ScriptedStore();
    private final CountingHasher hasher = new CountingHasher(SecretHasher.sha256());
    private final RecordingListener listener = new RecordingListener();
    private final Users users = new Users();
    private final PersonalAccessTokens tokens = PersonalAccessTokens.builder(store)
            .hasher(hasher)
            .owners(users)
            .listener(listener)
            .build();
    private IssuedToken issued;

    /** A directory that counts how often it is asked, and whose answer about scopes a test can change. */
    private static final class Users implements OwnerDirectory {
        private final AtomicInteger asked = new AtomicInteger();
        private volatile Scopes held = Scopes.of(READ, WRITE, ADMIN);

        @Override
        public boolean isActive(String owner) {
            asked.incrementAndGet();
            return true;
        }

        @Override
        public Scopes held(String owner, Scopes granted) {
            asked.incrementAndGet();
            return held;
        }
    }

    @BeforeEach
    void issue() {
        issued = tokens.issue(TokenRequest.forOwner("alice").named("import").allowing(READ, WRITE));
    }

    @AfterEach
    void close() {
        tokens.close();
    }

    @Test
    void liveTokenIsAuthenticatedWithItsFactsAndScopes() {
        Authenticated token = authenticated();

        assertThat(token.token().id()).isEqualTo(issued.token().id());
        assertThat(token.token().owner()).isEqualTo("alice");
        assertThat(token.scopes()).isEqualTo(Scopes.of(READ, WRITE));
    }

    private Authenticated authenticated() {
        Authentication answer = authenticate();
        assertThat(answer).isInstanceOf(Authenticated.class);
        return (Authenticated) answer;
    }

    private Authentication authenticate() {
        return tokens.verifier().authenticate(presented());
    }

    private PresentedToken presented() {
        return PresentedToken.of(issued.secret().reveal());
    }

    @Test
    void requirementThatIsMetIsAcceptedWithTheSameFacts() {
        Authenticated token = authenticated();

        for (Verification answer : List.of(
                token.authorise(READ),
                token.authorise(Requirement.allOf(READ, WRITE)),
                token.authorise(Requirement.anyOf(ADMIN, WRITE)))) {
            assertThat(answer).isInstanceOfSatisfying(Accepted.class, accepted -> {
                assertThat(accepted.token()).isSameAs(token.token());
                assertThat(accepted.scopes()).isSameAs(token.scopes());
            });
        }
    }

    @Test
    void requirementThatIsNotMetIsRefusedNamingTheToken() {
        Authenticated token = authenticated();

        for (Verification answer : List.of(
                token.authorise(ADMIN),
                token.authorise(Requirement.allOf(READ, ADMIN)),
                token.authorise(Requirement.allOf(Requirement.of(READ), Requirement.of(ADMIN))))) {
            assertThat(answer).isInstanceOfSatisfying(Rejected.class, rejected -> {
                assertThat(rejected.reason()).isEqualTo(Reason.INSUFFICIENT_SCOPE);
                assertThat(rejected.tokenId()).contains(issued.token().id());
            });
        }
    }

    @Test
    @Tag("R-4")
    void scopesThatTheOwnerLacksHaveNoEffect() {
        users.held = Scopes.of(WRITE, ADMIN);

        Authenticated token = authenticated();

        assertThat(token.scopes()).isEqualTo(Scopes.of(WRITE));
        assertThat(token.authorise(WRITE)).isInstanceOf(Accepted.class);
        assertThat(token.authorise(READ)).isInstanceOf(Rejected.class);
        assertThat(token.authorise(ADMIN)).isInstanceOf(Rejected.class);
    }

    @Test
    void tokenOfAnOwnerWithoutScopesIsAuthenticatedAndMayDoNothing() {
        users.held = Scopes.none();

        Authenticated token = authenticated();

        assertThat(token.scopes().isEmpty()).isTrue();
        assertThat(token.authorise(READ)).isInstanceOf(Rejected.class);
    }

    @Test
    void authorisingReadsNothing() {
        Authenticated token = authenticated();
        int calls = store.calls();
        int asked = users.asked.get();
        int matched = hasher.matched();
        store.onFind(found -> {
            throw new IllegalStateException("planned");
        });
        users.held = Scopes.none();

        assertThat(token.authorise(READ)).isInstanceOf(Accepted.class);
        assertThat(token.authorise(ADMIN)).isInstanceOf(Rejected.class);

        assertThat(store.calls()).isEqualTo(calls);
        assertThat(users.asked).hasValue(asked);
        assertThat(hasher.matched()).isEqualTo(matched);
    }

    @Test
    void nothingPresentedIsAbsentAndReadsNothing() {
        int calls = store.calls();

        assertThat(tokens.verifier().authenticate(PresentedToken.of(null)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Reason.ABSENT));
        assertThat(store.calls()).isEqualTo(calls);
    }

    @Test
    void listenerIsToldOfTheAuthenticationAndThenOfEachAnswer() {
        Authenticated token = authenticated();
        assertThat(listener.authenticated()).containsExactly(token);
        assertThat(listener.answers()).isEmpty();

        Verification accepted = token.authorise(READ);
        Verification rejected = token.authorise(ADMIN);

        assertThat(listener.authenticated()).containsExactly(token);
        assertThat(listener.answers()).containsExactly(accepted, rejected);
        assertThat(listener.errors()).isEmpty();
    }

    @Test
    void listenerIsToldOfARejectedAuthenticationAsAnAnswer() {
        assertThat(tokens.revoke("alice", issued.token().id())).isTrue();

        Authentication rejected = authenticate();

        assertThat(listener.answers()).hasSize(1);
        assertThat(listener.answers().get(0)).isSameAs(rejected);
        assertThat(listener.authenticated()).isEmpty();
    }

    @Test
    void listenerIsToldThatAnAuthenticationWasUnavailable() {
        store.onFind(found -> {
            throw new IllegalStateException("planned");
        });

        UnavailableException thrown = catchThrowableOfType(UnavailableException.class, this::authenticate);

        assertThat(thrown).is(unavailable(Kind.STORE));
        assertThat(listener.errors()).containsExactly(thrown);
        assertThat(listener.answers()).isEmpty();
        assertThat(listener.authenticated()).isEmpty();
    }

    @Test
    void verifyingTellsTheListenerNothingOfTheAuthentication() {
        Verification answer = tokens.verifier().verify(presented(), READ);

        assertThat(listener.answers()).containsExactly(answer);
        assertThat(listener.authenticated()).isEmpty();
    }

    @Test
    void closedVerifierAuthenticatesNothing() {
        tokens.close();

        assertThatThrownBy(this::authenticate).is(unavailable(Kind.CLOSED));
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingArgumentIsRefusedByName() {
        Authenticated token = authenticated();

        assertThatNullPointerException()
                .isThrownBy(() -> tokens.verifier().authenticate(null))
                .withMessage("presented must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> tokens.verifier().verify(null, READ))
                .withMessage("presented must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> tokens.verifier().verify(null, Requirement.of(READ)))
                .withMessage("presented must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> tokens.verifier().verify(presented(), (Requirement) null))
                .withMessage("requirement must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> tokens.verifier().verify(presented(), (Scope) null))
                .withMessage("scope must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> token.authorise((Requirement) null))
                .withMessage("requirement must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> token.authorise((Scope) null))
                .withMessage("scope must not be null");
    }

    @Test
    @Tag("S-3")
    void authenticatedTokenPrintsItsIdAndNoSecret() {
        String printed = authenticated().toString();

        assertThat(printed)
                .isEqualTo(
                        "Authenticated[id=" + issued.token().id() + ", owner=alice, scopes=catalog:read catalog:write]")
                .doesNotContain(issued.secret().reveal().substring(15));
    }
}
