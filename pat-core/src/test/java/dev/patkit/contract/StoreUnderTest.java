package dev.patkit.contract;

import dev.patkit.store.Change;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenStore;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.util.List;

/** What every part of the contract works with. */
interface StoreUnderTest {
    /** The store of this test, empty at its start. */
    TokenStore store();

    /** Another handle on the same tokens. */
    TokenStore otherHandle();

    /** Tokens to put into the store. */
    TestTokens tokens();

    /** Adds a token, which must work, and gives the row that was added. */
    default StoredToken insert(Token token) {
        StoredToken row = tokens().row(token);
        assertThat(store().apply(Change.issue(row, "test")).result()).isEqualTo(Change.Result.APPLIED);
        return row;
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
