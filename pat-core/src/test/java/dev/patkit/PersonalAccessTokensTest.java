package dev.patkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.contract.Callers;
import dev.patkit.contract.MovingClock;
import dev.patkit.fault.ClosedException;
import dev.patkit.fault.DuplicateTokenNameException;
import dev.patkit.fault.InvalidInputException;
import dev.patkit.fault.OwnerDirectoryException;
import dev.patkit.fault.SecretGenerationException;
import dev.patkit.fault.SecretHasherException;
import dev.patkit.fixture.GatedHasher;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.Argon2idHasher;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    private PersonalAccessTokens.Builder builder() {
        return PersonalAccessTokens.builder(store)
                .hasher(Argon2idHasher.weakForTests())
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
    void administratorFindsAnybodysToken() {
        IssuedToken issued = tokens.issue(request("alice", "import"));

        assertThat(tokens.find(issued.token().id()).map(Token::owner)).contains("alice");
        assertThat(tokens.find(new TokenId(1))).isEmpty();
    }

    @Test
    @Tag("G-6")
    void scopeThatTheServiceDoesNotGrantIsRefusedAndNothingIsWritten() {
        TokenRequest asked = TokenRequest.forOwner("alice").named("import").allowing(READ, Scope.of("admin"));

        assertThatThrownBy(() -> tokens.issue(asked))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.argument()).isEqualTo("scopes"));
        assertThat(store.calls()).isZero();
    }

    @Test
    void nameOfALiveTokenIsRefusedUntilItIsFree() {
        IssuedToken first = tokens.issue(request("alice", "import"));

        assertThatThrownBy(() -> tokens.issue(request("alice", "import")))
                .isInstanceOfSatisfying(DuplicateTokenNameException.class, e -> {
                    assertThat(e.owner()).isEqualTo("alice");
                    assertThat(e.name()).isEqualTo("import");
                });
        tokens.issue(request("bob", "import"));
        tokens.revoke("alice", first.token().id());

        assertThat(verify(tokens.issue(request("alice", "import")))).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy\u200b",
                "de\u00adploy",
                "\u2060deploy",
                "deploy\u3164",
                "d\u0435ploy",
                "\u202edeploy",
                "deploy\ufe0f",
                "\u00a0",
                "\ud800"
            })
    void nameThatLooksLikeAnotherOrLikeNothingIsRefused(String name) {
        tokens.issue(request("alice", "deploy"));

        assertThatThrownBy(() -> request("alice", name)).isInstanceOfSatisfying(InvalidInputException.class, e -> {
            assertThat(e.argument()).isEqualTo("name");
            assertThat(e.problem()).contains("U+");
        });
        assertThat(tokens.list("alice").tokens()).extracting(Token::name).containsExactly("deploy");
    }

    @ParameterizedTest
    @CsvSource({"e\u0301, \u00e9", "\u00e9, e\u0301", "\u212b, A\u030a", "\ud83d\ude80, \ud83d\ude80\ufe0f"})
    void equivalentNamesAreOneName(String first, String second) {
        tokens.issue(request("alice", first));

        assertThatThrownBy(() -> tokens.issue(request("alice", second)))
                .isInstanceOf(DuplicateTokenNameException.class);
    }

    @Test
    void inactiveOwnerIsIssuedNothing() {
        aliceIsActive.set(false);

        assertThatThrownBy(() -> tokens.issue(request("alice", "import")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.argument()).isEqualTo("owner"));
        assertThat(store.calls()).isZero();
    }

    @Test
    void directoryThatThrowsAtIssueIsTroubleAndNothingIsWritten() {
        try (PersonalAccessTokens blind = builder()
                .owners(owner -> {
                    throw new IllegalStateException("planned");
                })
                .build()) {
            assertThatThrownBy(() -> blind.issue(request("alice", "import")))
                    .isInstanceOf(OwnerDirectoryException.class);
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
            throw new SecretHasherException("gated", "planned", null);
        });
        try (PersonalAccessTokens failing = builder().hasher(hasher).build()) {
            assertThatThrownBy(() -> failing.issue(request("alice", "import")))
                    .isInstanceOf(SecretHasherException.class);
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
        assertThat(tokens.find(id).orElseThrow().revokedAt()).contains(START);
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

    @Test
    void suspensionHoldsForTokensIssuedLaterAndEndsWithReinstatement() {
        tokens.suspend("alice");
        IssuedToken later = tokens.issue(request("alice", "later"));
        IssuedToken other = tokens.issue(request("bob", "other"));

        assertRefused(verify(later), Reason.OWNER_INACTIVE);
        assertThat(verify(other)).isInstanceOf(Accepted.class);
        tokens.reinstate("alice");

        assertThat(verify(later)).isInstanceOf(Accepted.class);
    }

    @Test
    void reinstatementBringsNoRevokedTokenBack() {
        IssuedToken issued = tokens.issue(request("alice", "import"));
        tokens.suspend("alice");
        tokens.revokeAll("alice");

        tokens.reinstate("alice");

        assertRefused(verify(issued), Reason.REVOKED);
    }

    @Test
    void ownerThatNoTokenCanHaveIsNotSuspended() {
        assertThatThrownBy(() -> tokens.suspend(" ")).isInstanceOf(InvalidInputException.class);
        assertThat(store.calls()).isZero();
    }

    @Test
    void purgeDeletesWhatWasDeadForLongerThanTheRetention() {
        IssuedToken revoked = tokens.issue(request("alice", "revoked"));
        IssuedToken expired = tokens.issue(request("alice", "expired").expiringIn(Duration.ofDays(1)));
        IssuedToken live = tokens.issue(request("alice", "live"));
        tokens.revoke("alice", revoked.token().id());

        clock.advance(Duration.ofDays(30));
        assertThat(tokens.purge(Duration.ofDays(30))).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(tokens.purge(Duration.ofDays(30))).isEqualTo(1);
        clock.advance(Duration.ofDays(1));
        assertThat(tokens.purge(Duration.ofDays(30))).isEqualTo(1);

        assertRefused(verify(revoked), Reason.UNKNOWN);
        assertRefused(verify(expired), Reason.UNKNOWN);
        assertThat(verify(live)).isInstanceOf(Accepted.class);
    }

    @Test
    void purgeGoesOnUntilNothingDeadIsLeft() {
        try (PersonalAccessTokens many = builder().hasher(GatedHasher.opened(0)).build()) {
            IntStream.range(0, 2500).forEach(n -> many.issue(request("owner " + n % 100, "token " + n)));
            IntStream.range(0, 100).forEach(n -> many.revokeAll("owner " + n));
            clock.advance(Duration.ofMillis(1));

            assertThat(many.purge(Duration.ZERO)).isEqualTo(2500);
        }
    }

    @Test
    void lastUseIsSeenAfterAFlush() {
        IssuedToken issued = tokens.issue(request("alice", "import"));
        clock.advance(Duration.ofHours(1));

        verify(issued);
        tokens.flush();

        assertThat(tokens.find(issued.token().id()).orElseThrow().lastUsedAt())
                .contains(START.plus(Duration.ofHours(1)));
    }

    static Stream<Runnable> callsOfAClosedService() {
        PersonalAccessTokens closed = PersonalAccessTokens.builder(new ScriptedStore())
                .hasher(Argon2idHasher.weakForTests())
                .build();
        closed.close();
        TokenId id = new TokenId(1);
        return Stream.of(
                () -> closed.issue(request("alice", "import")),
                () -> closed.verifier().verify(PresentedToken.of("x"), READ),
                () -> closed.find(id),
                () -> closed.find("alice", id),
                () -> closed.list("alice"),
                () -> closed.revoke("alice", id),
                () -> closed.revokeAll("alice"),
                () -> closed.suspend("alice"),
                () -> closed.reinstate("alice"),
                () -> closed.purge(Duration.ZERO),
                closed::flush);
    }

    @ParameterizedTest
    @MethodSource("callsOfAClosedService")
    void closedServiceRefusesEveryCall(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(ClosedException.class);
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
    void sourceThatKeepsDrawingOneIdIsTroubleAndTheFirstTokenStays() {
        try (PersonalAccessTokens stuck =
                builder().random(new RepeatingRandom(100)).build()) {
            IssuedToken first = stuck.issue(request("alice", "first"));

            assertThatThrownBy(() -> stuck.issue(request("alice", "second")))
                    .isInstanceOf(SecretGenerationException.class);
            assertThat(verify(first)).isInstanceOf(Accepted.class);
            assertThat(stuck.list("alice").tokens()).hasSize(1);
        }
    }

    /** A source that throws, or gives the same byte for ever. */
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
    void sourceThatFailsIsTroubleAndNothingIsWritten() {
        for (boolean throwing : new boolean[] {true, false}) {
            try (PersonalAccessTokens broken =
                    builder().random(new BrokenRandom(throwing)).build()) {
                assertThatThrownBy(() -> broken.issue(request("alice", "import")))
                        .isInstanceOf(SecretGenerationException.class);
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
            } catch (ClosedException e) {
                return count;
            }
        }
    }
}
