package dev.patkit.store;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.contract.TestTokens;
import dev.patkit.error.InvalidInputException;
import dev.patkit.secret.SecretText;
import dev.patkit.token.Token;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A driver writes half a surrogate pair as a question mark, PostgreSQL has no NUL, and columns have a length. */
class TextsThatNoDatabaseKeepsAreRefusedTest {
    private final TestTokens tokens = TestTokens.seeded(0);

    @ParameterizedTest
    @MethodSource("texts")
    void issuingRefusesTheTextAndNamesIt(String argument, String owner, String name, String description) {
        Token drawn = tokens.token("alice");
        StoredToken row = tokens.row(Token.builder(drawn.id(), owner, name, drawn.scopes(), NOW)
                .description(description)
                .build());

        assertThatThrownBy(() -> Change.issue(row, "admin"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.argument()).isEqualTo(argument));
    }

    static Stream<Arguments> texts() {
        return Stream.of("\ud800X", "X\udc00", "\udc00\ud800", "a\0b", "a".repeat(501), "😀".repeat(501))
                .flatMap(text -> Stream.of(
                        Arguments.of("owner", text, "name", ""),
                        Arguments.of("name", "alice", text, ""),
                        Arguments.of("description", "alice", "name", text)));
    }

    @Test
    void secretWithHalfASurrogatePairIsRefused() {
        assertThatThrownBy(() -> SecretText.of("secret\ud800"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text must not contain half a surrogate pair");
    }
}
