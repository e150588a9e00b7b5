package dev.patkit.contract;

import dev.patkit.store.Change;
import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.Token;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Revoked is revoked: at once, everywhere, for good. */
interface RevokePromises extends StoreUnderTest {
    /** How often a test of freshness tries. */
    int ROUNDS = 200;

    @Test
    default void revokingOneTokenRevokesThatOneOnly() {
        Token revoked = tokens().token("alice");
        Token untouched = tokens().token("alice");
        insert(revoked);
        insert(untouched);

        int count = store().apply(Change.revoke("alice", revoked.id(), NOW.plusMillis(7), "test")).revoked();

        assertThat(count).isEqualTo(1);
        assertThat(facts(revoked.id()))
                .isEqualTo(Token.copyOf(revoked).revokedAt(NOW.plusMillis(7)).build());
        assertThat(facts(untouched.id())).isEqualTo(untouched);
    }

    @Test
    default void revocationKeepsHashAndSecretCheck() {
        Token token = tokens().token("alice");
        StoredToken added = insert(token);

        store().apply(Change.revoke("alice", token.id(), NOW, "test"));

        assertThat(row(token.id()).hash().sameAs(added.hash())).isTrue();
        assertThat(row(token.id()).secretCheck()).isEqualTo(added.secretCheck());
    }

    @Test
    default void otherOwnersTokenIsNotRevoked() {
        Token token = tokens().token("alice");
        insert(token);

        int count = store().apply(Change.revoke("bob", token.id(), NOW, "test")).revoked();

        assertThat(count).isZero();
        assertThat(facts(token.id())).isEqualTo(token);
    }

    @Test
    default void unknownTokenIsNotRevoked() {
        insert(tokens().token("alice"));

        int count = store().revoke(Selection.one("alice", tokens().id()), NOW);

        assertThat(count).isZero();
        assertThat(allOf("alice")).allMatch(token -> token.revokedAt().isEmpty());
    }

    @Test
    default void revokingTwiceKeepsTheFirstInstant() {
        Token token = tokens().token("alice");
        insert(token);
        store().apply(Change.revoke("alice", token.id(), NOW, "test"));

        int again = store().apply(Change.revoke("alice", token.id(), NOW.plusMillis(1), "test")).revoked();
        int earlier = store().apply(Change.revokeAll("alice", NOW.minusMillis(1), "test")).revoked();

        assertThat(again).isZero();
        assertThat(earlier).isZero();
        assertThat(facts(token.id()).revokedAt()).contains(NOW);
    }

    @Test
    default void revokingAllCountsThoseNotRevokedBefore() {
        List<Token> all =
                Stream.generate(() -> tokens().token("alice")).limit(5).toList();
        all.forEach(this::insert);
        store().apply(Change.revoke("alice", all.get(0).id(), NOW, "test"));

        int count = store().apply(Change.revokeAll("alice", NOW.plusMillis(1), "test")).revoked();

        assertThat(count).isEqualTo(4);
        assertThat(facts(all.get(0).id()).revokedAt()).contains(NOW);
        assertThat(allOf("alice"))
                .filteredOn(token ->
                        token.revokedAt().filter(NOW.plusMillis(1)::equals).isPresent())
                .hasSize(4);
    }

    @Test
    default void revokingAllLeavesOtherOwnersAlone() {
        Token other = tokens().token("bob");
        insert(tokens().token("alice"));
        insert(other);

        store().apply(Change.revokeAll("alice", NOW, "test"));

        assertThat(facts(other.id())).isEqualTo(other);
    }

    @Test
    default void revokingAllOfAnOwnerWithoutTokensCountsNone() {
        insert(tokens().token("bob"));

        int count = store().apply(Change.revokeAll("alice", NOW, "test")).revoked();

        assertThat(count).isZero();
    }

    @Test
    default void expiredTokenIsRevokedToo() {
        Token token =
                tokens().named("alice", "import").expiresAt(NOW.plusMillis(1)).build();
        insert(token);

        int count = store().apply(Change.revokeAll("alice", NOW.plusMillis(9), "test")).revoked();

        assertThat(count).isEqualTo(1);
        assertThat(facts(token.id()).revokedAt()).contains(NOW.plusMillis(9));
    }

    @Test
    default void suspendedOwnersTokenIsRevokedToo() {
        Token token = tokens().token("alice");
        insert(token);
        store().apply(Change.suspend("alice", NOW, "test"));

        store().apply(Change.revoke("alice", token.id(), NOW, "test"));
        store().apply(Change.reinstate("alice", NOW, "test"));

        assertThat(facts(token.id()).revokedAt()).contains(NOW);
    }

    @Test
    default void revocationIsSeenAtOnceThroughAnotherHandle() {
        for (int round = 0; round < ROUNDS; round++) {
            Token token = tokens().token("alice");
            insert(token);
            boolean liveBefore = facts(token.id()).revokedAt().isEmpty();

            store().apply(Change.revoke("alice", token.id(), NOW, "test"));

            assertThat(liveBefore).isTrue();
            assertThat(facts(token.id()).revokedAt()).as("round %d", round).contains(NOW);
        }
    }

    @Test
    default void revocationThroughAnotherHandleIsSeenAtOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            Token token = tokens().token("alice");
            insert(token);
            boolean liveBefore =
                    store().find(token.id()).orElseThrow().token().revokedAt().isEmpty();

            otherHandle().apply(Change.revokeAll("alice", NOW, "test"));

            assertThat(liveBefore).isTrue();
            assertThat(store().find(token.id()).orElseThrow().token().revokedAt())
                    .as("round %d", round)
                    .contains(NOW);
        }
    }

    @Test
    default void insertionIsSeenAtOnceThroughAnotherHandle() {
        for (int round = 0; round < ROUNDS; round++) {
            Token token = tokens().token("alice");
            boolean thereBefore = otherHandle().find(token.id()).isPresent();

            insert(token);

            assertThat(thereBefore).isFalse();
            assertThat(otherHandle().find(token.id())).as("round %d", round).isPresent();
        }
    }

    @Test
    default void ofManyThreadsThatRevokeOneTokenOneCountsAndItsInstantStays() {
        for (int round = 0; round < 20; round++) {
            Token token = tokens().token("alice");
            insert(token);

            List<Integer> counts = Race.among(
                    8,
                    number -> (number % 2 == 0 ? store() : otherHandle())
                            .apply(Change.revoke("alice", token.id(), NOW.plusMillis(number)), "test"));

            assertThat(counts).as("round %d", round).containsOnlyOnce(1).containsOnly(0, 1);
            assertThat(facts(token.id()).revokedAt()).contains(NOW.plusMillis(counts.indexOf(1)));
        }
    }

    @RepeatedTest(10)
    default void revokingAllIsSeenWholeOrNotAtAll() {
        Stream.generate(() -> tokens().token("alice")).limit(20).forEach(this::insert);
        TokenQuery query = TokenQuery.ownedBy("alice").includingRevoked();

        List<Long> revokedSeen = Race.among(4, number -> {
            if (number == 0) {
                return (long) store().apply(Change.revokeAll("alice", NOW, "test"));
            }
            return otherHandle().list(query).tokens().stream()
                    .filter(token -> token.revokedAt().isPresent())
                    .count();
        });

        assertThat(revokedSeen).isSubsetOf(0L, 20L).startsWith(20L);
    }
}
