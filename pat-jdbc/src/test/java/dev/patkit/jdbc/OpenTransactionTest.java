package dev.patkit.jdbc;

import static dev.patkit.contract.Failures.unavailable;
import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.contract.TestTokens;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.store.AuditStore;
import dev.patkit.store.Change;
import dev.patkit.store.EpochStore;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenStore;
import dev.patkit.store.TokenUse;
import dev.patkit.token.Token;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection inside an open transaction is refused: nothing is read or written in it. */
@Tag("V-9")
@Tag("V-10")
final class OpenTransactionTest {
    private static final String CURE = "give PatKit the connection pool itself, with autocommit on";

    private final TestTokens tokens = TestTokens.seeded(9);

    /** Hands out the pool's connections until one is lent, then that one, as a transaction-aware DataSource does. */
    private static final class Lending implements JdbcCalls {
        private final AtomicReference<@Nullable Connection> lent = new AtomicReference<>();

        @Override
        public @Nullable Object on(Call call) throws Throwable {
            Connection connection = lent.get();
            if (call.is("getConnection") && connection != null) {
                return connection;
            }
            return call.is("close") && call.target() == connection ? null : call.proceed();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationInsideAnOpenTransactionIsRefused(TestDatabases database) throws SQLException {
        Lending lending = new Lending();
        JdbcTokenStore direct = database.emptyStore();
        StoredToken row = tokens.row(tokens.token("alice"));
        direct.apply(Change.issue(row, "test"));
        DataSource aware = lending.over(database.dataSource());
        TokenStore store = JdbcTokenStore.on(aware);

        try (Connection open = database.dataSource().getConnection()) {
            open.setAutoCommit(false);
            lending.lent.set(open);
            operations(row)
                    .forEach(operation -> assertThatThrownBy(() -> operation.accept(store))
                            .is(unavailable(Kind.STORE))
                            .hasMessageContaining(CURE));
            assertThatThrownBy(() -> JdbcTokenStore.on(aware))
                    .is(unavailable(Kind.STORE))
                    .hasMessageContaining(CURE);
            open.rollback();
        }

        assertThat(direct.find(row.token().id()).orElseThrow().token()).isEqualTo(row.token());
    }

    private Stream<Consumer<TokenStore>> operations(StoredToken row) {
        Token token = row.token();
        return Stream.of(
                store -> store.apply(Change.issue(tokens.row(tokens.token("bob")), "test")),
                store -> store.find(token.id()),
                store -> store.list(TokenQuery.ownedBy("alice")),
                store -> store.apply(Change.revoke("alice", token.id(), NOW, "test")),
                store -> store.apply(Change.revokeAll("alice", NOW, "test")),
                store -> store.apply(Change.suspend("alice", NOW, "test")),
                store -> store.apply(Change.reinstate("alice", NOW, "test")),
                store -> store.recordUses(List.of(new TokenUse(token.id(), NOW, null))),
                store -> store.purge(NOW, 10),
                store -> ((EpochStore) store).epochs(),
                store -> ((AuditStore) store).events("alice", 10));
    }

    @ParameterizedTest
    @EnumSource
    void refusalLeavesTheOpenTransactionAsItWas(TestDatabases database) throws SQLException {
        Lending lending = new Lending();
        JdbcTokenStore direct = database.emptyStore();
        TokenStore store = JdbcTokenStore.on(lending.over(database.dataSource()));

        try (Connection open = database.dataSource().getConnection();
                Statement statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("INSERT INTO pat_owner (owner, changes) VALUES ('alice', 1)");
            lending.lent.set(open);
            assertThatThrownBy(() -> store.apply(Change.suspend("bob", NOW, "test")))
                    .is(unavailable(Kind.STORE));

            assertThat(open.getAutoCommit()).isFalse();
            assertThat(open.isClosed()).isFalse();
            open.rollback();
        }

        StoredToken row = tokens.row(tokens.token("alice"));
        direct.apply(Change.issue(row, "test"));
        assertThat(direct.find(row.token().id()).orElseThrow().ownerSuspended()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void snapshotOfAnotherTransactionDoesNotHideARevocation(TestDatabases database) throws SQLException {
        JdbcTokenStore store = database.emptyStore();
        StoredToken row = tokens.row(tokens.token("alice"));
        store.apply(Change.issue(row, "test"));

        try (Connection open = database.dataSource().getConnection();
                Statement statement = open.createStatement()) {
            open.setTransactionIsolation(strictest(database));
            open.setAutoCommit(false);
            requireNotRevoked(statement);
            database.secondStore().apply(Change.revoke("alice", row.token().id(), NOW, "test"));

            assertThat(store.find(row.token().id()).orElseThrow().token().revokedAt())
                    .contains(NOW);
            requireNotRevoked(statement);
            open.rollback();
        }
    }

    private static int strictest(TestDatabases database) {
        return database == TestDatabases.SQLITE
                ? Connection.TRANSACTION_SERIALIZABLE
                : Connection.TRANSACTION_REPEATABLE_READ;
    }

    /** Fails unless the transaction's snapshot still has the row as not revoked. */
    private static void requireNotRevoked(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT revoked_at FROM pat_token")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getObject(1)).isNull();
        }
    }
}
