package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.Change;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists are in order, complete, and the owner's alone. */
interface ListPromises extends StoreUnderTest {
    @Test
    default void ownerWithoutTokensHasAnEmptyLastPage() {
        insert(tokens().token("bob"));

        TokenPage page = otherHandle().list(TokenQuery.ownedBy("alice"));

        assertThat(page.tokens()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    default void newestComesFirst() {
        Token middle = tokens().token("alice", NOW);
        Token newest = tokens().token("alice", NOW.plusMillis(1));
        Token oldest = tokens().token("alice", NOW.minusMillis(1));
        Stream.of(middle, newest, oldest).forEach(this::insert);

        assertThat(allOf("alice")).containsExactly(newest, middle, oldest);
    }

    @Test
    default void instantsAreOrderedAsNumbersNotAsTexts() {
        List<Token> newestFirst = LongStream.of(
                        Long.MAX_VALUE, 10_000_000_000_000L, 9_999_999_999_999L, 10, 9, 0, -9, -10, Long.MIN_VALUE)
                .mapToObj(millis -> tokens().token("alice", Instant.ofEpochMilli(millis)))
                .toList();
        IntStream.of(3, 8, 0, 5, 1, 7, 2, 6, 4).mapToObj(newestFirst::get).forEach(this::insert);

        assertThat(walk(TokenQuery.ownedBy("alice").limit(2))).isEqualTo(newestFirst);
    }

    private List<Token> walk(TokenQuery first) {
        List<Token> seen = new ArrayList<>();
        Optional<TokenQuery> query = Optional.of(first);
        while (query.isPresent()) {
            TokenQuery current = query.get();
            TokenPage page = otherHandle().list(current);
            page.tokens().forEach(token -> seen.add(StoreUnderTest.comparable(token)));
            assertThat(page.tokens()).hasSizeLessThanOrEqualTo(current.limit());
            query = page.next().map(current::after);
        }
        return seen;
    }

    @Test
    default void tokensOfOneMillisecondAreOrderedByIdTheHighestFirst() {
        List<Token> highestFirst = LongStream.of(Long.MAX_VALUE, 1L << 40, 100, 11, 10, 9, 1, 0)
                .mapToObj(id -> Token.builder(
                                new TokenId(id),
                                "alice",
                                "token " + id,
                                tokens().token("alice").scopes(),
                                NOW)
                        .build())
                .toList();
        IntStream.of(4, 0, 7, 2, 6, 1, 5, 3).mapToObj(highestFirst::get).forEach(this::insert);

        assertThat(walk(TokenQuery.ownedBy("alice").limit(3))).isEqualTo(highestFirst);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    default void pagesOfAnySizeSkipAndRepeatNothing(int size) {
        List<Token> inOrder = crowd(23);

        assertThat(walk(TokenQuery.ownedBy("alice").limit(size))).isEqualTo(inOrder);
    }

    /** Tokens of one owner in list order, several to a millisecond. */
    private List<Token> crowd(int size) {
        List<Token> crowd = IntStream.range(0, size)
                .mapToObj(number -> tokens().token("alice", NOW.plusMillis(number % 4)))
                .toList();
        crowd.forEach(this::insert);
        Comparator<Token> newestFirst = Comparator.comparing(Token::createdAt)
                .thenComparing(token -> token.id().value())
                .reversed();
        return crowd.stream().sorted(newestFirst).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    default void tokensAddedAndRevokedBetweenPagesHideNoOther(int size) {
        List<Token> before = crowd(23);
        List<Token> seen = new ArrayList<>();
        List<TokenId> revoked = new ArrayList<>();

        Optional<TokenQuery> query = Optional.of(TokenQuery.ownedBy("alice").limit(size));
        while (query.isPresent()) {
            TokenPage page = otherHandle().list(query.get());
            seen.addAll(page.tokens());
            query = page.next().map(query.get()::after);
            insert(tokens().token("alice", NOW.plusMillis(seen.size() % 6)));
            TokenId victim = before.get((seen.size() * 5) % before.size()).id();
            store().apply(Change.revoke("alice", victim, NOW, ACTOR));
            revoked.add(victim);
        }

        List<TokenId> ids = seen.stream().map(Token::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(before)
                .map(Token::id)
                .filteredOn(id -> !revoked.contains(id))
                .allSatisfy(id -> assertThat(ids).containsOnlyOnce(id));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 23})
    default void cursorsLeadOnAfterAWayThroughText(int size) {
        List<Token> inOrder = crowd(23);

        List<Token> seen = new ArrayList<>();
        TokenPage page = otherHandle().list(TokenQuery.ownedBy("alice").limit(size));
        seen.addAll(page.tokens());
        while (page.next().isPresent()) {
            TokenPage.Cursor read =
                    TokenPage.Cursor.parse(page.next().get().toString()).orElseThrow();
            page = otherHandle().list(TokenQuery.ownedBy("alice").limit(size).after(read));
            seen.addAll(page.tokens());
        }

        assertThat(seen)
                .map(Token::id)
                .isEqualTo(inOrder.stream().map(Token::id).toList());
    }

    @Test
    default void fullLastPageIsTheLast() {
        crowd(4);

        TokenPage page = otherHandle().list(TokenQuery.ownedBy("alice").limit(4));

        assertThat(page.tokens()).hasSize(4);
        assertThat(page.next()).isEmpty();
    }

    @Test
    default void cursorBehindTheOldestLeadsToAnEmptyPage() {
        List<Token> inOrder = crowd(4);
        TokenPage.Cursor end = TokenPage.Cursor.behind(inOrder.get(3));

        TokenPage page = otherHandle().list(TokenQuery.ownedBy("alice").after(end));

        assertThat(page.tokens()).isEmpty();
        assertThat(page.next()).isEmpty();
    }

    @Test
    default void cursorOfATokenThatIsGoneStillLeadsOn() {
        List<Token> inOrder = crowd(4);
        TokenPage.Cursor cursor = TokenPage.Cursor.behind(inOrder.get(1));
        revoke(store(), inOrder.get(1));
        store().purge(NOW.plusMillis(1), 10);

        TokenPage page = otherHandle().list(TokenQuery.ownedBy("alice").after(cursor));

        assertThat(page.tokens())
                .map(Token::id)
                .containsExactly(inOrder.get(2).id(), inOrder.get(3).id());
    }

    @Test
    default void cursorOfAnotherOwnersListShowsOnlyOwnTokens() {
        Token own = tokens().token("alice", NOW);
        Token others = tokens().token("bob", NOW.plusMillis(1));
        insert(own);
        insert(others);
        insert(tokens().token("bob", NOW.minusMillis(1)));

        TokenPage page = otherHandle().list(TokenQuery.ownedBy("alice").after(TokenPage.Cursor.behind(others)));

        assertThat(page.tokens()).map(Token::id).containsExactly(own.id());
    }

    @Test
    default void revokedTokensAreLeftOutUnlessAskedFor() {
        List<Token> inOrder = crowd(6);
        revoke(store(), inOrder.get(0));
        revoke(store(), inOrder.get(3));

        List<Token> without = walk(TokenQuery.ownedBy("alice").limit(2));
        List<Token> with = walk(TokenQuery.ownedBy("alice").limit(2).includingRevoked());

        assertThat(without).containsExactly(inOrder.get(1), inOrder.get(2), inOrder.get(4), inOrder.get(5));
        assertThat(with)
                .map(Token::id)
                .isEqualTo(inOrder.stream().map(Token::id).toList());
    }

    @Test
    default void expiredTokensAreListed() {
        Token expired =
                tokens().named("alice", "import").expiresAt(NOW.plusMillis(1)).build();
        insert(expired);
        insert(tokens().token("alice", NOW.plusSeconds(9)));

        assertThat(walk(TokenQuery.ownedBy("alice"))).hasSize(2).contains(expired);
    }

    @Test
    default void suspendedOwnersTokensAreListed() {
        Token token = tokens().token("alice");
        insert(token);

        suspend(store(), "alice");

        assertThat(allOf("alice")).containsExactly(token);
    }

    @Test
    default void otherOwnersTokensAreNeverListed() {
        List<Token> own = crowd(5);
        for (int number = 0; number < 9; number++) {
            insert(tokens().token("bob", NOW.plusMillis(number % 4)));
        }

        assertThat(walk(TokenQuery.ownedBy("alice").limit(2).includingRevoked()))
                .isEqualTo(own);
    }
}
