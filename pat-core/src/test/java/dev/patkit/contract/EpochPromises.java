package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patkit.store.Change;
import dev.patkit.store.EpochStore;
import dev.patkit.store.Epochs;
import dev.patkit.store.TokenUse;
import dev.patkit.token.Token;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every change that a verifier must not miss raises the epoch of its shard, in one step with the change. Left out where
 * a store counts none.
 */
interface EpochPromises extends StoreUnderTest {
    /** How often a test watches a change from another thread. */
    int WATCHES = 40;

    /** The epochs as the other handle reads them. */
    default Epochs epochs() {
        assumeTrue(otherHandle() instanceof EpochStore, "the store counts no changes");
        return ((EpochStore) otherHandle()).epochs();
    }

    private static boolean isRaised(Epochs before, Epochs after, int shard) {
        return after.at(shard) > before.at(shard);
    }

    @Test
    default void revokingOneTokenRaisesTheEpochOfItsId() {
        for (int round = 0; round < WATCHES; round++) {
            Token token = tokens().token("alice");
            insert(token);
            Epochs before = epochs();

            revoke(store(), token);

            assertThat(isRaised(before, epochs(), Epochs.shardOf(token.id()))).isTrue();
        }
    }

    @Test
    default void revokingAllRaisesTheEpochOfTheirOwner() {
        for (int round = 0; round < WATCHES; round++) {
            String owner = "owner " + round;
            insert(tokens().token(owner));
            insert(tokens().token(owner));
            Epochs before = epochs();

            revokeAll(store(), owner);

            assertThat(isRaised(before, epochs(), Epochs.shardOf(owner))).isTrue();
        }
    }

    @Test
    default void suspendingAndReinstatingRaiseTheEpochOfTheOwner() {
        for (int round = 0; round < WATCHES; round++) {
            String owner = "owner " + round;
            Epochs before = epochs();

            suspend(store(), owner);
            Epochs suspended = epochs();
            reinstate(store(), owner);
            Epochs reinstated = epochs();

            assertThat(isRaised(before, suspended, Epochs.shardOf(owner))).isTrue();
            assertThat(isRaised(suspended, reinstated, Epochs.shardOf(owner))).isTrue();
        }
    }

    @Test
    default void eachPartOfAChangeRaisesItsEpoch() {
        Token one = tokens().token("alice");
        insert(one);
        insert(tokens().token("bob"));
        Epochs before = epochs();
        Change change = Change.revoke("alice", one.id(), NOW, ACTOR)
                .and(Change.revokeAll("bob", NOW, ACTOR))
                .and(Change.suspend("carol", NOW, ACTOR))
                .and(Change.issue(tokens().row(tokens().token("dave")), ACTOR));

        store().apply(change);

        Epochs after = epochs();
        IntStream shards = IntStream.concat(
                change.revocations().stream().mapToInt(Change.Revocation::shard),
                change.suspensions().stream().mapToInt(Change.Suspension::shard));
        assertThat(shards).hasSize(3).allMatch(shard -> isRaised(before, after, shard));
    }

    @Test
    default void refusedChangeRaisesNoEpoch() {
        Token token = tokens().named("alice", "import").build();
        insert(token);
        insert(tokens().token("bob"));
        Token ofSameName = tokens().named("alice", "import").build();
        Change parts = Change.revokeAll("bob", NOW, ACTOR).and(Change.suspend("bob", NOW, ACTOR));
        Epochs before = epochs();

        Stream.of(ofSameName, token)
                .map(added -> parts.and(Change.issue(tokens().row(added), ACTOR)))
                .forEach(store()::apply);

        assertThat(isRaised(before, epochs(), Epochs.shardOf("bob"))).isFalse();
    }

    @Test
    default void purgingATokenThatOnlyExpiredRaisesAnEpochOfIt() {
        Token token =
                tokens().named("alice", "import").expiresAt(NOW.plusMillis(1)).build();
        insert(token);
        Epochs before = epochs();

        store().purge(NOW.plusMillis(2), 10);

        assertThat(isEitherRaised(before, epochs(), token)).isTrue();
    }

    private static boolean isEitherRaised(Epochs before, Epochs after, Token token) {
        return isRaised(before, after, Epochs.shardOf(token.id()))
                || isRaised(before, after, Epochs.shardOf(token.owner()));
    }

    @Test
    default void whoeverSeesThatAnExpiredTokenIsPurgedSeesAnEpochRaised() {
        for (int round = 0; round < WATCHES; round++) {
            Token token = tokens().named("alice", "import")
                    .expiresAt(NOW.plusMillis(1))
                    .build();
            insert(token);
            Epochs before = epochs();

            Race.watched(() -> store().purge(NOW.plusMillis(2), 10), () -> {
                if (otherHandle().find(token.id()).isEmpty()) {
                    assertThat(isEitherRaised(before, epochs(), token)).isTrue();
                }
            });
        }
    }

    @Test
    default void epochsNeverGoBack() {
        Epochs before = epochs();
        for (int round = 0; round < 20; round++) {
            Token kept = tokens().token("alice");
            Token revoked = tokens().token("bob");
            insert(kept);
            insert(revoked);
            store().recordUses(List.of(new TokenUse(kept.id(), NOW.plusSeconds(round), null)));
            revoke(store(), revoked);
            setSuspended(store(), "alice", round % 2 == 0);
            store().purge(NOW.plusMillis(1), 10);

            Epochs after = epochs();

            Epochs earlier = before;
            assertThat(IntStream.range(0, Epochs.SHARDS)).allMatch(shard -> after.at(shard) >= earlier.at(shard));
            before = after;
        }
    }

    @Test
    default void whoeverSeesAnEpochRaisedSeesTheRevocation() {
        for (int round = 0; round < WATCHES; round++) {
            Token token = tokens().token("alice");
            insert(token);
            Epochs before = epochs();

            Race.watched(() -> revoke(store(), token), () -> {
                if (isRaised(before, epochs(), Epochs.shardOf(token.id()))) {
                    assertThat(row(token.id()).token().revokedAt()).isPresent();
                }
            });
        }
    }

    @Test
    default void whoeverSeesARevocationSeesAnEpochRaised() {
        for (int round = 0; round < WATCHES; round++) {
            Token token = tokens().token("alice");
            insert(token);
            Epochs before = epochs();

            Race.watched(() -> revokeAll(store(), "alice"), () -> {
                if (row(token.id()).token().revokedAt().isPresent()) {
                    assertThat(isRaised(before, epochs(), Epochs.shardOf("alice")))
                            .isTrue();
                }
            });
        }
    }

    @Test
    default void whoeverSeesAnEpochRaisedSeesTheSuspension() {
        Token token = tokens().token("alice");
        insert(token);
        for (int round = 0; round < WATCHES; round++) {
            boolean suspended = round % 2 == 0;
            Epochs before = epochs();

            Race.watched(() -> setSuspended(store(), "alice", suspended), () -> {
                if (isRaised(before, epochs(), Epochs.shardOf("alice"))) {
                    assertThat(row(token.id()).ownerSuspended()).isEqualTo(suspended);
                }
            });
        }
    }

    @Test
    default void whoeverSeesASuspensionSeesAnEpochRaised() {
        Token token = tokens().token("alice");
        insert(token);
        for (int round = 0; round < WATCHES; round++) {
            boolean suspended = round % 2 == 0;
            Epochs before = epochs();

            Race.watched(() -> setSuspended(store(), "alice", suspended), () -> {
                if (row(token.id()).ownerSuspended() == suspended) {
                    assertThat(isRaised(before, epochs(), Epochs.shardOf("alice")))
                            .isTrue();
                }
            });
        }
    }
}
