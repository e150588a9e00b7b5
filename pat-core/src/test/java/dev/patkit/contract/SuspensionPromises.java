package dev.patkit.contract;

import dev.patkit.store.Change;
import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.StoredToken;
import dev.patkit.token.Token;
import org.junit.jupiter.api.Test;

/** A suspended owner's tokens stop at once, all of them, and work again when the owner is reinstated. */
interface SuspensionPromises extends StoreUnderTest {
    @Test
    default void suspensionIsSeenAtOnceThroughAnotherHandle() {
        Token token = tokens().token("alice");
        insert(token);
        for (int round = 0; round < RevokePromises.ROUNDS; round++) {
            boolean suspended = round % 2 == 0;

            store().setSuspended("alice", suspended, NOW.plusMillis(round));

            assertThat(row(token.id()).ownerSuspended()).as("round %d", round).isEqualTo(suspended);
        }
    }

    @Test
    default void suspensionHoldsForTokensIssuedLater() {
        Token token = tokens().token("alice");

        store().apply(Change.suspend("alice", NOW, "test"));
        insert(token);

        assertThat(row(token.id()).ownerSuspended()).isTrue();
    }

    @Test
    default void suspensionHoldsForAllTokensOfTheOwnerAndNoOthers() {
        Token first = tokens().token("alice");
        Token second = tokens().token("alice");
        Token other = tokens().token("bob");
        insert(first);
        insert(second);
        insert(other);

        store().apply(Change.suspend("alice", NOW, "test"));

        assertThat(row(first.id()).ownerSuspended()).isTrue();
        assertThat(row(second.id()).ownerSuspended()).isTrue();
        assertThat(row(other.id()).ownerSuspended()).isFalse();
    }

    @Test
    default void suspendingTwiceIsOnce() {
        Token token = tokens().token("alice");
        insert(token);

        store().apply(Change.suspend("alice", NOW, "test"));
        store().apply(Change.suspend("alice", NOW.plusMillis(1), "test"));
        boolean suspended = row(token.id()).ownerSuspended();
        store().apply(Change.reinstate("alice", NOW.plusMillis(2), "test"));

        assertThat(suspended).isTrue();
        assertThat(row(token.id()).ownerSuspended()).isFalse();
    }

    @Test
    default void reinstatingWhoIsNotSuspendedChangesNothing() {
        Token token = tokens().token("alice");
        insert(token);

        store().apply(Change.reinstate("alice", NOW, "test"));
        store().apply(Change.reinstate("nobody", NOW, "test"));

        assertThat(row(token.id()).ownerSuspended()).isFalse();
    }

    @Test
    default void reinstatedOwnersTokensWorkAgain() {
        Token token = tokens().token("alice");
        insert(token);
        store().apply(Change.suspend("alice", NOW, "test"));

        store().apply(Change.reinstate("alice", NOW, "test"));

        assertThat(row(token.id()).ownerSuspended()).isFalse();
        assertThat(facts(token.id())).isEqualTo(token);
    }

    @Test
    default void suspensionTouchesNoToken() {
        Token live = tokens().token("alice");
        Token revoked = tokens().token("alice");
        insert(live);
        insert(revoked);
        store().apply(Change.revoke("alice", revoked.id(), NOW, "test"));

        store().apply(Change.suspend("alice", NOW.plusMillis(1), "test"));

        assertThat(allOf("alice"))
                .containsExactlyInAnyOrder(
                        live, Token.copyOf(revoked).revokedAt(NOW).build());
    }

    @Test
    default void whatTheAddedRowSaysOfSuspensionDoesNotCount() {
        Token token = tokens().token("alice");
        StoredToken row = tokens().row(token);

        store().insert(new StoredToken(token, row.hash(), row.secretCheck(), true));

        assertThat(row(token.id()).ownerSuspended()).isFalse();
    }

    @Test
    default void ofManyThreadsThatSuspendOneOwnerNoneFails() {
        Token token = tokens().token("alice");
        insert(token);

        for (int round = 0; round < 20; round++) {
            store().apply(Change.reinstate("alice", NOW, "test"));
            Race.among(8, number -> {
                (number % 2 == 0 ? store() : otherHandle()).apply(Change.suspend("alice", NOW.plusMillis(number), "test"));
                return number;
            });
            assertThat(row(token.id()).ownerSuspended()).isTrue();
        }
    }
}
