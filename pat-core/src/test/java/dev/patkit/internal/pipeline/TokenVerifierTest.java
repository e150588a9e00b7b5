package dev.patkit.internal.pipeline;

import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.CountingHasher;
import dev.patkit.contract.MovingClock;
import dev.patkit.error.UnavailableException;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.fixture.RecordingListener;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import dev.patkit.store.StoredToken;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.OwnerDirectory;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C-8")
@ParameterizedClass(name = "proof cache of {0}")
@ValueSource(ints = {1024, 0})
class TokenVerifierTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Scope WRITE = Scope.of("catalog:write");
    private static final Scope ADMIN = Scope.of("admin");
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    @Parameter
    int cacheSize;

    private final MovingClock clock = MovingClock.at(Instant.parse("2026-03-04T05:06:07.089Z"));
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
    private final ScriptedStore store = new ScriptedStore();
    private final CountingHasher hasher = new CountingHasher(SecretHasher.weakArgon2idForTests());
    private final RecordingListener listener = new RecordingListener();
    private final Users users = new Users();
    private PersonalAccessTokens tokens;
    private IssuedToken issued;

    /** A directory that a test can change while it is asked. */
    private static final class Users implements OwnerDirectory {
        private final AtomicInteger asked = new AtomicInteger();
        private volatile OwnerDirectory now = owner -> true;

        @Override
        public boolean isActive(String owner) {
            asked.incrementAndGet();
            return now.isActive(owner);
        }

        @Override
        public Scopes held(String owner, Scopes granted) {
            return now.held(owner, granted);
        }
    }

    @BeforeEach
    void issue() {
        tokens = PersonalAccessTokens.builder(store)
                .hasher(hasher)
                .proofCacheSize(cacheSize)
                .clock(clock)
                .nanoTime(nanos::get)
                .storeDeadline(DEADLINE)
                .owners(users)
                .listener(listener)
                .build();
        issued = tokens.issue(TokenRequest.forOwner("alice").named("import").allowing(READ, WRITE));
        users.asked.set(0);
    }

    @AfterEach
    void close() {
        tokens.close();
    }

    @Test
    void rightSecretWithTheScopeIsAccepted() {
        Verification answer = verify(issued);

        assertThat(answer).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.token().id()).isEqualTo(issued.token().id());
            assertThat(accepted.token().owner()).isEqualTo("alice");
            assertThat(accepted.scopes()).isEqualTo(Scopes.of(READ, WRITE));
        });
    }

    private Verification verify(IssuedToken token) {
        return tokens.verifier().verify(presented(token), READ);
    }

    private static PresentedToken presented(IssuedToken token) {
        return PresentedToken.of(token.secret().reveal());
    }

    @Test
    void nothingPresentedIsAbsentAndReadsNothing() {
        int calls = store.calls();

        assertRefused(tokens.verifier().verify(PresentedToken.of(null), READ), Reason.ABSENT);
        assertThat(store.calls()).isEqualTo(calls);
    }

    private static void assertRefused(Verification answer, Reason reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @MethodSource("malformedTexts")
    void malformedTextReadsNothingAndRunsNoHasher(String text) {
        int calls = store.calls();
        int matched = hasher.matched();

        assertRefused(tokens.verifier().verify(PresentedToken.of(text), READ), Reason.MALFORMED);
        assertThat(store.calls()).isEqualTo(calls);
        assertThat(hasher.matched()).isEqualTo(matched);
    }

    static Stream<String> malformedTexts() {
        return Stream.of("", "x", "pat_", "pat_" + "0".repeat(59), "pat_" + "0".repeat(60), "pat_" + "A".repeat(61));
    }

    @Test
    void idThatNoTokenHasIsUnknownAndRunsNoHasher() {
        PresentedToken stranger = forged(new TokenId(issued.token().id().value() ^ 1));
        int matched = hasher.matched();

        assertRefused(tokens.verifier().verify(stranger, READ), Reason.UNKNOWN);
        assertThat(hasher.matched()).isEqualTo(matched);
    }

    private PresentedToken forged(TokenId id) {
        return PresentedToken.of(TestVerifier.textOf(id, "F".repeat(43)));
    }

    @Test
    @Tag("D-1")
    void rowOfAnotherIdIsUnknownThoughTheStoreReturnedIt() {
        StoredToken row = store.kept(issued.token().id());
        PresentedToken other = PresentedToken.of(
                TestVerifier.textOf(new TokenId(5), issued.secret().reveal().substring(15, 58)));
        store.onFind(found -> Optional.of(row));

        assertRefused(tokens.verifier().verify(other, READ), Reason.UNKNOWN);
    }

    @Test
    void forgedSecretIsWrongAndRunsNoHasher() {
        int matched = hasher.matched();

        assertRefused(tokens.verifier().verify(forged(issued.token().id()), READ), Reason.WRONG_SECRET);
        assertThat(hasher.matched()).isEqualTo(matched);
    }

    @Test
    @Tag("Q-7")
    void tenThousandForgedSecretsDoNotLockOutTheRightOne() {
        PresentedToken forged = forged(issued.token().id());

        for (int i = 0; i < 10_000; i++) {
            assertRefused(tokens.verifier().verify(forged, READ), Reason.WRONG_SECRET);
        }

        assertThat(verify(issued)).isInstanceOf(Accepted.class);
    }

    @Test
    @Tag("V-1")
    void revokedTokenIsRefusedOnTheNextCall() {
        assertThat(verify(issued)).isInstanceOf(Accepted.class);

        tokens.revoke("alice", issued.token().id());

        assertRefused(verify(issued), Reason.REVOKED);
    }

    @Test
    @Tag("V-3")
    void revocationDuringACallIsSeenByTheNextCall() {
        store.onFind(found -> {
            tokens.revoke("alice", issued.token().id());
            return found;
        });

        assertThat(verify(issued)).isInstanceOf(Accepted.class);
        assertRefused(verify(issued), Reason.REVOKED);
    }

    @ParameterizedTest
    @Tag("E-1")
    @ValueSource(longs = {-1, -1_000, -86_400_000})
    void tokenIsAcceptedUpToTheLastMillisecond(long offset) {
        IssuedToken expiring = expiring();

        clock.moveTo(expiring.token().expiresAt().orElseThrow().plusMillis(offset));

        assertThat(verify(expiring)).isInstanceOf(Accepted.class);
    }

    private IssuedToken expiring() {
        return tokens.issue(
                TokenRequest.forOwner("alice").named("expiring").allowing(READ).expiringIn(Duration.ofDays(90)));
    }

    @ParameterizedTest
    @Tag("E-1")
    @ValueSource(longs = {0, 1, 86_400_000})
    void tokenIsRefusedFromTheMillisecondItExpires(long offset) {
        IssuedToken expiring = expiring();

        clock.moveTo(expiring.token().expiresAt().orElseThrow().plusMillis(offset));

        assertRefused(verify(expiring), Reason.EXPIRED);
    }

    @Test
    @Tag("E-7")
    void verificationDoesNotMoveTheExpiry() {
        IssuedToken expiring = expiring();
        Instant expiry = expiring.token().expiresAt().orElseThrow();

        verify(expiring);
        tokens.housekeeping().flush();

        assertThat(store.kept(expiring.token().id()).token().expiresAt()).contains(expiry);
        assertThat(expiring.token().expiresAt()).contains(expiry);
    }

    @Test
    @Tag("R-1")
    void suspendedOwnersTokenIsRefusedOnTheNextCall() {
        assertThat(verify(issued)).isInstanceOf(Accepted.class);

        tokens.administration("admin").suspend("alice");

        assertRefused(verify(issued), Reason.OWNER_INACTIVE);
    }

    @Test
    @Tag("R-2")
    void reinstatedOwnersTokenIsAcceptedAgain() {
        tokens.administration("admin").suspend("alice");

        tokens.administration("admin").reinstate("alice");

        assertThat(verify(issued)).isInstanceOf(Accepted.class);
    }

    @Test
    @Tag("R-1")
    void ownerInactiveInTheDirectoryIsRefusedOnTheNextCall() {
        assertThat(verify(issued)).isInstanceOf(Accepted.class);

        users.now = owner -> !owner.equals("alice");

        assertRefused(verify(issued), Reason.OWNER_INACTIVE);
    }

    @Test
    @Tag("R-3")
    void directoryThatThrowsIsUnavailable() {
        RuntimeException thrown = new IllegalStateException("planned");
        users.now = owner -> {
            throw thrown;
        };

        assertThatThrownBy(() -> verify(issued))
                .isInstanceOfSatisfying(
                        UnavailableException.class, e -> assertThat(e.subject()).isEqualTo("alice"))
                .hasCause(thrown);
    }

    /** A directory whose answer about scopes is given. */
    private record Granting(Scopes scopes) implements OwnerDirectory {
        @Override
        public boolean isActive(String owner) {
            return true;
        }

        @Override
        public Scopes held(String owner, Scopes granted) {
            return scopes;
        }
    }

    @Test
    @Tag("R-3")
    @SuppressWarnings("NullAway")
    void directoryThatAnswersNullAboutScopesIsUnavailable() {
        users.now = new Granting(null);

        assertThatThrownBy(() -> verify(issued)).is(unavailable(Kind.OWNER_DIRECTORY));
    }

    @Test
    @Tag("R-4")
    void scopeThatTheOwnerLostHasNoEffectFromTheNextCall() {
        assertThat(verify(issued)).isInstanceOf(Accepted.class);

        users.now = new Granting(Scopes.of(WRITE));

        assertRefused(verify(issued), Reason.INSUFFICIENT_SCOPE);
        assertThat(tokens.verifier().verify(presented(issued), WRITE))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.scopes()).isEqualTo(Scopes.of(WRITE)));
    }

    @Test
    @Tag("G-11")
    void directoryNeverWidensATokensScopes() {
        users.now = new Granting(Scopes.of(READ, WRITE, ADMIN));

        assertRefused(tokens.verifier().verify(presented(issued), ADMIN), Reason.INSUFFICIENT_SCOPE);
        assertThat(verify(issued))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.scopes()).isEqualTo(Scopes.of(READ, WRITE)));
    }

    @Test
    void scopeThatWasNotGrantedIsInsufficient() {
        assertRefused(tokens.verifier().verify(presented(issued), ADMIN), Reason.INSUFFICIENT_SCOPE);
        assertRefused(
                tokens.verifier().verify(presented(issued), Requirement.allOf(READ, ADMIN)), Reason.INSUFFICIENT_SCOPE);
        assertThat(tokens.verifier().verify(presented(issued), Requirement.anyOf(ADMIN, READ)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void rowWithoutScopesIsRefused() {
        changeRow(row -> Token.builder(row.id(), row.owner(), row.name(), Scopes.none(), row.createdAt())
                .build());

        assertRefused(verify(issued), Reason.INSUFFICIENT_SCOPE);
    }

    private void changeRow(UnaryOperator<Token> change) {
        store.onFind(found -> found.map(row ->
                new StoredToken(change.apply(row.token()), row.hash(), row.secretCheck(), row.ownerSuspended())));
    }

    @Test
    void wrongSecretLearnsNothingAboutARevokedToken() {
        tokens.revoke("alice", issued.token().id());

        assertRefused(tokens.verifier().verify(forged(issued.token().id()), READ), Reason.WRONG_SECRET);
    }

    @Test
    void wrongSecretLearnsNothingAboutASuspendedOwner() {
        tokens.administration("admin").suspend("alice");

        assertRefused(tokens.verifier().verify(forged(issued.token().id()), READ), Reason.WRONG_SECRET);
        assertThat(users.asked.get()).isZero();
    }

    @Test
    void directoryIsNotAskedAboutDeadTokens() {
        tokens.revoke("alice", issued.token().id());

        verify(issued);

        assertThat(users.asked.get()).isZero();
    }

    @Test
    void revokedGoesBeforeExpiredBeforeSuspendedBeforeScopes() {
        IssuedToken expiring = expiring();
        tokens.administration("admin").suspend("alice");
        assertRefused(tokens.verifier().verify(presented(expiring), ADMIN), Reason.OWNER_INACTIVE);

        clock.advance(Duration.ofDays(90));
        assertRefused(tokens.verifier().verify(presented(expiring), ADMIN), Reason.EXPIRED);

        tokens.revoke("alice", expiring.token().id());
        assertRefused(tokens.verifier().verify(presented(expiring), ADMIN), Reason.REVOKED);
    }

    @Test
    void storeThatThrowsIsUnavailable() {
        RuntimeException thrown = new IllegalStateException("planned");
        store.onFind(found -> {
            throw thrown;
        });

        assertThatThrownBy(() -> verify(issued))
                .isInstanceOfSatisfying(
                        UnavailableException.class, e -> assertThat(e.subject()).isEqualTo("find"))
                .hasCause(thrown);
    }

    @Test
    void unavailableExceptionOfTheStoreIsPassedOn() {
        UnavailableException thrown = UnavailableException.store("find", "planned", null);
        store.onFind(found -> {
            throw thrown;
        });

        assertThatThrownBy(() -> verify(issued)).isSameAs(thrown);
    }

    @Test
    @SuppressWarnings("NullAway")
    void storeThatAnswersNullIsUnavailable() {
        store.onFind(found -> null);

        assertThatThrownBy(() -> verify(issued)).is(unavailable(Kind.STORE));
    }

    @Test
    void storeAnswerAtTheDeadlineIsUsed() {
        slowStore(DEADLINE);

        assertThat(verify(issued)).isInstanceOf(Accepted.class);
    }

    private void slowStore(Duration time) {
        store.onFind(found -> {
            nanos.addAndGet(time.toNanos());
            return found;
        });
    }

    @Test
    @Tag("F-6")
    void storeAnswerAfterTheDeadlineIsUnavailableAndNeverAnAcceptance() {
        slowStore(DEADLINE.plusNanos(1));

        assertThatThrownBy(() -> verify(issued))
                .isInstanceOfSatisfying(
                        UnavailableException.class, e -> assertThat(e.subject()).isEqualTo("find"));
    }

    @ParameterizedTest
    @Tag("F-16")
    @ValueSource(
            strings = {
                "",
                "$",
                "damaged",
                "$argon2id$",
                "$argon2id$v=19$m=64,t=1,p=1$AAAA",
                "$sha256$AAAA$AAAA",
                "$nobody$x$y"
            })
    void damagedHashIsUnavailableForItsOwnTokenOnly(String damaged) {
        IssuedToken healthy =
                tokens.issue(TokenRequest.forOwner("bob").named("import").allowing(READ));
        store.onFind(found -> found.map(row -> row.token().owner().equals("bob") ? row : damaged(row, damaged)));

        assertThatThrownBy(() -> verify(issued)).is(unavailable(Kind.HASHER));
        assertThat(verify(healthy)).isInstanceOf(Accepted.class);
    }

    private static StoredToken damaged(StoredToken row, String hash) {
        return new StoredToken(row.token(), SecretHash.of(hash), row.secretCheck(), row.ownerSuspended());
    }

    @Test
    @Tag("F-16")
    void storedHashFollowedByNulAndJunkIsUnavailable() {
        store.onFind(found -> found.map(row -> damaged(row, row.hash().phc() + "\0junk")));

        assertThatThrownBy(() -> verify(issued)).is(unavailable(Kind.HASHER));
    }

    @Test
    @Tag("C-2")
    void hashThatChangedInTheStoreRefusesTheOldSecretAtOnce() {
        assertThat(verify(issued)).isInstanceOf(Accepted.class);

        SecretHash other = hasher.hash(SecretText.of("another secret"));
        store.onFind(found -> found.map(row -> damaged(row, other.phc())));

        assertRefused(verify(issued), Reason.WRONG_SECRET);
    }

    @Test
    @Tag("C-6")
    void tokenIssuedAfterItsIdWasUnknownIsAcceptedAtOnce() {
        store.onFind(found -> Optional.empty());
        assertRefused(verify(issued), Reason.UNKNOWN);

        store.onFind(found -> found);

        assertThat(verify(issued)).isInstanceOf(Accepted.class);
    }

    @Test
    void listenerIsToldEveryOutcomeOnce() {
        Verification accepted = verify(issued);
        Verification refused = tokens.verifier().verify(PresentedToken.of("x"), READ);
        store.onFind(found -> {
            throw new IllegalStateException("planned");
        });

        UnavailableException error = catchThrowableOfType(UnavailableException.class, () -> verify(issued));

        assertThat(listener.answers()).containsExactly(accepted, refused);
        assertThat(listener.errors()).containsExactly(error);
    }

    @Test
    @Tag("S-3")
    void answersPrintTheIdAndNoSecret() {
        String secret = issued.secret().reveal().substring(15);

        String accepted = verify(issued).toString();
        tokens.revoke("alice", issued.token().id());
        String refused = verify(issued).toString();

        assertThat(accepted).contains(issued.token().id().toString()).doesNotContain(secret);
        assertThat(refused)
                .isEqualTo("Rejected[REVOKED, id=" + issued.token().id() + "]")
                .doesNotContain(secret);
    }

    @Test
    void closedVerifierAnswersNothing() {
        tokens.close();

        assertThatThrownBy(() -> verify(issued)).is(unavailable(Kind.CLOSED));
    }
}
