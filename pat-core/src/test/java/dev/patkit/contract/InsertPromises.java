package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is added is found, exactly; what clashes is not added. */
interface InsertPromises extends StoreUnderTest {
    @Test
    default void insertedTokenIsFoundWithAllItsFacts() {
        Token token = tokens().named("alice", "nightly import")
                .description("feeds the catalog")
                .expiresAt(NOW.plusMillis(7_776_000_001L))
                .build();

        StoredToken added = insert(token);

        StoredToken found = row(token.id());
        assertThat(StoreUnderTest.comparable(found.token())).isEqualTo(token);
        assertThat(found.hash().sameAs(added.hash())).isTrue();
        assertThat(found.secretCheck()).isEqualTo(added.secretCheck());
        assertThat(found.ownerSuspended()).isFalse();
    }

    @Test
    default void tokenWithoutOptionalFactsIsFoundWithoutThem() {
        Token token = tokens().token("alice");

        insert(token);

        Token found = facts(token.id());
        assertThat(found.description()).isEmpty();
        assertThat(found.expiresAt()).isEmpty();
        assertThat(found.lastUsedAt()).isEmpty();
        assertThat(found.revokedAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE})
    default void everySecretCheckIsKept(int check) {
        Token token = tokens().token("alice");

        issue(store(), new StoredToken(token, tokens().hash(), OptionalInt.of(check), false));

        assertThat(row(token.id()).secretCheck()).hasValue(check);
    }

    @Test
    default void absentSecretCheckStaysAbsent() {
        Token token = tokens().token("alice");

        issue(store(), new StoredToken(token, tokens().hash(), OptionalInt.empty(), false));

        assertThat(row(token.id()).secretCheck()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.patkit.contract.InsertPromises#difficultTexts")
    default void textsAreKeptCharacterByCharacter(String text) {
        Token token = tokens().named(text, text).description(text).build();

        insert(token);

        assertThat(facts(token.id())).isEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Grüße, 東京, мир", "it's a_b%", "null", "0", "😀"})
    default void tokensOfAnyReadableOwnerAreListed(String owner) {
        Token token = tokens().token(owner);

        insert(token);

        assertThat(allOf(owner)).containsExactly(token);
    }

    static Stream<String> difficultTexts() {
        return Stream.of(
                " a space on either side ",
                "two  spaces",
                "Grüße, 東京, мир, سلام",
                "e\u0301 and \u00e9",
                "👩‍👩‍👧‍👦 🇯🇵 𝄞",
                "ﬀ ﬁ Å K ſ",
                "quote ' double \" back \\ tick ` percent % under _",
                "'); DROP TABLE tokens; --",
                "? :name ${name} {0} %s %n",
                "null",
                "0",
                "\u200b\u200d\ufeffinvisible",
                "\uffff\ue000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "東", "😀"})
    default void longestTextsAreKept(String character) {
        Token token = tokens().named(
                        character.repeat(TokenRequest.MAX_OWNER_LENGTH), character.repeat(TokenRequest.MAX_NAME_LENGTH))
                .description(character.repeat(TokenRequest.MAX_DESCRIPTION_LENGTH))
                .build();

        insert(token);

        assertThat(facts(token.id())).isEqualTo(token);
    }

    @Test
    default void hundredScopesOfHundredCharactersAreKept() {
        List<String> names = IntStream.range(0, Scopes.MAX_SIZE)
                .mapToObj(number -> "x".repeat(Scope.MAX_LENGTH - 3) + (100 + number))
                .toList();
        Scopes scopes = Scopes.ofNames(names);
        Token token = Token.builder(tokens().id(), "alice", "many scopes", scopes, NOW)
                .build();

        insert(token);

        assertThat(scopes.names()).hasSize(Scopes.MAX_SIZE).allMatch(name -> name.length() == Scope.MAX_LENGTH);
        assertThat(facts(token.id()).scopes()).isEqualTo(scopes);
    }

    @Test
    default void everyCharacterOfScopeNamesIsKept() {
        String printable = IntStream.rangeClosed('!', '~')
                .filter(c -> c != '"' && c != '\\')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        Scopes scopes = Scopes.of(Scope.of(printable), Scope.of("a,b"), Scope.of("A,b"), Scope.of("[]"));
        Token token =
                Token.builder(tokens().id(), "alice", "odd scopes", scopes, NOW).build();

        insert(token);

        assertThat(facts(token.id()).scopes()).isEqualTo(scopes);
    }

    @Test
    default void duplicateIdIsAnsweredAndNothingWritten() {
        Token first = tokens().token("alice");
        Token second =
                Token.builder(first.id(), "bob", "another", first.scopes(), NOW).build();
        StoredToken kept = insert(first);

        Change.Result answer = issue(store(), tokens().row(second));

        assertThat(answer).isEqualTo(Change.Result.ID_TAKEN);
        assertThat(facts(first.id())).isEqualTo(first);
        assertThat(row(first.id()).hash().sameAs(kept.hash())).isTrue();
        assertThat(allOf("bob")).isEmpty();
    }

    @Test
    default void idOfRevokedTokenIsTakenForGood() {
        Token first = tokens().token("alice");
        insert(first);
        revokeAll(store(), "alice");

        Change.Result answer = issue(store(), tokens().row(first));

        assertThat(answer).isEqualTo(Change.Result.ID_TAKEN);
        assertThat(facts(first.id()).revokedAt()).contains(NOW);
    }

    @Test
    default void duplicateNameIsAnsweredAndNothingWritten() {
        Token first = tokens().named("alice", "import").build();
        Token second = tokens().named("alice", "import").build();
        insert(first);

        Change.Result answer = issue(store(), tokens().row(second));

        assertThat(answer).isEqualTo(Change.Result.NAME_TAKEN);
        assertThat(otherHandle().find(second.id())).isEmpty();
        assertThat(allOf("alice")).containsExactly(first);
    }

    @Test
    default void of32ThreadsThatRaceForOneNameOneWins() {
        List<Token> rivals = Stream.generate(
                        () -> tokens().named("alice", "import").build())
                .limit(32)
                .toList();

        List<Change.Result> answers = race(rivals);

        assertThat(answers)
                .containsOnlyOnce(Change.Result.APPLIED)
                .containsOnly(Change.Result.APPLIED, Change.Result.NAME_TAKEN);
        assertThat(allOf("alice")).containsExactly(rivals.get(answers.indexOf(Change.Result.APPLIED)));
    }

    private List<Change.Result> race(List<Token> rivals) {
        List<StoredToken> rows = rivals.stream().map(tokens()::row).toList();
        return Race.among(rows.size(), number -> issue(handle(number), rows.get(number)));
    }

    @Test
    default void of32ThreadsThatRaceForOneIdOneWins() {
        TokenId id = tokens().id();
        List<Token> rivals = IntStream.range(0, 32)
                .mapToObj(number -> Token.builder(
                                id, "owner " + number, "import", Scopes.of(Scope.of("catalog:read")), NOW)
                        .build())
                .toList();

        List<Change.Result> answers = race(rivals);

        assertThat(answers)
                .containsOnlyOnce(Change.Result.APPLIED)
                .containsOnly(Change.Result.APPLIED, Change.Result.ID_TAKEN);
        assertThat(facts(id)).isEqualTo(rivals.get(answers.indexOf(Change.Result.APPLIED)));
    }

    @Test
    default void of32ThreadsThatRaceForTheNameOfAnExpiredTokenOneWins() {
        insert(tokens().named("alice", "import").expiresAt(NOW.plusMillis(1)).build());
        List<Token> rivals = Stream.generate(() -> tokens().token("alice", NOW.plusMillis(1)))
                .limit(32)
                .map(token -> Token.builder(token.id(), "alice", "import", token.scopes(), token.createdAt())
                        .build())
                .toList();

        List<Change.Result> answers = race(rivals);

        assertThat(answers)
                .containsOnlyOnce(Change.Result.APPLIED)
                .containsOnly(Change.Result.APPLIED, Change.Result.NAME_TAKEN);
        assertThat(allOf("alice")).hasSize(2);
    }

    @Test
    default void tokensThatDoNotClashAreAllInsertedAtOnce() {
        List<Token> many =
                Stream.generate(() -> tokens().token("alice")).limit(32).toList();

        List<Change.Result> answers = race(many);

        assertThat(answers).containsOnly(Change.Result.APPLIED);
        assertThat(allOf("alice")).containsExactlyInAnyOrderElementsOf(many);
    }
}
