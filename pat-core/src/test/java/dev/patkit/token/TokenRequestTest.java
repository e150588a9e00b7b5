package dev.patkit.token;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.MovingClock;
import dev.patkit.error.InvalidInputException;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.store.TokenQuery;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenRequestTest {
    private static final Scope READ = Scope.of("repo:read");
    private static final String EMOJI = "😀";

    private final MovingClock clock = MovingClock.at(NOW);
    private final PersonalAccessTokens tokens = PersonalAccessTokens.builder(new InMemoryTokenStore())
            .hasher(SecretHasher.sha256())
            .clock(clock)
            .build();

    @AfterEach
    void close() {
        tokens.close();
    }

    private Token issue(Function<TokenRequest, TokenRequest> change) {
        return tokens.issue(change.apply(request())).token();
    }

    private static TokenRequest request() {
        return TokenRequest.forOwner("alice").named("import").allowing(READ);
    }

    private void assertNothingWritten(String argument, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refusal -> assertThat(refusal.argument()).isEqualTo(argument));
        assertThat(tokens.list(TokenQuery.ownedBy("alice").includingRevoked()).tokens())
                .isEmpty();
    }

    @Test
    void requestBecomesATokenOfTheSameFacts() {
        Token token = issue(request -> request.described("feeds the catalog").expiringIn(Duration.ofDays(90)));

        assertThat(token.owner()).isEqualTo("alice");
        assertThat(token.name()).isEqualTo("import");
        assertThat(token.description()).isEqualTo("feeds the catalog");
        assertThat(token.scopes()).isEqualTo(Scopes.of(READ));
        assertThat(token.createdAt()).isEqualTo(NOW);
        assertThat(token.expiresAt()).contains(NOW.plus(Duration.ofDays(90)));
        assertThat(token.lastUsedAt()).isEmpty();
        assertThat(token.revokedAt()).isEmpty();
    }

    @Test
    void tokenDoesNotExpireUnlessAskedTo() {
        assertThat(issue(request -> request).expiresAt()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refusedCharacters")
    @Tag("D-2")
    void textWithARefusedCharacterIsRefusedWithItsArgumentNamed(String refused) {
        for (String text : new String[] {"a" + refused + "b", "é" + refused + EMOJI}) {
            assertNothingWritten("owner", () -> TokenRequest.forOwner(text));
            assertNothingWritten("name", () -> TokenRequest.forOwner("alice").named(text));
            assertNothingWritten("description", () -> request().described(text));
        }
    }

    static Stream<String> refusedCharacters() {
        return Stream.of(
                "\0",
                "\u0001",
                "\t",
                "\n",
                "\r",
                "\u001b",
                "\u007f",
                "\u0085",
                "\u009f",
                "\u2028",
                "\u2029",
                "\ud800",
                "\udbff",
                "\udc00",
                "\udfff",
                "\ude00\ud83d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "   ", "\t", "\u2003"})
    void blankOwnerAndNameAreRefused(String blank) {
        assertNothingWritten("owner", () -> TokenRequest.forOwner(blank));
        assertNothingWritten("name", () -> TokenRequest.forOwner("alice").named(blank));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", EMOJI})
    @Tag("D-2")
    void lengthIsCountedInCodePoints(String character) {
        TokenRequest longest = TokenRequest.forOwner(character.repeat(255))
                .named(character.repeat(100))
                .allowing(READ)
                .described(character.repeat(500));

        Token token = tokens.issue(longest).token();

        assertThat(token.owner()).isEqualTo(character.repeat(255));
        assertThat(token.name()).isEqualTo(character.repeat(100));
        assertThat(token.description()).isEqualTo(character.repeat(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", EMOJI})
    @Tag("D-2")
    void oneCodePointTooManyIsRefused(String character) {
        assertNothingWritten("owner", () -> TokenRequest.forOwner(character.repeat(256)));
        assertNothingWritten("name", () -> TokenRequest.forOwner("alice").named(character.repeat(101)));
        assertNothingWritten("description", () -> request().described(character.repeat(501)));
    }

    @Test
    void spaceAroundANameIsRemovedAndCountsForNothing() {
        TokenRequest request = TokenRequest.forOwner("alice")
                .named(" \t\n " + "x".repeat(100) + "\u2003 ")
                .allowing(READ);

        assertThat(tokens.issue(request).token().name()).isEqualTo("x".repeat(100));
    }

    @Test
    void spaceInsideANameStays() {
        TokenRequest request =
                TokenRequest.forOwner("alice").named(" nightly import ").allowing(READ);

        assertThat(tokens.issue(request).token().name()).isEqualTo("nightly import");
    }

    @ParameterizedTest
    @ValueSource(strings = {" alice", "alice ", "\talice", "alice\u2003"})
    void ownerWithSpaceAroundItIsRefused(String owner) {
        assertNothingWritten("owner", () -> TokenRequest.forOwner(owner));
    }

    @Test
    void caseOfAnOwnerAndOfANameIsKept() {
        TokenRequest request = TokenRequest.forOwner("Alice").named("Import").allowing(READ);

        Token token = tokens.issue(request).token();

        assertThat(token.owner()).isEqualTo("Alice");
        assertThat(token.name()).isEqualTo("Import");
    }

    @Test
    void missingTextIsRefusedWithItsArgumentNamed() {
        assertNothingWritten("owner", () -> TokenRequest.forOwner(null));
        assertNothingWritten("name", () -> TokenRequest.forOwner("alice").named(null));
        assertNothingWritten("description", () -> request().described(null));
    }

    @Test
    void descriptionMayBeEmpty() {
        assertThat(issue(request -> request.described("")).description()).isEmpty();
    }

    @Test
    @Tag("G-5")
    void requestWithoutScopesIsRefused() {
        assertNothingWritten(
                "scopes", () -> TokenRequest.forOwner("alice").named("import").allowing(Scopes.none()));
        assertNothingWritten(
                "scopes", () -> TokenRequest.forOwner("alice").named("import").allowing((Scopes) null));
    }

    @Test
    @Tag("G-5")
    void requestWithAMisnamedScopeIsRefused() {
        assertNothingWritten(
                "scopes", () -> TokenRequest.forOwner("alice").named("import").allowing(READ, () -> "a b"));
    }
}
