package dev.patkit.jdbc;

import static dev.patkit.contract.Failures.invalid;
import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.error.InvalidInputException;
import dev.patkit.fixture.api.ArgumentWalk;
import dev.patkit.fixture.api.PublicApi;
import dev.patkit.store.Change;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenUse;
import dev.patkit.token.TokenId;
import java.lang.reflect.Executable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks all public methods. A type that they newly take, or are called on, needs a sample here. */
final class BadArgumentsAreRefusedTest {
    private final AtomicInteger connections = new AtomicInteger();
    private final DataSource dataSource = counting().over(TestDatabases.H2.dataSource());
    private final JdbcTokenStore store = JdbcTokenStore.on(dataSource);
    private final Connection autocommitting = TestDatabases.H2.dataSource().getConnection();
    private final Connection inTransaction = TestDatabases.H2.dataSource().getConnection();

    BadArgumentsAreRefusedTest() throws SQLException {
        inTransaction.setAutoCommit(false);
    }

    private JdbcCalls counting() {
        return call -> {
            connections.addAndGet(call.is("getConnection") ? 1 : 0);
            return call.proceed();
        };
    }

    @AfterEach
    void close() throws SQLException {
        autocommitting.close();
        inTransaction.close();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void badArgumentIsRefusedByNameBeforeAConnectionIsTaken(Executable call) throws ReflectiveOperationException {
        ArgumentWalk walk = new ArgumentWalk(connections::get)
                .sample(String.class, () -> "alice")
                .sample(int.class, () -> 1)
                .sample(Duration.class, () -> Duration.ofSeconds(1))
                .sample(Instant.class, () -> NOW)
                .sample(TokenId.class, () -> new TokenId(1))
                .sample(TokenQuery.class, () -> TokenQuery.ownedBy("alice"))
                .sample(TokenUse.class, () -> new TokenUse(new TokenId(1), NOW, null))
                .sample(Change.class, () -> Change.revokeAll("alice", NOW, "admin"))
                .sample(DataSource.class, () -> dataSource)
                .sample(Connection.class, () -> inTransaction)
                .sample(JdbcTokenStore.class, () -> store)
                .sample(JdbcTokenStoreBuilder.class, () -> JdbcTokenStore.builder(dataSource))
                .bad(Connection.class, List.of(autocommitting));

        assertThat(walk.faultsOf(call)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800X", "a\0b"})
    void eventsOfAnOwnerThatNotEveryDatabaseKeepsAreRefused(String owner) {
        int before = connections.get();

        assertThatThrownBy(() -> store.events(owner, 1)).is(invalid(InvalidInputException.Kind.INVALID));
        assertThat(connections).hasValue(before);
    }

    static List<Executable> calls() {
        return PublicApi.ofModuleOf(JdbcTokenStore.class).calls();
    }
}
