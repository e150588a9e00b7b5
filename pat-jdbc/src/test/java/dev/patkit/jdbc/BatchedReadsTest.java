package dev.patkit.jdbc;

import static dev.patkit.contract.Failures.unavailable;
import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.contract.Callers;
import dev.patkit.contract.TestTokens;
import dev.patkit.error.UnavailableException;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lookups that wait at the same time share one statement; a failure of one caller harms no other. */
@Timeout(120)
final class BatchedReadsTest {
    private final TestTokens tokens = TestTokens.seeded(64);
    private final JdbcTokenStore direct = TestDatabases.H2.emptyStore();
    private final QueryGate queries = new QueryGate();

    @AfterEach
    void releaseQueries() {
        queries.open();
    }

    private JdbcTokenStore batching(int atOnce) {
        return batching(atOnce, Duration.ofMinutes(1));
    }

    private JdbcTokenStore batching(int atOnce, Duration patience) {
        return JdbcTokenStore.builder(queries.over(TestDatabases.H2.dataSource()))
                .timeout(patience)
                .shareReads(atOnce)
                .build();
    }

    private Token added() {
        Token token = tokens.token("alice");
        direct.apply(Change.issue(tokens.row(token), "test"));
        return token;
    }

    /** A caller whose statement is held, so that the only permit is in use. */
    private Callers<Optional<Token>> running(JdbcTokenStore store, Token token) {
        queries.hold();
        Callers<Optional<Token>> first = reading(store, List.of(token.id()));
        queries.awaitHeld(1);
        return first;
    }

    private static Callers<Optional<Token>> reading(JdbcTokenStore store, List<TokenId> ids) {
        return Callers.startEach(ids.size(), n -> () -> store.find(ids.get(n)).map(StoredToken::token))
                .untilWaiting();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 63, 64})
    void waitingReadsShareOneStatementAndEachGetsItsOwnRow(int waiting) {
        JdbcTokenStore store = batching(1);
        List<Token> known = IntStream.range(0, waiting).mapToObj(n -> added()).toList();
        Callers<Optional<Token>> first = running(store, known.get(0));
        Callers<Optional<Token>> others = reading(store, ids(known));

        queries.open();

        assertThat(first.answers()).containsExactly(Optional.of(known.get(0)));
        assertThat(others.answers()).isEqualTo(known.stream().map(Optional::of).toList());
        assertThat(queries.count()).isEqualTo(2);
    }

    private static List<TokenId> ids(List<Token> known) {
        return known.stream().map(Token::id).toList();
    }

    @Test
    void unknownIdsAreEmptyAndOneIdMayBeReadTwiceInABatch() {
        JdbcTokenStore store = batching(1);
        Token known = added();
        Callers<Optional<Token>> first = running(store, known);
        Callers<Optional<Token>> others =
                reading(store, List.of(tokens.id(), known.id(), tokens.id(), known.id(), known.id()));

        queries.open();

        assertThat(first.answers()).containsExactly(Optional.of(known));
        assertThat(others.answers())
                .containsExactly(
                        Optional.empty(), Optional.of(known), Optional.empty(), Optional.of(known), Optional.of(known));
        assertThat(queries.count()).isEqualTo(2);
    }

    @Test
    void batchCarriesSixtyFourAtMost() {
        JdbcTokenStore store = batching(1);
        Token known = added();
        Callers<Optional<Token>> first = running(store, known);
        Callers<Optional<Token>> others =
                reading(store, Stream.generate(known::id).limit(65).toList());

        queries.open();

        assertThat(first.answers()).hasSize(1);
        assertThat(others.answers()).hasSize(65).containsOnly(Optional.of(known));
        assertThat(queries.count()).isEqualTo(3);
    }

    @Test
    void callersThatFindAPermitReadAlone() {
        JdbcTokenStore store = batching(5);
        Token known = added();
        queries.hold();
        Callers<Optional<Token>> callers =
                reading(store, Stream.generate(known::id).limit(5).toList());

        queries.awaitHeld(5);
        queries.open();

        assertThat(callers.answers()).containsOnly(Optional.of(known));
        assertThat(queries.count()).isEqualTo(5);
    }

    @Test
    void runningStatementIsNotJoinedSoTheNextReadSeesARevocation() {
        JdbcTokenStore store = batching(1);
        Token known = added();
        Callers<Optional<Token>> before = running(store, known);
        direct.apply(Change.revoke("alice", known.id(), NOW, "test"));
        Callers<Optional<Token>> after = reading(store, List.of(known.id()));

        queries.open();

        assertThat(before.answers()).containsExactly(Optional.of(known));
        assertThat(after.answers().get(0).orElseThrow().revokedAt()).contains(NOW);
    }

    @Test
    void waitingCallersThatAreInterruptedKeepNoPermit() {
        JdbcTokenStore store = batching(1);
        Token known = added();
        for (int round = 0; round < 20; round++) {
            Callers<Optional<Token>> first = running(store, known);
            Callers<Optional<Token>> leaving =
                    reading(store, Stream.generate(known::id).limit(5).toList());

            leaving.interrupt();

            assertThat(leaving.failures()).hasOnlyElementsOfType(UnavailableException.class);
            queries.open();
            assertThat(first.answers()).containsExactly(Optional.of(known));
            assertThat(queries.count()).isEqualTo(1);
        }
    }

    @Test
    void followersThatAreInterruptedKeepNoPermit() {
        JdbcTokenStore store = batching(1);
        Token known = added();
        Callers<Optional<Token>> first = running(store, known);
        Callers<Optional<Token>> leader = reading(store, List.of(known.id()));
        Callers<Optional<Token>> followers =
                reading(store, Stream.generate(known::id).limit(9).toList());
        releaseOnly(first);

        followers.interrupt();
        assertThat(followers.failures()).hasOnlyElementsOfType(UnavailableException.class);
        leader.interrupt();
        assertThat(leader.failures()).hasOnlyElementsOfType(UnavailableException.class);

        queries.open();
        assertThat(store.find(known.id())).isPresent();
    }

    @Test
    void interruptedLeaderHarmsNobodyElse() {
        JdbcTokenStore store = batching(1);
        Token known = added();
        Callers<Optional<Token>> first = running(store, known);
        Callers<Optional<Token>> leader = reading(store, List.of(known.id()));
        Callers<Optional<Token>> followers =
                reading(store, Stream.generate(known::id).limit(9).toList());
        releaseOnly(first);

        leader.interrupt();

        assertThat(leader.failures()).hasOnlyElementsOfType(UnavailableException.class);
        queries.open();
        assertThat(followers.answers()).containsOnly(Optional.of(known));
    }

    /** Ends the running statement, and holds the next. */
    private void releaseOnly(Callers<Optional<Token>> first) {
        queries.openOnce();
        assertThat(first.answers()).hasSize(1);
        queries.awaitHeld(2);
    }

    @Test
    void failedBatchIsUnavailableForEachOfItsCallersAndTheNextWorks() {
        JdbcTokenStore store = batching(1);
        Token known = added();
        Callers<Optional<Token>> first = running(store, known);
        Callers<Optional<Token>> others =
                reading(store, Stream.generate(known::id).limit(10).toList());
        releaseOnly(first);

        queries.fail(true);
        queries.open();

        assertThat(others.failures())
                .hasOnlyElementsOfType(UnavailableException.class)
                .doesNotHaveDuplicates();
        queries.fail(false);
        assertThat(store.find(known.id())).isPresent();
    }

    @Test
    void damagedRowIsUnavailableOnlyForThoseWhoAskedForIt() {
        JdbcTokenStore store = batching(1);
        Token good = added();
        Token bad = added();
        damage(bad.id());
        Callers<Optional<Token>> first = running(store, good);
        Callers<Optional<Token>> ofDamaged = reading(store, List.of(bad.id(), bad.id()));
        Callers<Optional<Token>> others = reading(store, List.of(good.id(), good.id()));

        queries.open();

        assertThat(first.answers()).containsExactly(Optional.of(good));
        assertThat(others.answers()).containsOnly(Optional.of(good));
        assertThat(ofDamaged.failures())
                .hasOnlyElementsOfType(UnavailableException.class)
                .doesNotHaveDuplicates();
        assertThat(queries.count()).isEqualTo(2);
    }

    private static void damage(TokenId id) {
        TestDatabases.execute(
                TestDatabases.H2.dataSource(), "UPDATE pat_token SET scopes = 'junk' WHERE id = " + id.value());
    }

    @Test
    void callerWaitsNoLongerThanTheTimeoutAndLaterReadsWork() {
        JdbcTokenStore store = batching(1, Duration.ofMillis(20));
        Token known = added();
        Callers<Optional<Token>> first = running(store, known);

        assertThatThrownBy(() -> store.find(known.id()))
                .is(unavailable(Kind.STORE))
                .hasMessageContaining("no batch was answered in time");

        queries.open();
        assertThat(first.answers()).containsExactly(Optional.of(known));
        assertThat(store.find(known.id())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE})
    void atOnceOutOfBoundsIsRefused(int atOnce) {
        JdbcTokenStoreBuilder builder = JdbcTokenStore.builder(TestDatabases.H2.dataSource());

        assertThatThrownBy(() -> builder.shareReads(atOnce))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("atOnce must be 1 to 1,000");
    }
}
