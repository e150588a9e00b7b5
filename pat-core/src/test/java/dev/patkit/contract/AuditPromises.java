package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static dev.patkit.store.AuditEvent.Action.ALL_REVOKED;
import static dev.patkit.store.AuditEvent.Action.ISSUED;
import static dev.patkit.store.AuditEvent.Action.REINSTATED;
import static dev.patkit.store.AuditEvent.Action.REVOKED;
import static dev.patkit.store.AuditEvent.Action.SUSPENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patkit.store.AuditEvent;
import dev.patkit.store.AuditStore;
import dev.patkit.store.Change;
import dev.patkit.token.Token;
import dev.patkit.token.TokenRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each part of a change that took effect leaves its audit event, in one step with it. Left out where a store keeps
 * none.
 */
interface AuditPromises extends StoreUnderTest {
    /** An owner's events as the other handle reads them. */
    default List<AuditEvent> events(String owner) {
        return events(owner, AuditStore.MAX_EVENTS);
    }

    /** An owner's newest events as the other handle reads them. */
    default List<AuditEvent> events(String owner, int limit) {
        assumeTrue(otherHandle() instanceof AuditStore, "the store keeps no audit events");
        return ((AuditStore) otherHandle()).events(owner, limit);
    }

    @Test
    default void ownerToWhomNothingHappenedHasNoEvents() {
        insert(tokens().token("bob"));

        assertThat(events("alice")).isEmpty();
    }

    @Test
    default void issuingLeavesItsEvent() {
        Token token = tokens().token("alice", NOW.plusMillis(3));

        store().apply(Change.issue(tokens().row(token), "admin"));

        assertThat(events("alice"))
                .containsExactly(new AuditEvent(ISSUED, NOW.plusMillis(3), "admin", "alice", token.id()));
    }

    @Test
    default void revokingOneTokenLeavesItsEvent() {
        Token token = tokens().token("alice");
        insert(token);

        store().apply(Change.revoke("alice", token.id(), NOW.plusMillis(3), "admin"));

        assertThat(newestOf("alice"))
                .contains(new AuditEvent(REVOKED, NOW.plusMillis(3), "admin", "alice", token.id()));
        assertThat(events("alice")).hasSize(2);
    }

    private Optional<AuditEvent> newestOf(String owner) {
        return events(owner).stream().findFirst();
    }

    @Test
    default void revokingAllLeavesOneEvent() {
        Stream.generate(() -> tokens().token("alice")).limit(3).forEach(this::insert);

        store().apply(Change.revokeAll("alice", NOW.plusMillis(3), "admin"));

        assertThat(newestOf("alice")).contains(new AuditEvent(ALL_REVOKED, NOW.plusMillis(3), "admin", "alice", null));
        assertThat(events("alice")).hasSize(4);
    }

    @Test
    default void suspendingAndReinstatingLeaveTheirEvents() {
        store().apply(Change.suspend("alice", NOW.plusMillis(3), "admin"));
        store().apply(Change.reinstate("alice", NOW.plusMillis(4), "another admin"));

        assertThat(events("alice"))
                .containsExactly(
                        new AuditEvent(REINSTATED, NOW.plusMillis(4), "another admin", "alice", null),
                        new AuditEvent(SUSPENDED, NOW.plusMillis(3), "admin", "alice", null));
    }

    @ParameterizedTest
    @MethodSource("dev.patkit.contract.AuditPromises#difficultActors")
    default void actorIsKeptCharacterByCharacter(String actor) {
        store().apply(Change.suspend("alice", NOW, actor));

        assertThat(events("alice")).containsExactly(new AuditEvent(SUSPENDED, NOW, actor, "alice", null));
    }

    static Stream<String> difficultActors() {
        return Stream.of(
                "Ops",
                "ops",
                "Grüße 東京 мир 😀",
                "quote ' double \" back \\ tick ` percent % under _",
                "'); DROP TABLE tokens; --",
                "null",
                "é".repeat(TokenRequest.MAX_OWNER_LENGTH));
    }

    @ParameterizedTest
    @MethodSource("dev.patkit.contract.TimePromises#difficultInstants")
    default void instantOfAnEventIsKeptExactly(Instant instant) {
        store().apply(Change.suspend("alice", instant, ACTOR));

        assertThat(events("alice")).containsExactly(new AuditEvent(SUSPENDED, instant, ACTOR, "alice", null));
    }

    @Test
    default void eachPartOfAChangeLeavesItsEvent() {
        Instant later = NOW.plusMillis(1);
        Token old = tokens().token("alice");
        Token added = tokens().token("alice", later);
        insert(old);
        insert(tokens().token("bob"));

        store().apply(Change.revoke("alice", old.id(), later, ACTOR)
                .and(Change.suspend("alice", later, ACTOR))
                .and(Change.issue(tokens().row(added), ACTOR))
                .and(Change.revokeAll("bob", later, ACTOR)));

        assertThat(events("alice", 3))
                .containsExactlyInAnyOrder(
                        new AuditEvent(REVOKED, later, ACTOR, "alice", old.id()),
                        new AuditEvent(SUSPENDED, later, ACTOR, "alice", null),
                        new AuditEvent(ISSUED, later, ACTOR, "alice", added.id()));
        assertThat(newestOf("bob")).contains(new AuditEvent(ALL_REVOKED, later, ACTOR, "bob", null));
    }

    @Test
    default void partWithoutEffectLeavesNoEvent() {
        Token token = tokens().token("alice");
        insert(token);
        revoke(store(), token);
        suspend(store(), "alice");
        List<AuditEvent> before = events("alice");

        revoke(store(), token, NOW.plusMillis(1));
        revokeAll(store(), "alice", NOW.plusMillis(1));
        store().apply(Change.revoke("bob", token.id(), NOW, ACTOR));
        store().apply(Change.suspend("alice", NOW.plusMillis(1), ACTOR).and(Change.suspend("bob", NOW, ACTOR)));
        store().apply(Change.reinstate("carol", NOW, ACTOR));

        assertThat(events("alice")).isEqualTo(before);
        assertThat(events("bob")).containsExactly(new AuditEvent(SUSPENDED, NOW, ACTOR, "bob", null));
        assertThat(events("carol")).isEmpty();
    }

    @Test
    default void refusedChangeLeavesNoEvent() {
        Token token = tokens().named("alice", "import").build();
        insert(token);
        Token ofSameName = tokens().named("alice", "import").build();
        Token ofSameId = Token.copyOf(token).build();
        Change parts = Change.revokeAll("bob", NOW, ACTOR)
                .and(Change.suspend("bob", NOW, ACTOR))
                .and(Change.issue(tokens().row(tokens().token("bob")), ACTOR));
        insert(tokens().token("bob"));
        List<AuditEvent> before = events("bob");

        store().apply(parts.and(Change.issue(tokens().row(ofSameName), ACTOR)));
        store().apply(parts.and(Change.issue(tokens().row(ofSameId), ACTOR)));

        assertThat(events("bob")).isEqualTo(before);
        assertThat(events("alice")).hasSize(1);
    }

    @Test
    default void newestEventComesFirst() {
        List<AuditEvent> oldestFirst = toggled(5);

        assertThat(events("alice")).containsExactlyElementsOf(newestFirst(oldestFirst, 5));
    }

    /** Suspends and reinstates an owner in turns, one millisecond apart. */
    private List<AuditEvent> toggled(int times) {
        return IntStream.range(0, times)
                .mapToObj(number -> {
                    Instant at = NOW.plusMillis(number);
                    boolean suspends = number % 2 == 0;
                    store().apply(suspends ? Change.suspend("alice", at, ACTOR) : Change.reinstate("alice", at, ACTOR));
                    return new AuditEvent(suspends ? SUSPENDED : REINSTATED, at, ACTOR, "alice", null);
                })
                .toList();
    }

    private static List<AuditEvent> newestFirst(List<AuditEvent> oldestFirst, int most) {
        int size = oldestFirst.size();
        return IntStream.range(0, Math.min(size, most))
                .mapToObj(number -> oldestFirst.get(size - 1 - number))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 7, 8, AuditStore.MAX_EVENTS})
    default void limitLeavesTheNewestEvents(int limit) {
        List<AuditEvent> oldestFirst = toggled(7);

        assertThat(events("alice", limit)).containsExactlyElementsOf(newestFirst(oldestFirst, limit));
    }

    @ParameterizedTest
    @MethodSource("dev.patkit.contract.IdentityPromises#readableTwins")
    default void eventsOfOtherOwnersAreNotSeen(String owner, String lookAlike) {
        suspend(store(), lookAlike);
        suspend(store(), owner);

        assertThat(events(owner)).containsExactly(new AuditEvent(SUSPENDED, NOW, ACTOR, owner, null));
    }

    @Test
    default void ofManyThreadsThatRevokeOneTokenOneLeavesAnEvent() {
        for (int round = 0; round < 20; round++) {
            Token token = tokens().token("owner " + round);
            insert(token);

            Race.among(8, number -> revoke(handle(number), token, NOW.plusMillis(number)));

            Instant revokedAt = facts(token.id()).revokedAt().orElseThrow();
            assertThat(events(token.owner()))
                    .containsExactlyInAnyOrder(
                            new AuditEvent(ISSUED, NOW, ACTOR, token.owner(), token.id()),
                            new AuditEvent(REVOKED, revokedAt, ACTOR, token.owner(), token.id()));
        }
    }

    @Test
    default void whoeverSeesATokenSeesTheEventOfItsIssue() {
        for (int round = 0; round < EpochPromises.WATCHES; round++) {
            Token token = tokens().token("owner " + round);

            Race.watched(() -> insert(token), () -> {
                if (otherHandle().find(token.id()).isPresent()) {
                    assertThat(events(token.owner())).hasSize(1);
                }
            });
        }
    }

    @Test
    default void whoeverSeesTheEventOfAnIssueSeesTheToken() {
        for (int round = 0; round < EpochPromises.WATCHES; round++) {
            Token token = tokens().token("owner " + round);

            Race.watched(() -> insert(token), () -> {
                if (!events(token.owner()).isEmpty()) {
                    assertThat(otherHandle().find(token.id())).isPresent();
                }
            });
        }
    }

    @Test
    default void whoeverSeesARevocationSeesItsEvent() {
        for (int round = 0; round < EpochPromises.WATCHES; round++) {
            Token token = tokens().token("owner " + round);
            insert(token);

            Race.watched(() -> revoke(store(), token), () -> {
                if (facts(token.id()).revokedAt().isPresent()) {
                    assertThat(events(token.owner())).hasSize(2);
                }
            });
        }
    }

    @Test
    default void whoeverSeesTheEventOfARevocationSeesTheRevocation() {
        for (int round = 0; round < EpochPromises.WATCHES; round++) {
            Token token = tokens().token("owner " + round);
            insert(token);

            Race.watched(() -> revoke(store(), token), () -> {
                if (events(token.owner()).size() > 1) {
                    assertThat(facts(token.id()).revokedAt()).isPresent();
                }
            });
        }
    }
}
