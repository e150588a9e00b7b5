package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.Change;
import dev.patkit.store.Change.Result;
import dev.patkit.store.StoredToken;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A change of several parts takes effect as a whole or not at all, and its outcome says what came of it. */
interface ApplyPromises extends StoreUnderTest {
    @Test
    default void nothingIsRevokedIfAnAddedNameIsTaken() {
        Token revoked = tokens().token("alice");
        insert(revoked);
        Token added = clashingInName();

        Change.Outcome outcome = store().apply(revocationAndInsertion(revoked, added));

        assertThat(outcome).isEqualTo(Change.Outcome.refused(Result.NAME_TAKEN));
        assertThat(facts(revoked.id())).isEqualTo(revoked);
        assertThat(otherHandle().find(added.id())).isEmpty();
    }

    /** A token whose name a live token of its owner has. */
    private Token clashingInName() {
        insert(tokens().named("alice", "import").build());
        return tokens().named("alice", "import").build();
    }

    private Change revocationAndInsertion(Token revoked, Token added) {
        return Change.revoke(revoked.owner(), revoked.id(), NOW, ACTOR).and(Change.issue(tokens().row(added), ACTOR));
    }

    @Test
    default void nothingIsRevokedIfAnAddedIdIsTaken() {
        Token revoked = tokens().token("alice");
        Token holder = tokens().token("bob");
        insert(revoked);
        insert(holder);

        Change.Outcome outcome = store().apply(revocationAndInsertion(revoked, withId(holder.id())));

        assertThat(outcome).isEqualTo(Change.Outcome.refused(Result.ID_TAKEN));
        assertThat(facts(revoked.id())).isEqualTo(revoked);
        assertThat(facts(holder.id())).isEqualTo(holder);
    }

    private Token withId(TokenId id) {
        return Token.builder(id, "alice", "of id " + id, tokens().token("alice").scopes(), NOW)
                .build();
    }

    @Test
    default void revokingAllIsNotDoneIfAnAddedIdIsTaken() {
        List<Token> all =
                Stream.generate(() -> tokens().token("alice")).limit(5).toList();
        Token holder = tokens().token("bob");
        all.forEach(this::insert);
        insert(holder);

        Change.Outcome outcome = store().apply(Change.revokeAll("alice", NOW, ACTOR)
                .and(Change.issue(tokens().row(withId(holder.id())), ACTOR)));

        assertThat(outcome).isEqualTo(Change.Outcome.refused(Result.ID_TAKEN));
        assertThat(allOf("alice")).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    default void nobodyIsSuspendedOrReinstatedIfAnAddedNameIsTaken() {
        Token ofBob = tokens().token("bob");
        Token ofCarol = tokens().token("carol");
        insert(ofBob);
        insert(ofCarol);
        suspend(store(), "carol");
        Token added = clashingInName();

        Change.Outcome outcome = store().apply(Change.suspend("bob", NOW, ACTOR)
                .and(Change.reinstate("carol", NOW, ACTOR))
                .and(Change.issue(tokens().row(added), ACTOR)));

        assertThat(outcome).isEqualTo(Change.Outcome.refused(Result.NAME_TAKEN));
        assertThat(row(ofBob.id()).ownerSuspended()).isFalse();
        assertThat(row(ofCarol.id()).ownerSuspended()).isTrue();
    }

    @Test
    default void noTokenIsAddedIfALaterOneClashes() {
        Token first = tokens().token("alice");
        Token second = clashingInName();
        Token third = tokens().token("alice");

        Change.Outcome outcome = store().apply(Change.issue(tokens().row(first), ACTOR)
                .and(Change.issue(tokens().row(second), ACTOR))
                .and(Change.issue(tokens().row(third), ACTOR)));

        assertThat(outcome).isEqualTo(Change.Outcome.refused(Result.NAME_TAKEN));
        assertThat(Stream.of(first, second, third).map(Token::id).flatMap(id -> otherHandle().find(id).stream()))
                .isEmpty();
    }

    @Test
    default void tokensOfOneChangeThatClashWithEachOtherAreRefused() {
        Token token = tokens().named("alice", "import").build();
        Token ofSameName = tokens().named("alice", "import").build();

        Change.Outcome outcome = store().apply(
                        Change.issue(tokens().row(token), ACTOR).and(Change.issue(tokens().row(ofSameName), ACTOR)));

        assertThat(outcome).isEqualTo(Change.Outcome.refused(Result.NAME_TAKEN));
        assertThat(allOf("alice")).isEmpty();
    }

    @Test
    default void addedTokenTakesTheNameOfOneThatTheSameChangeRevokes() {
        Token old = tokens().named("alice", "import").build();
        Token successor = tokens().named("alice", "import").build();
        insert(old);

        Change.Outcome outcome = store().apply(revocationAndInsertion(old, successor));

        assertThat(outcome).isEqualTo(new Change.Outcome(Result.APPLIED, 1));
        assertThat(facts(old.id()).revokedAt()).contains(NOW);
        assertThat(facts(successor.id())).isEqualTo(successor);
    }

    @Test
    default void revocationsAreDoneFirstInWhicheverOrderThePartsWereJoined() {
        Token old = tokens().named("alice", "import").build();
        Token successor = tokens().named("alice", "import").build();
        insert(old);

        Change.Outcome outcome =
                store().apply(Change.issue(tokens().row(successor), ACTOR).and(Change.revokeAll("alice", NOW, ACTOR)));

        assertThat(outcome).isEqualTo(new Change.Outcome(Result.APPLIED, 1));
        assertThat(facts(old.id()).revokedAt()).contains(NOW);
        assertThat(facts(successor.id())).isEqualTo(successor);
    }

    @Test
    default void suspensionHoldsForATokenThatTheSameChangeAdds() {
        Token token = tokens().token("alice");

        Change.Outcome outcome =
                store().apply(Change.suspend("alice", NOW, ACTOR).and(Change.issue(tokens().row(token), ACTOR)));

        assertThat(outcome).isEqualTo(new Change.Outcome(Result.APPLIED, 0));
        assertThat(row(token.id()).ownerSuspended()).isTrue();
    }

    @Test
    default void outcomeCountsTheRevokedTokensOfAllParts() {
        Token one = tokens().token("alice");
        insert(one);
        insert(tokens().token("alice"));
        insert(tokens().token("bob"));
        insert(tokens().token("bob"));

        Change.Outcome outcome = store().apply(Change.revoke("alice", one.id(), NOW, ACTOR)
                .and(Change.revokeAll("bob", NOW, ACTOR))
                .and(Change.revokeAll("alice", NOW, ACTOR)));

        assertThat(outcome).isEqualTo(new Change.Outcome(Result.APPLIED, 4));
    }

    @Test
    default void partWithoutEffectHindersNoOther() {
        Token token = tokens().token("alice");
        insert(token);
        suspend(store(), "bob");

        Change.Outcome outcome = store().apply(Change.revoke("bob", token.id(), NOW, ACTOR)
                .and(Change.suspend("bob", NOW, ACTOR))
                .and(Change.suspend("alice", NOW, ACTOR)));

        assertThat(outcome).isEqualTo(new Change.Outcome(Result.APPLIED, 0));
        assertThat(row(token.id()).ownerSuspended()).isTrue();
    }

    @Test
    default void outcomeOfAChangeWithoutEffectIsUnchanged() {
        Token token = tokens().token("alice");
        insert(token);
        revoke(store(), token);
        suspend(store(), "alice");

        Stream<Change> changes = Stream.of(
                Change.revoke("alice", token.id(), NOW.plusMillis(1), ACTOR),
                Change.revoke("bob", token.id(), NOW, ACTOR),
                Change.revoke("alice", tokens().id(), NOW, ACTOR),
                Change.revokeAll("alice", NOW, ACTOR),
                Change.suspend("alice", NOW.plusMillis(1), ACTOR),
                Change.reinstate("bob", NOW, ACTOR),
                Change.revokeAll("alice", NOW, ACTOR).and(Change.reinstate("bob", NOW, ACTOR)));

        assertThat(changes.map(store()::apply)).containsOnly(new Change.Outcome(Result.UNCHANGED, 0));
    }

    @Test
    default void outcomeOfAChangeWithAnEffectIsApplied() {
        Token token = tokens().token("alice");

        Stream<Change> changes = Stream.of(
                Change.issue(tokens().row(token), ACTOR),
                Change.suspend("alice", NOW, ACTOR),
                Change.reinstate("alice", NOW, ACTOR));

        assertThat(changes.map(store()::apply)).containsOnly(new Change.Outcome(Result.APPLIED, 0));
        assertThat(store().apply(Change.revoke("alice", token.id(), NOW, ACTOR)))
                .isEqualTo(new Change.Outcome(Result.APPLIED, 1));
    }

    @Test
    default void nobodySeesAPartOfARefusedChange() {
        Token token = tokens().token("alice");
        Token holder = tokens().token("bob");
        insert(token);
        insert(holder);
        for (int round = 0; round < EpochPromises.WATCHES; round++) {
            Token added = tokens().token("alice");
            Change refused = Change.revokeAll("alice", NOW, ACTOR)
                    .and(Change.suspend("alice", NOW, ACTOR))
                    .and(Change.issue(tokens().row(added), ACTOR))
                    .and(Change.issue(tokens().row(withId(holder.id())), ACTOR));

            Race.watched(() -> store().apply(refused), () -> {
                StoredToken seen = row(token.id());
                assertThat(seen.token().revokedAt()).isEmpty();
                assertThat(seen.ownerSuspended()).isFalse();
                assertThat(otherHandle().find(added.id())).isEmpty();
            });
        }
    }

    @Test
    default void whoeverSeesTheAddedTokenSeesTheRevocationOfTheSameChange() {
        for (int round = 0; round < EpochPromises.WATCHES; round++) {
            Token old = tokens().token("alice");
            Token successor = tokens().token("alice");
            insert(old);

            Race.watched(() -> store().apply(revocationAndInsertion(old, successor)), () -> {
                if (otherHandle().find(successor.id()).isPresent()) {
                    assertThat(facts(old.id()).revokedAt()).isPresent();
                }
            });
        }
    }

    @Test
    default void whoeverSeesTheRevocationSeesTheTokenThatTheSameChangeAdds() {
        for (int round = 0; round < EpochPromises.WATCHES; round++) {
            Token old = tokens().token("alice");
            Token successor = tokens().token("alice");
            insert(old);

            Race.watched(() -> store().apply(revocationAndInsertion(old, successor)), () -> {
                if (facts(old.id()).revokedAt().isPresent()) {
                    assertThat(otherHandle().find(successor.id())).isPresent();
                }
            });
        }
    }

    @Test
    default void revocationAndSuspensionOfOneChangeAreSeenTogether() {
        for (int round = 0; round < EpochPromises.WATCHES; round++) {
            String owner = "owner " + round;
            Token token = tokens().token(owner);
            insert(token);

            Race.watched(
                    () -> store().apply(Change.revokeAll(owner, NOW, ACTOR).and(Change.suspend(owner, NOW, ACTOR))),
                    () -> {
                        StoredToken seen = row(token.id());
                        assertThat(seen.ownerSuspended())
                                .isEqualTo(seen.token().revokedAt().isPresent());
                    });
        }
    }

    @Test
    default void ofManyThreadsThatReplaceOneTokenOneWins() {
        for (int round = 0; round < 20; round++) {
            Token old = tokens().named("alice", "import " + round).build();
            insert(old);
            List<Token> successors = Stream.generate(
                            () -> tokens().named("alice", old.name()).build())
                    .limit(8)
                    .toList();
            List<Change> changes = successors.stream()
                    .map(successor -> revocationAndInsertion(old, successor))
                    .toList();

            List<Change.Outcome> outcomes =
                    Race.among(8, number -> handle(number).apply(changes.get(number)));

            Change.Outcome won = new Change.Outcome(Result.APPLIED, 1);
            assertThat(outcomes)
                    .as("round %d", round)
                    .containsOnlyOnce(won)
                    .containsOnly(won, Change.Outcome.refused(Result.NAME_TAKEN));
            assertThat(successors.stream()
                            .map(Token::id)
                            .filter(id -> otherHandle().find(id).isPresent()))
                    .containsExactly(successors.get(outcomes.indexOf(won)).id());
        }
    }
}
