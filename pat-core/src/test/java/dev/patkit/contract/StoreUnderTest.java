package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenStore;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.List;

/** What every part of the contract works with. */
interface StoreUnderTest {
    /** Who makes the changes of the tests. */
    String ACTOR = "test";

    /** The store of this test, empty at its start. */
    TokenStore store();

    /** Another handle on the same tokens. */
    TokenStore otherHandle();

    /** One handle or the other, by turns. */
    default TokenStore handle(int number) {
        return number % 2 == 0 ? store() : otherHandle();
    }

    /** Tokens to put into the store. */
    TestTokens tokens();

    /** Adds a token, which must work, and gives the row that was added. */
    default StoredToken insert(Token token) {
        StoredToken row = tokens().row(token);
        assertThat(issue(store(), row)).isEqualTo(Change.Result.APPLIED);
        return row;
    }

    /** Adds a row, if nothing clashes with it. */
    default Change.Result issue(TokenStore store, StoredToken row) {
        return store.apply(Change.issue(row, ACTOR)).result();
    }

    /** Revokes a token at {@link TestTokens#NOW} and returns how many were revoked. */
    default int revoke(TokenStore store, Token token) {
        return revoke(store, token, NOW);
    }

    /** Revokes a token and returns how many were revoked. */
    default int revoke(TokenStore store, Token token, Instant at) {
        return store.apply(Change.revoke(token.owner(), token.id(), at, ACTOR)).revoked();
    }

    /** Revokes an owner's tokens at {@link TestTokens#NOW} and returns how many were revoked. */
    default int revokeAll(TokenStore store, String owner) {
        return revokeAll(store, owner, NOW);
    }

    /** Revokes an owner's tokens and returns how many were revoked. */
    default int revokeAll(TokenStore store, String owner, Instant at) {
        return store.apply(Change.revokeAll(owner, at, ACTOR)).revoked();
    }

    /** Suspends an owner. */
    default void suspend(TokenStore store, String owner) {
        store.apply(Change.suspend(owner, NOW, ACTOR));
    }

    /** Reinstates an owner. */
    default void reinstate(TokenStore store, String owner) {
        store.apply(Change.reinstate(owner, NOW, ACTOR));
    }

    /** Suspends an owner or reinstates the owner. */
    default void setSuspended(TokenStore store, String owner, boolean suspended) {
        if (suspended) {
            suspend(store, owner);
        } else {
            reinstate(store, owner);
        }
    }

    /** The row that must be there, as the other handle reads it. */
    default StoredToken row(TokenId id) {
        return otherHandle().find(id).orElseThrow(() -> new AssertionError("no row of id " + id));
    }

    /** The facts that must be there, as the other handle reads them. */
    default Token facts(TokenId id) {
        return comparable(row(id).token());
    }

    /** The first page of all of an owner's tokens, as the other handle reads it. */
    default List<Token> allOf(String owner) {
        TokenQuery query = TokenQuery.ownedBy(owner).includingRevoked().limit(TokenQuery.MAX_LIMIT);
        return otherHandle().list(query).tokens().stream()
                .map(StoreUnderTest::comparable)
                .toList();
    }

    /** Facts that equal the same facts, whichever type the store gave. */
    static Token comparable(Token token) {
        return Token.copyOf(token).build();
    }
}
