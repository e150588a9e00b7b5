package dev.patkit.contract;

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

            setSuspended(store(), "alice", suspended);

            assertThat(row(token.id()).ownerSuspended()).as("round %d", round).isEqualTo(suspended);
        }
    }

    @Test
    default void suspensionHoldsForTokensIssuedLater() {
        Token token = tokens().token("alice");

        suspend(store(), "alice");
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

        suspend(store(), "alice");

        assertThat(row(first.id()).ownerSuspended()).isTrue();
        assertThat(row(second.id()).ownerSuspended()).isTrue();
        assertThat(row(other.id()).ownerSuspended()).isFalse();
    }

    @Test
    default void suspendingTwiceIsOnce() {
        Token token = tokens().token("alice");
        insert(token);

        suspend(store(), "alice");
        suspend(store(), "alice");
        boolean suspended = row(token.id()).ownerSuspended();
        reinstate(store(), "alice");

        assertThat(suspended).isTrue();
        assertThat(row(token.id()).ownerSuspended()).isFalse();
    }

    @Test
    default void reinstatingWhoIsNotSuspendedChangesNothing() {
        Token token = tokens().token("alice");
        insert(token);

        reinstate(store(), "alice");
        reinstate(store(), "nobody");

        assertThat(row(token.id()).ownerSuspended()).isFalse();
    }

    @Test
    default void reinstatedOwnersTokensWorkAgain() {
        Token token = tokens().token("alice");
        insert(token);
        suspend(store(), "alice");

        reinstate(store(), "alice");

        assertThat(row(token.id()).ownerSuspended()).isFalse();
        assertThat(facts(token.id())).isEqualTo(token);
    }

    @Test
    default void suspensionTouchesNoToken() {
        Token live = tokens().token("alice");
        Token revoked = tokens().token("alice");
        insert(live);
        insert(revoked);
        revoke(store(), revoked);

        suspend(store(), "alice");

        assertThat(allOf("alice"))
                .containsExactlyInAnyOrder(
                        live, Token.copyOf(revoked).revokedAt(NOW).build());
    }

    @Test
    default void whatTheAddedRowSaysOfSuspensionDoesNotCount() {
        Token token = tokens().token("alice");
        StoredToken row = tokens().row(token);

        issue(store(), new StoredToken(token, row.hash(), row.secretCheck(), true));

        assertThat(row(token.id()).ownerSuspended()).isFalse();
    }

    @Test
    default void ofManyThreadsThatSuspendOneOwnerNoneFails() {
        Token token = tokens().token("alice");
        insert(token);

        for (int round = 0; round < 20; round++) {
            reinstate(store(), "alice");
            Race.among(8, number -> {
                suspend(handle(number), "alice");
                return number;
            });
            assertThat(row(token.id()).ownerSuspended()).isTrue();
        }
    }
}
