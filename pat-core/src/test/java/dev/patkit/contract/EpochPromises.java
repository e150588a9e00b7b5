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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every change that a verifier must not miss is counted, in one step with the change. Left out where a store counts none. */
interface EpochPromises extends StoreUnderTest {
    /** How often a test watches a change from another thread. */
    int WATCHES = 40;

    /** The epochs as the other handle reads them. */
    default Epochs epochs() {
        assumeTrue(otherHandle() instanceof EpochStore, "the store counts no changes");
        return ((EpochStore) otherHandle()).epochs();
    }

    private static boolean isRaised(Epochs before, Epochs after, Token token) {
        int ofId = Epochs.shardOf(token.id());
        int ofOwner = Epochs.shardOf(token.owner());
        return after.at(ofId) > before.at(ofId) || after.at(ofOwner) > before.at(ofOwner);
    }

    @Test
    default void revokingOneTokenRaisesAnEpochOfIt() {
        Token token = tokens().token("alice");
        insert(token);
        Epochs before = epochs();

        revoke(store(), token);

        assertThat(isRaised(before, epochs(), token)).isTrue();
    }

    @Test
    default void revokingAllRaisesAnEpochOfEachOfThem() {
        List<Token> all =
                Stream.generate(() -> tokens().token("alice")).limit(5).toList();
        all.forEach(this::insert);
        Epochs before = epochs();

        revokeAll(store(), "alice");

        Epochs after = epochs();
        assertThat(all).allMatch(token -> isRaised(before, after, token));
    }

    @Test
    default void suspendingAndReinstatingRaiseAnEpochOfEachToken() {
        List<Token> all =
                Stream.generate(() -> tokens().token("alice")).limit(5).toList();
        all.forEach(this::insert);
        Epochs before = epochs();

        suspend(store(), "alice");
        Epochs suspended = epochs();
        reinstate(store(), "alice");
        Epochs reinstated = epochs();

        assertThat(all).allMatch(token -> isRaised(before, suspended, token));
        assertThat(all).allMatch(token -> isRaised(suspended, reinstated, token));
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
            store().apply(Change.revoke("bob", revoked.id(), NOW, ACTOR));
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

            watched(() -> revoke(store(), token), () -> {
                if (isRaised(before, epochs(), token)) {
                    assertThat(row(token.id()).token().revokedAt()).isPresent();
                }
            });
        }
    }

    /** Makes a change in one thread, while another looks until it is over and once more. */
    private static void watched(Runnable change, Runnable look) {
        AtomicBoolean over = new AtomicBoolean();
        Race.between(
                () -> {
                    change.run();
                    over.set(true);
                },
                () -> {
                    boolean last;
                    do {
                        last = over.get();
                        look.run();
                    } while (!last);
                });
    }

    @Test
    default void whoeverSeesARevocationSeesAnEpochRaised() {
        for (int round = 0; round < WATCHES; round++) {
            Token token = tokens().token("alice");
            insert(token);
            Epochs before = epochs();

            watched(() -> revokeAll(store(), "alice"), () -> {
                if (row(token.id()).token().revokedAt().isPresent()) {
                    assertThat(isRaised(before, epochs(), token)).isTrue();
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

            watched(() -> setSuspended(store(), "alice", suspended), () -> {
                if (isRaised(before, epochs(), token)) {
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

            watched(() -> setSuspended(store(), "alice", suspended), () -> {
                if (row(token.id()).ownerSuspended() == suspended) {
                    assertThat(isRaised(before, epochs(), token)).isTrue();
                }
            });
        }
    }
}
