package dev.patkit.jdbc;

import static dev.patkit.contract.TestTokens.NOW;

import dev.patkit.contract.TestTokens;
import dev.patkit.secret.SecretHash;
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

/** Every operation of a store, in each of its ways through the code, on the rows that {@link #prepare} adds. */
@SuppressWarnings("ImmutableEnumChecker") // its work holds nothing
enum FaultOperation {
    INSERT("insert", store -> store.insert(row(9, "alice", "new"))),
    INSERT_DUPLICATE_ID("insert", store -> store.insert(row(1, "alice", "new"))),
    INSERT_DUPLICATE_NAME("insert", store -> store.insert(row(9, "alice", "live"))),
    INSERT_TAKING_A_NAME_OVER("insert", store -> store.insert(row(9, "alice", "expired"))),
    INSERT_DUPLICATE_ID_OF_AN_EXPIRED_NAME("insert", store -> store.insert(row(1, "alice", "expired"))),
    FIND("find", store -> store.find(new TokenId(1))),
    LIST("list", store -> store.list(TokenQuery.ownedBy("alice")).tokens()),
    REVOKE_ONE("revoke", store -> store.revoke(Selection.one("alice", new TokenId(1)), NOW)),
    REVOKE_ALL(
            "revoke",
            store -> store.apply(Change.revokeAll("alice", NOW)),
            SUSPEND(
                    "setSuspended",
                    store -> done(() -> store.apply(Change.suspend("alice", NOW))),
                    SUSPEND_AGAIN("setSuspended", store -> done(() -> store.setSuspended("bob", true, NOW))),
                    REINSTATE(
                            "setSuspended",
                            store -> done(() -> store.apply(Change.reinstate("bob", NOW))),
                            RECORD_USES("recordUses", store -> done(() -> store.recordUses(uses()))),
                            PURGE("purge", store -> store.purge(NOW, 10)),
                            EPOCHS(
                                    "epochs",
                                    store -> List.of(
                                            ((EpochStore) store).epochs().at(0)),
                                    "test"),
                            "test"),
                    "test"));

    private static final SecretHash HASH = SecretHash.of("$sha256$c2FsdA$aGFzaA");

    private final String verb;
    private final Function<TokenStore, Object> work;

    FaultOperation(String verb, Function<TokenStore, Object> work) {
        this.verb = verb;
        this.work = work;
    }

    /** What the operation is called in the exception. */
    String verb() {
        return verb;
    }

    /** Does it, and gives the answer as text. */
    String run(TokenStore store) {
        return work.apply(store).toString();
    }

    /** Rows for the operations to work on. */
    static void prepare(TokenStore store) {
        store.insert(row(1, "alice", "live"));
        store.insert(new StoredToken(
                Token.copyOf(token(2, "alice", "expired")).expiresAt(NOW).build(), HASH, OptionalInt.of(2), false));
        store.insert(row(3, "bob", "live"));
        store.insert(row(4, "carol", "first"));
        store.insert(row(5, "carol", "second"));
        store.apply(Change.revokeAll("carol", NOW.minusMillis(1), "test"));
        store.apply(Change.suspend("bob", NOW, "test"));
    }

    private static String done(Runnable work) {
        work.run();
        return "done";
    }

    private static StoredToken row(long id, String owner, String name) {
        return new StoredToken(token(id, owner, name), HASH, OptionalInt.of(1), false);
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
