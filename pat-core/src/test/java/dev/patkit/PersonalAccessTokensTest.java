package dev.patkit;

import static dev.patkit.contract.Failures.invalid;
import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.contract.Callers;
import dev.patkit.contract.MovingClock;
import dev.patkit.error.InvalidInputException;
import dev.patkit.error.UnavailableException;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.fixture.GatedHasher;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class PersonalAccessTokensTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Scope WRITE = Scope.of("catalog:write");
    private static final Instant START = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final long SEED = 20_261_124;

    private final MovingClock clock = MovingClock.at(START);
    private final ScriptedStore store = new ScriptedStore();
    private final AtomicBoolean aliceIsActive = new AtomicBoolean(true);
    private final PersonalAccessTokens tokens = builder().build();

    private PersonalAccessTokensBuilder builder() {
        return PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.weakArgon2idForTests())
                .scopes(READ, WRITE)
                .owners(owner -> !owner.equals("alice") || aliceIsActive.get())
                .clock(clock);
    }

    @AfterEach
    void close() {
        tokens.close();
    }

    @Test
    void issuedTokenIsAcceptedUntilItIsRevoked() {
        IssuedToken issued = tokens.issue(request("alice", "import"));

        assertThat(verify(issued)).isInstanceOf(Accepted.class);
        assertThat(tokens.revoke("alice", issued.token().id())).isTrue();

        assertRefused(verify(issued), Reason.REVOKED);
    }

    private static TokenRequest request(String owner, String name) {
        return TokenRequest.forOwner(owner).named(name).allowing(READ);
    }

    private Verification verify(IssuedToken token) {
        return tokens.verifier().verify(PresentedToken.of(token.secret().reveal()), READ);
    }

    private static void assertRefused(Verification answer, Reason reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @Test
    void issuedTokenHasTheFactsThatWereAskedFor() {
        IssuedToken issued =
                tokens.issue(request("alice", " import ").described("nightly").expiringIn(Duration.ofDays(90)));

        Token token = tokens.find("alice", issued.token().id()).orElseThrow();
        assertThat(token.owner()).isEqualTo("alice");
        assertThat(token.name()).isEqualTo("import");
        assertThat(token.description()).isEqualTo("nightly");
        assertThat(token.scopes().names()).containsExactly("catalog:read");
        assertThat(token.createdAt()).isEqualTo(START);
        assertThat(token.expiresAt()).contains(START.plus(Duration.ofDays(90)));
        assertThat(token.lastUsedAt()).isEmpty();
        assertThat(token.revokedAt()).isEmpty();
    }

    @Test
    void tokenDoesNotExpireUnlessAsked() {
        IssuedToken issued = tokens.issue(request("alice", "import"));

        clock.advance(Duration.ofDays(365_000));

        assertThat(verify(issued)).isInstanceOf(Accepted.class);
    }

    @Test
    void prefixIsTheServicesOwn() {
        try (PersonalAccessTokens acme = builder().prefix("acme").build()) {
            IssuedToken issued = acme.issue(request("alice", "import"));

            assertThat(issued.secret().reveal()).matches("acme_[0-9A-Za-z]{60}");
            assertRefused(verify(issued), Reason.MALFORMED);
        }
    }

    @Test
    void anotherOwnerSeesNothingAndEndsNothing() {
        IssuedToken issued = tokens.issue(request("alice", "import"));
        TokenId id = issued.token().id();

        assertThat(tokens.find("bob", id)).isEmpty();
        assertThat(tokens.find("Alice", id)).isEmpty();
        assertThat(tokens.list("bob").tokens()).isEmpty();
        assertThat(tokens.revoke("bob", id)).isFalse();
        assertThat(tokens.revokeAll("bob")).isZero();
        assertThat(verify(issued)).isInstanceOf(Accepted.class);
    }

    @Test
    @Tag("G-6")
    void scopeThatTheServiceDoesNotGrantIsRefusedAndNothingIsWritten() {
        TokenRequest asked = TokenRequest.forOwner("alice").named("import").allowing(READ, Scope.of("admin"));

        assertThatThrownBy(() -> tokens.issue(asked))
                .is(invalid(InvalidInputException.Kind.SCOPE_NOT_GRANTED))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.argument()).isEqualTo("scopes"));
        assertThat(store.calls()).isZero();
    }

    @Test
    void nameOfALiveTokenIsRefusedUntilItIsFree() {
        IssuedToken first = tokens.issue(request("alice", "import"));

        assertThatThrownBy(() -> tokens.issue(request("alice", "import")))
                .is(invalid(InvalidInputException.Kind.NAME_TAKEN))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.argument()).isEqualTo("name"));
        tokens.issue(request("bob", "import"));
        tokens.revoke("alice", first.token().id());

        assertThat(verify(tokens.issue(request("alice", "import")))).isInstanceOf(Accepted.class);
    }

    @Test
    void inactiveOwnerIsIssuedNothing() {
        aliceIsActive.set(false);

        assertThatThrownBy(() -> tokens.issue(request("alice", "import")))
                .is(invalid(InvalidInputException.Kind.OWNER_INACTIVE))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.argument()).isEqualTo("owner"));
        assertThat(store.calls()).isZero();
    }

    @Test
    void directoryThatThrowsAtIssueIsUnavailableAndNothingIsWritten() {
        try (PersonalAccessTokens blind = builder()
                .owners(owner -> {
                    throw new IllegalStateException("planned");
                })
                .build()) {
            assertThatThrownBy(() -> blind.issue(request("alice", "import"))).is(unavailable(Kind.OWNER_DIRECTORY));
            assertThat(store.calls()).isZero();
        }
    }

    @Test
    void expiryThatIsNotInTheFutureIsRefusedBeforeAnythingIsHashed() {
        GatedHasher hasher = GatedHasher.opened(64);
        try (PersonalAccessTokens gated = builder().hasher(hasher).build()) {
            TokenRequest late = request("alice", "import").expiringAt(START);

            assertThatThrownBy(() -> gated.issue(late))
                    .isInstanceOfSatisfying(
                            InvalidInputException.class,
                            e -> assertThat(e.argument()).isEqualTo("expiry"));
            assertThat(hasher.seen()).isEmpty();
            assertThat(store.calls()).isZero();
        }
    }

    @Test
    void hasherThatFailsAtIssueWritesNothing() {
        GatedHasher hasher = GatedHasher.opened(64);
        hasher.atEnd(() -> {
            throw UnavailableException.hasher("gated", "planned", null);
        });
        try (PersonalAccessTokens failing = builder().hasher(hasher).build()) {
            assertThatThrownBy(() -> failing.issue(request("alice", "import"))).is(unavailable(Kind.HASHER));
            assertThat(store.calls()).isZero();
        }
    }

    @Test
    @Tag("F-1")
    void storeThatFailsAtIssueLeavesNoTokenAndGivesNoSecret() {
        IllegalStateException thrown = new IllegalStateException("planned");
        store.onInsert(row -> {
            throw thrown;
        });

        assertThatThrownBy(() -> tokens.issue(request("alice", "import"))).isSameAs(thrown);
        assertThat(tokens.list("alice").tokens()).isEmpty();
    }

    static Stream<String> ownersThatNoTokenCanHave() {
        return Stream.of(null, "", " ", "\0", "al\0ice", "\ud800", "alice\udfff", "x".repeat(256));
    }

    @ParameterizedTest
    @MethodSource("ownersThatNoTokenCanHave")
    @SuppressWarnings("NullAway")
    void ownerThatNoTokenCanHaveIsRefusedBeforeTheStoreIsCalled(@Nullable String owner) {
        TokenId id = new TokenId(1);

        Stream<ThrowingCallable> calls = Stream.of(
                () -> tokens.find(owner, id),
                () -> tokens.list(owner),
                () -> tokens.revoke(owner, id),
                () -> tokens.revokeAll(owner),
                () -> TokenQuery.ownedBy(owner));

        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call)
                        .is(invalid(InvalidInputException.Kind.INVALID))
                        .isInstanceOfSatisfying(
                                InvalidInputException.class,
                                e -> assertThat(e.argument()).isEqualTo("owner")));
        assertThat(store.calls()).isZero();
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingIdIsRefusedAndNothingIsRevoked() {
        IssuedToken issued = tokens.issue(request("alice", "import"));

        assertThatThrownBy(() -> tokens.revoke("alice", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("id must not be null");
        assertThatThrownBy(() -> tokens.find("alice", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("id must not be null");
        assertThat(verify(issued)).isInstanceOf(Accepted.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingRequestAndQueryAreRefusedByTheirNames() {
        assertThatThrownBy(() -> tokens.issue(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("request must not be null");
        assertThatThrownBy(() -> tokens.list((TokenQuery) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("query must not be null");
        assertThat(store.calls()).isZero();
    }

    @Test
    void scannerExpressionFindsIssuedTokens() {
        String text = tokens.issue(request("alice", "import")).secret().reveal();

        assertThat("key: " + text + "\n").containsPattern(tokens.scannerExpression());
    }

    @Test
    void ownersChangesNameTheOwnerAsTheirActor() {
        TokenId id = tokens.issue(request("alice", "one")).token().id();
        tokens.issue(request("alice", "two"));
        tokens.revoke("alice", id);
        tokens.revokeAll("alice");

        assertThat(tokens.administration("admin").events("alice"))
                .hasSize(4)
                .allMatch(event -> event.actor().equals("alice"));
    }

    @Test
    void listIsNewestFirstWithoutRevokedOnes() {
        List<TokenId> ids = Stream.of("one", "two", "three")
                .map(name -> {
                    clock.advance(Duration.ofSeconds(1));
                    return tokens.issue(request("alice", name)).token().id();
                })
                .toList();
        tokens.revoke("alice", ids.get(1));

        assertThat(tokens.list("alice").tokens()).extracting(Token::id).containsExactly(ids.get(2), ids.get(0));
        assertThat(tokens.list(TokenQuery.ownedBy("alice").includingRevoked()).tokens())
                .extracting(Token::id)
                .containsExactly(ids.get(2), ids.get(1), ids.get(0));
    }

    @Test
    void revokingTwiceIsOnceAndKeepsTheFirstInstant() {
        TokenId id = tokens.issue(request("alice", "import")).token().id();
        tokens.revoke("alice", id);

        clock.advance(Duration.ofHours(1));

        assertThat(tokens.revoke("alice", id)).isFalse();
        assertThat(tokens.find("alice", id).orElseThrow().revokedAt()).contains(START);
    }

    @Test
    void revokeAllEndsEveryTokenOfTheOwnerAndNoOther() {
        List<IssuedToken> mine = IntStream.range(0, 10)
                .mapToObj(n -> tokens.issue(request("alice", "token " + n)))
                .toList();
        IssuedToken other = tokens.issue(request("bob", "token"));

        assertThat(tokens.revokeAll("alice")).isEqualTo(10);

        assertThat(mine).allSatisfy(token -> assertRefused(verify(token), Reason.REVOKED));
        assertThat(verify(other)).isInstanceOf(Accepted.class);
        assertThat(tokens.revokeAll("alice")).isZero();
    }

    static Stream<Runnable> callsOfAClosedService() {
        PersonalAccessTokens closed = PersonalAccessTokens.builder(new ScriptedStore())
                .hasher(SecretHasher.weakArgon2idForTests())
                .build();
        closed.close();
        TokenId id = new TokenId(1);
        return Stream.of(
                () -> closed.issue(request("alice", "import")),
                () -> closed.verifier().verify(PresentedToken.of("x"), READ),
                () -> closed.find("alice", id),
                () -> closed.list("alice"),
                () -> closed.revoke("alice", id),
                () -> closed.revokeAll("alice"),
                () -> closed.verifier().authenticate(PresentedToken.of("x")),
                () -> closed.verifier().verify(PresentedToken.of("x"), Requirement.of(READ)),
                () -> closed.administration("admin").issue(request("alice", "import")),
                () -> closed.administration("admin").find(id),
                () -> closed.administration("admin").list(TokenQuery.ownedBy("alice")),
                () -> closed.administration("admin").revoke(id),
                () -> closed.administration("admin").revoke("alice", id),
                () -> closed.administration("admin").revokeAll("alice"),
                () -> closed.administration("admin").suspend("alice"),
                () -> closed.administration("admin").reinstate("alice"),
                () -> closed.administration("admin").events("alice"),
                () -> closed.housekeeping().purge(Duration.ZERO),
                closed.housekeeping()::flush);
    }

    @ParameterizedTest
    @MethodSource("callsOfAClosedService")
    void closedServiceRefusesEveryCall(Runnable call) {
        assertThatThrownBy(call::run).is(unavailable(Kind.CLOSED));
    }

    @Test
    void closingTwiceIsOnceAndWritesWhatWaits() {
        IssuedToken issued = tokens.issue(request("alice", "import"));
        verify(issued);

        tokens.close();
        tokens.close();

        assertThat(store.kept(issued.token().id()).token().lastUsedAt()).contains(START);
    }

    /** Draws from a seed, but draws some of the ids twice. Ids are drawn as eight bytes. */
    private static final class RepeatingRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient Random source = new Random(SEED);
        private int repeats;
        private byte[] lastId = new byte[Long.BYTES];

        private RepeatingRandom(int repeats) {
            this.repeats = repeats;
        }

        @Override
        public synchronized void nextBytes(byte[] bytes) {
            source.nextBytes(bytes);
            if (bytes.length == Long.BYTES) {
                if (repeats-- > 0) {
                    System.arraycopy(lastId, 0, bytes, 0, bytes.length);
                }
                lastId = bytes.clone();
            }
        }
    }

    @Test
    void idThatIsTakenIsDrawnAgain() {
        try (PersonalAccessTokens unlucky =
                builder().random(new RepeatingRandom(2)).build()) {
            IssuedToken first = unlucky.issue(request("alice", "first"));
            IssuedToken second = unlucky.issue(request("alice", "second"));

            assertThat(first.token().id()).isEqualTo(new TokenId(0));
            assertThat(second.token().id())
                    .as("seed %d", SEED)
                    .isNotEqualTo(first.token().id());
            assertThat(verify(first)).isInstanceOf(Accepted.class);
            assertThat(verify(second)).isInstanceOf(Accepted.class);
        }
    }

    @Test
    void sourceThatKeepsDrawingOneIdIsUnavailableAndTheFirstTokenStays() {
        try (PersonalAccessTokens stuck =
                builder().random(new RepeatingRandom(100)).build()) {
            IssuedToken first = stuck.issue(request("alice", "first"));

            assertThatThrownBy(() -> stuck.issue(request("alice", "second"))).is(unavailable(Kind.RANDOM_SOURCE));
            assertThat(verify(first)).isInstanceOf(Accepted.class);
            assertThat(stuck.list("alice").tokens()).hasSize(1);
        }
    }

    /** A source that throws, or always gives the same byte. */
    private static final class BrokenRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final boolean throwing;

        private BrokenRandom(boolean throwing) {
            this.throwing = throwing;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (throwing) {
                throw new IllegalStateException("planned");
            }
        }
    }

    @Test
    @Tag("S-10")
    void sourceThatFailsIsUnavailableAndNothingIsWritten() {
        for (boolean throwing : new boolean[] {true, false}) {
            try (PersonalAccessTokens broken =
                    builder().random(new BrokenRandom(throwing)).build()) {
                assertThatThrownBy(() -> broken.issue(request("alice", "import")))
                        .is(unavailable(Kind.RANDOM_SOURCE));
            }
        }
        assertThat(store.calls()).isZero();
    }

    @Test
    @Tag("K-8")
    void manyThreadsNeverMixOwners() {
        List<IssuedToken> issued = IntStream.range(0, 100)
                .mapToObj(n -> tokens.issue(request("owner " + n, "token")))
                .toList();

        List<Integer> mixed = Callers.startEach(32, number -> () -> mixups(issued, new Random(SEED + number)))
                .answers();

        assertThat(mixed).as("seed %d", SEED).hasSize(32).containsOnly(0);
    }

    private int mixups(List<IssuedToken> issued, Random random) {
        int mixed = 0;
        for (int round = 0; round < 1000; round++) {
            IssuedToken token = issued.get(random.nextInt(issued.size()));
            boolean right = verify(token) instanceof Accepted accepted
                    && accepted.token().id().equals(token.token().id())
                    && accepted.token().owner().equals(token.token().owner());
            mixed += right ? 0 : 1;
        }
        return mixed;
    }

    @Test
    @Tag("K-1")
    void manyThreadsIssueDistinctTokensAndLoseNone() {
        try (PersonalAccessTokens fast = builder().hasher(GatedHasher.opened(0)).build()) {
            List<Set<TokenId>> ids = Callers.startEach(16, number -> () -> {
                        Set<TokenId> mine = new HashSet<>();
                        for (int n = 0; n < 50; n++) {
                            mine.add(fast.issue(request("owner " + number, "token " + n))
                                    .token()
                                    .id());
                        }
                        return mine;
                    })
                    .answers();

            assertThat(ids.stream().flatMap(Set::stream).distinct()).hasSize(16 * 50);
            assertThat(IntStream.range(0, 16)
                            .mapToObj(n -> fast.list("owner " + n).tokens()))
                    .allMatch(mine -> mine.size() == 50);
        }
    }

    @Test
    @Tag("K-9")
    void closingUnderLoadLeavesEveryCallerWithAnAnswerOrARefusal() {
        IssuedToken issued = tokens.issue(request("alice", "import"));
        Callers<Integer> callers = Callers.start(32, () -> acceptancesUntilClosed(issued));

        tokens.close();

        assertThat(callers.answers()).hasSize(32).allMatch(count -> count >= 0);
    }

    private int acceptancesUntilClosed(IssuedToken token) {
        for (int count = 0; ; count++) {
            try {
                assertThat(verify(token)).isInstanceOf(Accepted.class);
            } catch (UnavailableException e) {
                return count;
            }
        }
    }
}
