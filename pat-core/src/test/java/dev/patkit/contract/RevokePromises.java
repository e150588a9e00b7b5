package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.Change;
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

        int count = revoke(store(), revoked, NOW.plusMillis(7));

        assertThat(count).isEqualTo(1);
        assertThat(facts(revoked.id()))
                .isEqualTo(Token.copyOf(revoked).revokedAt(NOW.plusMillis(7)).build());
        assertThat(facts(untouched.id())).isEqualTo(untouched);
    }

    @Test
    default void revocationKeepsHashAndSecretCheck() {
        Token token = tokens().token("alice");
        StoredToken added = insert(token);

        revoke(store(), token);

        assertThat(row(token.id()).hash().sameAs(added.hash())).isTrue();
        assertThat(row(token.id()).secretCheck()).isEqualTo(added.secretCheck());
    }

    @Test
    default void otherOwnersTokenIsNotRevoked() {
        Token token = tokens().token("alice");
        insert(token);

        int count = store().apply(Change.revoke("bob", token.id(), NOW, ACTOR)).revoked();

        assertThat(count).isZero();
        assertThat(facts(token.id())).isEqualTo(token);
    }

    @Test
    default void unknownTokenIsNotRevoked() {
        insert(tokens().token("alice"));

        int count =
                store().apply(Change.revoke("alice", tokens().id(), NOW, ACTOR)).revoked();

        assertThat(count).isZero();
        assertThat(allOf("alice")).allMatch(token -> token.revokedAt().isEmpty());
    }

    @Test
    default void revokingTwiceKeepsTheFirstInstant() {
        Token token = tokens().token("alice");
        insert(token);
        revoke(store(), token);

        int again = revoke(store(), token, NOW.plusMillis(1));
        int earlier = revokeAll(store(), "alice", NOW.minusMillis(1));

        assertThat(again).isZero();
        assertThat(earlier).isZero();
        assertThat(facts(token.id()).revokedAt()).contains(NOW);
    }

    @Test
    default void revokingAllCountsThoseNotRevokedBefore() {
        List<Token> all =
                Stream.generate(() -> tokens().token("alice")).limit(5).toList();
        all.forEach(this::insert);
        revoke(store(), all.get(0));

        int count = revokeAll(store(), "alice", NOW.plusMillis(1));

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

        revokeAll(store(), "alice");

        assertThat(facts(other.id())).isEqualTo(other);
    }

    @Test
    default void revokingAllOfAnOwnerWithoutTokensCountsNone() {
        insert(tokens().token("bob"));

        int count = revokeAll(store(), "alice");

        assertThat(count).isZero();
    }

    @Test
    default void expiredTokenIsRevokedToo() {
        Token token =
                tokens().named("alice", "import").expiresAt(NOW.plusMillis(1)).build();
        insert(token);

        int count = revokeAll(store(), "alice", NOW.plusMillis(9));

        assertThat(count).isEqualTo(1);
        assertThat(facts(token.id()).revokedAt()).contains(NOW.plusMillis(9));
    }

    @Test
    default void suspendedOwnersTokenIsRevokedToo() {
        Token token = tokens().token("alice");
        insert(token);
        suspend(store(), "alice");

        revoke(store(), token);
        reinstate(store(), "alice");

        assertThat(facts(token.id()).revokedAt()).contains(NOW);
    }

    @Test
    default void revocationIsSeenAtOnceThroughAnotherHandle() {
        for (int round = 0; round < ROUNDS; round++) {
            Token token = tokens().token("alice");
            insert(token);
            boolean liveBefore = facts(token.id()).revokedAt().isEmpty();

            revoke(store(), token);

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

            revokeAll(otherHandle(), "alice");

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

            List<Integer> counts = Race.among(8, number -> revoke(handle(number), token, NOW.plusMillis(number)));

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
                return (long) revokeAll(store(), "alice");
            }
            return otherHandle().list(query).tokens().stream()
                    .filter(token -> token.revokedAt().isPresent())
                    .count();
        });

        assertThat(revokedSeen).isSubsetOf(0L, 20L).startsWith(20L);
    }
}
