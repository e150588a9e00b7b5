package dev.patkit.jdbc;

import static dev.patkit.contract.Failures.unavailable;
import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.contract.TestTokens;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.token.TokenId;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that falls silent is unavailable within the store's own bound. */
@Tag("F-2")
@Tag("F-6")
@Tag("java-independent")
final class HangingDatabaseTest {
    private final TestTokens tokens = TestTokens.seeded(6);

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void silentDatabaseIsUnavailable(TestDatabases database) throws IOException {
        String url = database.newDatabase(UnaryOperator.identity());
        try (StallingProxy network = new StallingProxy(url);
                HikariDataSource pool = TestDatabases.pool(network.url(), config -> {
                    config.setConnectionTimeout(2000);
                    config.setValidationTimeout(1000);
                })) {
            JdbcTokenStore store =
                    JdbcTokenStore.builder(pool).timeout(Duration.ofMillis(500)).build();
            StoredToken row = tokens.row(tokens.token("alice"));
            store.apply(Change.issue(row, "test"));

            network.fallSilent();
            TokenId id = row.token().id();
            assertThatThrownBy(() -> store.find(id)).is(unavailable(Kind.STORE));
            assertThatThrownBy(() -> store.apply(Change.revoke("alice", id, NOW, "test")))
                    .is(unavailable(Kind.STORE));
        }
    }
}
