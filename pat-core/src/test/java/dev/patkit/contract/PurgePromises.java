package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.TokenStore;
import dev.patkit.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Housekeeping deletes what is dead for long enough, and nothing else. */
interface PurgePromises extends StoreUnderTest {
    @Test
    default void tokenRevokedBeforeTheInstantIsGone() {
        Token token = revokedAt(-1);

        int count = store().purge(NOW, 10);

        assertThat(count).isEqualTo(1);
        assertThat(otherHandle().find(token.id())).isEmpty();
        assertThat(allOf("alice")).isEmpty();
    }

    private Token revokedAt(long millis) {
        Token token = tokens().token("alice", NOW.minusSeconds(60));
        insert(token);
        revoke(store(), token, NOW.plusMillis(millis));
        return token;
    }

    @Test
    default void tokenExpiredBeforeTheInstantIsGone() {
        Token token = expiringAt(-1);

        int count = store().purge(NOW, 10);

        assertThat(count).isEqualTo(1);
        assertThat(otherHandle().find(token.id())).isEmpty();
        assertThat(allOf("alice")).isEmpty();
    }

    private Token expiringAt(long millis) {
        Token token = Token.copyOf(tokens().token("alice", NOW.minusSeconds(60)))
                .expiresAt(NOW.plusMillis(millis))
                .build();
        insert(token);
        return token;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    default void tokenRevokedAtOrAfterTheInstantIsKept(long millis) {
        Token token = revokedAt(millis);

        int count = store().purge(NOW, 10);

        assertThat(count).isZero();
        assertThat(facts(token.id()).revokedAt()).contains(NOW.plusMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1})
    default void tokenThatExpiresAtOrAfterTheInstantIsKept(long millis) {
        Token token = expiringAt(millis);

        int count = store().purge(NOW, 10);

        assertThat(count).isZero();
        assertThat(facts(token.id())).isEqualTo(token);
    }

    @Test
    default void liveTokenIsKeptHoweverOld() {
        Token token = tokens().token("alice", Instant.EPOCH);
        insert(token);

        int count = store().purge(NOW, 10);

        assertThat(count).isZero();
        assertThat(facts(token.id())).isEqualTo(token);
    }

    @Test
    default void tokenThatExpiredLongAgoIsGoneThoughRevokedLately() {
        Token token = expiringAt(-1000);
        revoke(store(), token, NOW.plusMillis(1));

        store().purge(NOW, 10);

        assertThat(otherHandle().find(token.id())).isEmpty();
    }

    @Test
    default void tokenRevokedLongAgoIsGoneThoughItWouldExpireLater() {
        Token token = expiringAt(1000);
        revoke(store(), token, NOW.minusMillis(1));

        store().purge(NOW, 10);

        assertThat(otherHandle().find(token.id())).isEmpty();
    }

    @Test
    default void limitIsKeptAndEachCallCountsWhatItDeleted() {
        for (int number = 0; number < 5; number++) {
            revokedAt(-1 - number);
            expiringAt(-1 - number);
        }
        Token live = tokens().token("alice");
        insert(live);

        List<Integer> counts =
                Stream.generate(() -> store().purge(NOW, 4)).limit(4).toList();

        assertThat(counts).containsExactly(4, 4, 2, 0);
        assertThat(allOf("alice")).containsExactly(live);
    }

    @Test
    default void limitOfOneDeletesOne() {
        revokedAt(-1);
        revokedAt(-1);

        int count = store().purge(NOW, 1);

        assertThat(count).isEqualTo(1);
        assertThat(allOf("alice")).hasSize(1);
    }

    @Test
    default void deadTokensOfAllOwnersGo() {
        Stream.of("alice", "bob", "carol").map(tokens()::token).forEach(this::insert);
        revokeAll(store(), "alice");
        revokeAll(store(), "carol");

        int count = store().purge(NOW.plusMillis(1), 10);

        assertThat(count).isEqualTo(2);
        assertThat(allOf("bob")).hasSize(1);
    }

    @Test
    default void suspendedOwnersLiveTokensAndSuspensionAreKept() {
        Token live = tokens().token("alice");
        Token later = tokens().token("alice");
        revokedAt(-1);
        insert(live);
        suspend(store(), "alice");

        store().purge(NOW, 10);
        insert(later);

        assertThat(row(live.id()).ownerSuspended()).isTrue();
        assertThat(row(later.id()).ownerSuspended()).isTrue();
    }

    @Test
    default void emptyStoreHasNothingToPurge() {
        assertThat(store().purge(NOW, 1000)).isZero();
    }

    @Test
    default void racingPurgesCountEachTokenOnce() {
        Stream.generate(() -> tokens().token("alice")).limit(60).forEach(this::insert);
        Token live = tokens().token("bob");
        insert(live);
        revokeAll(store(), "alice", NOW.minusMillis(1));

        List<Integer> counts = Race.among(4, number -> purgeAll(handle(number)));

        assertThat(counts.stream().mapToInt(Integer::intValue).sum() + store().purge(NOW, 1000))
                .isEqualTo(60);
        assertThat(allOf("alice")).isEmpty();
        assertThat(facts(live.id())).isEqualTo(live);
    }

    private static int purgeAll(TokenStore store) {
        int total = 0;
        int deleted;
        do {
            deleted = store.purge(NOW, 7);
            total += deleted;
        } while (deleted == 7);
        return total;
    }
}
