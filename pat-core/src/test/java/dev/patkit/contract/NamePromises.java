package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.Change;
import dev.patkit.token.Token;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A name is unique among an owner's live tokens, and free again when its token is not live. */
interface NamePromises extends StoreUnderTest {
    @Test
    default void otherOwnerMayUseTheSameName() {
        Token token = tokens().named("alice", "import").build();
        Token other = tokens().named("bob", "import").build();

        insert(token);
        insert(other);

        assertThat(allOf("alice")).containsExactly(token);
        assertThat(allOf("bob")).containsExactly(other);
    }

    @Test
    default void nameIsFreeAfterRevocation() {
        Token first = tokens().named("alice", "import").build();
        insert(first);

        revoke(store(), first);

        assertThat(insertion(NOW)).isEqualTo(Change.Result.APPLIED);
    }

    private Change.Result insertion(Instant createdAt) {
        Token drawn = tokens().token("alice", createdAt);
        Token second = Token.builder(drawn.id(), "alice", "import", drawn.scopes(), createdAt)
                .build();
        return issue(otherHandle(), tokens().row(second));
    }

    @Test
    default void nameIsFreeAgainAndAgain() {
        for (int round = 0; round < 5; round++) {
            assertThat(insertion(NOW)).isEqualTo(Change.Result.APPLIED);
            assertThat(insertion(NOW)).isEqualTo(Change.Result.NAME_TAKEN);

            revokeAll(store(), "alice");
        }

        assertThat(allOf("alice")).hasSize(5);
    }

    @Test
    default void nameIsFreeAtTheInstantOfExpiry() {
        insert(tokens().named("alice", "import").expiresAt(NOW.plusMillis(5)).build());

        assertThat(insertion(NOW.plusMillis(5))).isEqualTo(Change.Result.APPLIED);
    }

    @Test
    default void nameIsTakenOneMillisecondBeforeExpiry() {
        insert(tokens().named("alice", "import").expiresAt(NOW.plusMillis(5)).build());

        assertThat(insertion(NOW.plusMillis(4))).isEqualTo(Change.Result.NAME_TAKEN);
    }

    @Test
    default void nameIsTakenWhileItsTokenNeverExpires() {
        insert(tokens().named("alice", "import").build());

        assertThat(insertion(Instant.ofEpochMilli(Long.MAX_VALUE))).isEqualTo(Change.Result.NAME_TAKEN);
    }

    @Test
    default void nameIsTakenBySuspendedOwnersToken() {
        insert(tokens().named("alice", "import").build());

        suspend(store(), "alice");

        assertThat(insertion(NOW)).isEqualTo(Change.Result.NAME_TAKEN);
    }

    @Test
    default void expiredTokenKeepsItsFactsWhenItsNameIsTakenOver() {
        Token first =
                tokens().named("alice", "import").expiresAt(NOW.plusMillis(5)).build();
        insert(first);

        insertion(NOW.plusMillis(5));

        assertThat(facts(first.id())).isEqualTo(first);
        assertThat(allOf("alice")).hasSize(2).contains(first);
    }

    @Test
    default void revokingAnExpiredTokenDoesNotFreeTheNameOfItsSuccessor() {
        Token first =
                tokens().named("alice", "import").expiresAt(NOW.plusMillis(5)).build();
        insert(first);
        insertion(NOW.plusMillis(5));

        revoke(store(), first, NOW.plusMillis(6));

        assertThat(insertion(NOW.plusMillis(7))).isEqualTo(Change.Result.NAME_TAKEN);
    }

    @Test
    default void nameIsFreeAfterPurge() {
        insert(tokens().named("alice", "import").expiresAt(NOW.plusMillis(5)).build());

        store().purge(NOW.plusMillis(6), 10);

        assertThat(insertion(NOW.plusMillis(6))).isEqualTo(Change.Result.APPLIED);
    }

    @Test
    default void refusedNameIsFreeOnceItsHolderIsRevoked() {
        Token first = tokens().named("alice", "import").build();
        insert(first);
        Change.Result refused = insertion(NOW);

        revoke(store(), first);

        assertThat(refused).isEqualTo(Change.Result.NAME_TAKEN);
        assertThat(insertion(NOW)).isEqualTo(Change.Result.APPLIED);
    }
}
