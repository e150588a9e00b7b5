package dev.patkit.jdbc;

import static dev.patkit.contract.TestTokens.NOW;

import dev.patkit.contract.TestTokens;
import dev.patkit.secret.SecretHash;
import dev.patkit.store.AuditEvent;
import dev.patkit.store.AuditStore;
import dev.patkit.store.Change;
import dev.patkit.store.EpochStore;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenStore;
import dev.patkit.store.TokenUse;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** Every operation of a store, in each of its paths through the code, on the rows that {@link #prepare} adds. */
@SuppressWarnings("ImmutableEnumChecker") // its work holds nothing
enum FaultOperation {
    ISSUE("apply", store -> store.apply(issue(9, "alice", "new"))),
    ISSUE_DUPLICATE_ID("apply", store -> store.apply(issue(1, "alice", "new"))),
    ISSUE_DUPLICATE_NAME("apply", store -> store.apply(issue(9, "alice", "live"))),
    ISSUE_TAKING_A_NAME_OVER("apply", store -> store.apply(issue(9, "alice", "expired"))),
    ISSUE_DUPLICATE_ID_OF_AN_EXPIRED_NAME("apply", store -> store.apply(issue(1, "alice", "expired"))),
    FIND("find", store -> store.find(new TokenId(1))),
    LIST("list", store -> store.list(TokenQuery.ownedBy("alice")).tokens()),
    REVOKE_ONE("apply", store -> store.apply(Change.revoke("alice", new TokenId(1), NOW, "test"))),
    REVOKE_ALL("apply", store -> store.apply(Change.revokeAll("alice", NOW, "test"))),
    SUSPEND("apply", store -> store.apply(suspend("alice"))),
    SUSPEND_AGAIN("apply", store -> store.apply(suspend("bob"))),
    REINSTATE("apply", store -> store.apply(Change.reinstate("bob", NOW, "test"))),
    REVOKE_SUSPEND_AND_ISSUE(
            "apply",
            store -> store.apply(Change.revokeAll("alice", NOW, "test")
                    .and(suspend("carol"))
                    .and(issue(9, "alice", "live"))
                    .and(issue(8, "bob", "new")))),
    REVOKE_AND_ISSUE_DUPLICATE_NAME(
            "apply", store -> store.apply(Change.revokeAll("alice", NOW, "test").and(issue(9, "bob", "live")))),
    RECORD_USES("recordUses", store -> done(() -> store.recordUses(uses()))),
    PURGE("purge", store -> store.purge(NOW, 10)),
    EPOCHS("epochs", store -> List.of(((EpochStore) store).epochs().at(0))),
    EVENTS(
            "events",
            store -> ((AuditStore) store)
                    .events("carol", 10).stream()
                            .map(AuditEvent::toString)
                            .sorted()
                            .toList());

    private static final SecretHash HASH = SecretHash.of("$sha256$c2FsdA$aGFzaA");

    private final String verb;
    private final Function<TokenStore, Object> work;

    FaultOperation(String verb, Function<TokenStore, Object> work) {
        this.verb = verb;
        this.work = work;
    }

    /** The operation's name in the exception. */
    String verb() {
        return verb;
    }

    /** Runs the operation and returns the answer as text. */
    String run(TokenStore store) {
        return work.apply(store).toString();
    }

    /** Rows for the operations to work on. */
    static void prepare(TokenStore store) {
        Token expired =
                Token.copyOf(token(2, "alice", "expired")).expiresAt(NOW).build();
        Change changes = issue(1, "alice", "live")
                .and(Change.issue(new StoredToken(expired, HASH, OptionalInt.of(2), false), "test"))
                .and(issue(3, "bob", "live"))
                .and(issue(4, "carol", "first"))
                .and(issue(5, "carol", "second"));
        store.apply(changes);
        store.apply(Change.revokeAll("carol", NOW.minusMillis(1), "test"));
        store.apply(suspend("bob"));
    }

    private static Change suspend(String owner) {
        return Change.suspend(owner, NOW, "test");
    }

    private static Change issue(long id, String owner, String name) {
        return Change.issue(new StoredToken(token(id, owner, name), HASH, OptionalInt.of(1), false), "test");
    }

    private static String done(Runnable work) {
        work.run();
        return "done";
    }

    private static Token token(long id, String owner, String name) {
        return Token.builder(
                        new TokenId(id),
                        owner,
                        name,
                        TestTokens.seeded(1).token(owner).scopes(),
                        NOW)
                .build();
    }

    private static List<TokenUse> uses() {
        TokenUse.HashUpgrade upgrade = new TokenUse.HashUpgrade(HASH, SecretHash.of("$sha256$bmV3$bmV3"));
        return List.of(new TokenUse(new TokenId(3), NOW, upgrade), new TokenUse(new TokenId(1), NOW, null));
    }
}
