package dev.patkit.jdbc;

import static dev.patkit.contract.Failures.unavailable;
import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.patkit.contract.TestTokens;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.store.Change;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged row makes its own token unavailable and no other. */
@Tag("F-16")
final class DamagedRowsTest {
    private final TestTokens tokens = TestTokens.seeded(16);
    private final Token damaged = tokens.token("alice");
    private final Token good = tokens.token("alice", NOW.plusMillis(1));
    private final JdbcTokenStore store = TestDatabases.H2.emptyStore();

    @BeforeEach
    void addTokens() {
        store.apply(Change.issue(tokens.row(damaged), "test"));
        store.apply(Change.issue(tokens.row(good), "test"));
    }

    private void damage(String scopes) throws SQLException {
        try (Connection connection = TestDatabases.H2.dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE pat_token SET scopes = ? WHERE id = ?")) {
            statement.setString(1, scopes);
            statement.setLong(2, damaged.id().value());
            statement.executeUpdate();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{}",
                "\"canary\"",
                "canary",
                "[\"canary\"",
                "[\"canary\"] junk",
                "[\"canary\"][\"canary\"]",
                "[null]",
                "[1]",
                "[true]",
                "[[\"canary\"]]",
                "[\"canary\", \"\"]",
                "[\"canary canary\"]",
                "[\"canary\\u0000\"]",
                "[\"canary\",]",
                "['canary']",
                "[\"canary\"/**/]"
            })
    void unreadableScopesAreUnavailableForTheirTokenOnly(String scopes) throws SQLException {
        damage(scopes);

        assertThatThrownBy(() -> store.find(damaged.id()))
                .is(unavailable(Kind.STORE))
                .hasNoCause()
                .hasMessageNotContaining("canary");
        assertThat(store.find(good.id()).orElseThrow().token()).isEqualTo(good);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "canary", "[1]"})
    void damagedTokenIsStillListedWithoutScopesAndCanBeRevoked(String scopes) throws SQLException {
        damage(scopes);

        assertThat(store.list(TokenQuery.ownedBy("alice")).tokens())
                .extracting(Token::id, Token::scopes)
                .containsExactly(tuple(good.id(), good.scopes()), tuple(damaged.id(), Scopes.none()));
        assertThat(store.apply(Change.revoke("alice", damaged.id(), NOW, "test"))
                        .revoked())
                .isOne();
    }
}
