package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.Change;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids, owners and names are compared character by character. */
interface IdentityPromises extends StoreUnderTest {
    @Test
    default void unknownIdIsEmpty() {
        TokenId id = tokens().id();

        assertThat(otherHandle().find(id)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    default void neighbourOfAnIdIsEmpty(long distance) {
        Token token = tokens().token("alice");
        insert(token);

        assertThat(otherHandle().find(new TokenId(token.id().value() + distance)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Integer.MAX_VALUE, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE - 1, Long.MAX_VALUE})
    default void extremeIdIsKeptExactly(long value) {
        Token token = withId(new TokenId(value), "alice");

        insert(token);

        assertThat(facts(new TokenId(value))).isEqualTo(token);
        assertThat(otherHandle().find(new TokenId(value == 0 ? 1 : value - 1))).isEmpty();
    }

    private static Token withId(TokenId id, String owner) {
        return Token.builder(
                        id,
                        owner,
                        "token " + id,
                        TestTokens.seeded(0).token(owner).scopes(),
                        NOW)
                .build();
    }

    @ParameterizedTest
    @MethodSource("dev.patkit.contract.IdentityPromises#letterPlaces")
    default void idsThatDifferInTheCaseOfOneDigitAreDifferent(int place) {
        Token token = withId(parsed("0bCdEfGhIjK"), "alice");
        Token twin = withId(caseFlipped(token.id(), place), "alice");
        insert(token);

        boolean twinWasThere = otherHandle().find(twin.id()).isPresent();
        insert(twin);

        assertThat(twinWasThere).isFalse();
        assertThat(facts(token.id())).isEqualTo(token);
        assertThat(facts(twin.id())).isEqualTo(twin);
    }

    private static TokenId caseFlipped(TokenId id, int place) {
        StringBuilder text = new StringBuilder(id.toString());
        text.setCharAt(place, (char) (text.charAt(place) ^ ' '));
        return parsed(text.toString());
    }

    private static TokenId parsed(String text) {
        return TokenId.parse(text).orElseThrow();
    }

    static IntStream letterPlaces() {
        return IntStream.rangeClosed(1, 10);
    }

    @ParameterizedTest
    @MethodSource("dev.patkit.contract.IdentityPromises#twins")
    default void ownersThatLookAlikeAreDifferent(String owner, String lookAlike) {
        Token token = tokens().named(owner, "import").build();
        Token other = tokens().named(lookAlike, "import").build();

        insert(token);
        insert(other);
        revokeAll(store(), owner);

        assertThat(allOf(owner)).map(Token::id).containsExactly(token.id());
        assertThat(facts(token.id()).revokedAt()).contains(NOW);
        assertThat(facts(other.id())).isEqualTo(other);
    }

    @ParameterizedTest
    @MethodSource("dev.patkit.contract.IdentityPromises#twins")
    default void suspensionOfOneOwnerLeavesLookAlikesAlone(String owner, String lookAlike) {
        Token token = tokens().token(owner);
        Token other = tokens().token(lookAlike);
        insert(token);
        insert(other);

        suspend(store(), owner);

        assertThat(row(token.id()).ownerSuspended()).isTrue();
        assertThat(row(other.id()).ownerSuspended()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.patkit.contract.IdentityPromises#readableTwins")
    default void lookAlikeOwnersAreSuspendedEachForItself(String owner, String lookAlike) {
        Token token = tokens().token(owner);
        Token other = tokens().token(lookAlike);
        insert(token);
        insert(other);
        suspend(store(), owner);
        suspend(store(), lookAlike);

        reinstate(store(), owner);

        assertThat(row(token.id()).ownerSuspended()).isFalse();
        assertThat(row(other.id()).ownerSuspended()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("dev.patkit.contract.IdentityPromises#twins")
    default void namesThatLookAlikeAreDifferent(String name, String lookAlike) {
        Token token = tokens().named("alice", name).build();
        Token other = tokens().named("alice", lookAlike).build();
        insert(token);

        Change.Result answer = issue(store(), tokens().row(other));

        assertThat(answer).isEqualTo(Change.Result.APPLIED);
        assertThat(facts(token.id()).name()).isEqualTo(name);
        assertThat(facts(other.id()).name()).isEqualTo(lookAlike);
    }

    /** Texts that look alike; a request for a token could name each first one as its owner. */
    static Stream<String[]> twins() {
        return Stream.concat(
                readableTwins(),
                Stream.of(
                        new String[] {"alice", "alice "},
                        new String[] {"alice", " alice"},
                        new String[] {"alic\u00e9", "alice\u0301"},
                        new String[] {"Kelvin", "\u212aelvin"},
                        new String[] {"alice", "ａｌｉｃｅ"},
                        new String[] {"alice", "ali\u200bce"},
                        new String[] {"alice", "alicе"}));
    }

    /** Texts that look alike; a request for a token could name any of them as its owner. */
    static Stream<String[]> readableTwins() {
        return Stream.of(
                new String[] {"alice", "Alice"},
                new String[] {"alice", "alicé"},
                new String[] {"ace", "асе"},
                new String[] {"ILGIN", "ılgın"},
                new String[] {"straße", "strasse"},
                new String[] {"1", "01"},
                new String[] {"1", "1.0"},
                new String[] {"a_b", "axb"},
                new String[] {"a%", "abc"},
                new String[] {"😀", "😁"});
    }
}
