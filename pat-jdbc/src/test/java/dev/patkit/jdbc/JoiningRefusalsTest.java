package dev.patkit.jdbc;

import static dev.patkit.contract.Failures.invalid;
import static dev.patkit.contract.Failures.unavailable;
import static dev.patkit.contract.TestTokens.NOW;
import static dev.patkit.jdbc.JoinedService.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.contract.TestTokens;
import dev.patkit.error.InvalidInputException;
import dev.patkit.error.UnavailableException;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.Token;
import dev.patkit.verify.Freshness;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A joined change that is refused or fails leaves nothing of itself, and the caller's own rows as they are. */
@Timeout(120)
final class JoiningRefusalsTest {
    private final TestTokens tokens = TestTokens.seeded(77);

    @ParameterizedTest
    @EnumSource
    void takenNameIsATypedAnswerAndTheTransactionGoesOn(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database)) {
            IssuedToken unused = service.admin().issue(request("alice", "import"));
            try (CallersTransaction transaction = service.begin()) {
                transaction.insert("before");
                assertNameTaken(service, transaction, "import");
                transaction.insert("after");
                IssuedToken unusedOther = service.joined(transaction).issue(request("alice", "export"));
                transaction.commit();
            }

            assertThat(service.notes()).containsExactly("after", "before");
            assertThat(service.namesOf("alice")).containsExactly("export", "import");
            assertThat(service.admin().events("alice")).hasSize(2);
        }
    }

    private static void assertNameTaken(JoinedService service, CallersTransaction transaction, String name) {
        assertThatThrownBy(() -> service.joined(transaction).issue(request("alice", name)))
                .is(invalid(InvalidInputException.Kind.NAME_TAKEN));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE") // its transactions cannot write on an older snapshot
    void nameTakenSinceTheTransactionBeganIsATypedAnswer(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database);
                CallersTransaction transaction = service.begin()) {
            transaction.insert("before");
            assertThat(transaction.notes()).containsExactly("before");
            IssuedToken unused = service.admin().issue(request("alice", "import"));

            assertNameTaken(service, transaction, "import");

            transaction.commit();
            assertThat(service.notes()).containsExactly("before");
        }
    }

    @Test
    void changeOfAnOwnerChangedSinceTheTransactionBeganIsToBeRepeatedUnderSnapshotIsolationOfMariaDb()
            throws SQLException {
        String url = TestDatabases.MARIADB.newDatabase(UnaryOperator.identity())
                + "&sessionVariables=innodb_snapshot_isolation=ON";
        try (HikariDataSource pool = TestDatabases.pool(url);
                JoinedService service = JoinedService.on(pool, Freshness.strict())) {
            try (CallersTransaction transaction = service.begin()) {
                transaction.insert("before");
                assertThat(transaction.notes()).containsExactly("before");
                IssuedToken unused = service.admin().issue(request("alice", "import"));

                assertThatThrownBy(() -> service.joined(transaction).issue(request("alice", "import")))
                        .is(unavailable(UnavailableException.Kind.STORE))
                        .hasMessageContaining("retry all of it");
                transaction.rollback();
            }
            try (CallersTransaction repeated = service.begin()) {
                assertNameTaken(service, repeated, "import");
            }
        }
    }

    /** There, a revocation of a token issued since the transaction began would find nothing to revoke. */
    @ParameterizedTest
    @CsvSource({"POSTGRESQL, 4", "POSTGRESQL, 8", "H2, 4", "H2, 8"})
    void transactionThatDoesNotSeeTheNewestRowsIsRefused(TestDatabases database, int isolation) throws SQLException {
        try (JoinedService service = JoinedService.on(database);
                CallersTransaction transaction = service.begin()) {
            transaction.connection().setTransactionIsolation(isolation);
            transaction.insert("before");

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> service.joined(transaction).revokeAll("alice"))
                    .withMessageContaining("READ COMMITTED");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE") // its transactions cannot write on an older snapshot
    void tokenIssuedSinceTheTransactionBeganIsRevoked(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database);
                CallersTransaction transaction = service.begin()) {
            transaction.insert("before");
            assertThat(transaction.notes()).containsExactly("before");
            IssuedToken issued = service.admin().issue(request("alice", "import"));

            assertThat(service.joined(transaction)
                            .revoke("alice", issued.token().id()))
                    .isTrue();
            transaction.commit();
            assertThat(service.admin().find(issued.token().id()).orElseThrow().revokedAt())
                    .isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void revocationThatWouldLookUpItsOwnerElsewhereIsRefused(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database);
                CallersTransaction transaction = service.begin()) {
            IssuedToken issued = service.joined(transaction).issue(request("alice", "import"));

            assertThatThrownBy(() ->
                            service.joined(transaction).revoke(issued.token().id()))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("revoke(owner, id)");
            assertThat(service.joined(transaction)
                            .revoke("alice", issued.token().id()))
                    .isTrue();
            transaction.commit();
        }
    }

    @Test
    void changeOnAnOldSnapshotOfSqliteIsUnavailableAndTheTransactionIsToBeRepeated() throws SQLException {
        try (JoinedService service = JoinedService.on(TestDatabases.SQLITE);
                CallersTransaction transaction = service.begin()) {
            assertThat(transaction.notes()).isEmpty();
            IssuedToken unused = service.admin().issue(request("alice", "import"));

            assertThatThrownBy(() -> service.joined(transaction).issue(request("bob", "import")))
                    .is(unavailable(UnavailableException.Kind.STORE))
                    .hasMessageContaining("retry all of it");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE") // its transactions cannot write on an older snapshot
    void ownerSuspendedSinceTheTransactionBeganIsNoFailure(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database);
                CallersTransaction transaction = service.begin()) {
            transaction.insert("before");
            assertThat(transaction.notes()).containsExactly("before");
            service.admin().suspend("alice");

            service.joined(transaction).suspend("alice");

            transaction.commit();
            assertThat(service.notes()).containsExactly("before");
            assertThat(service.admin().events("alice")).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nameIsTakenOverFromAnExpiredToken(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database)) {
            Duration minute = Duration.ofMinutes(1);
            IssuedToken unused =
                    service.admin().issue(request("alice", "import").expiringIn(minute));
            service.clock().advance(minute);
            try (CallersTransaction transaction = service.begin()) {
                transaction.insert("own row");
                IssuedToken unusedNew = service.joined(transaction).issue(request("alice", "import"));
                assertNameTaken(service, transaction, "import");
                transaction.commit();
            }

            assertThat(service.notes()).containsExactly("own row");
            assertThat(service.namesOf("alice")).containsExactly("import", "import");
            assertThatThrownBy(() -> service.admin().issue(request("alice", "import")))
                    .is(invalid(InvalidInputException.Kind.NAME_TAKEN));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rolledBackTakeoverLeavesTheNameToTheExpiredToken(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database)) {
            Duration minute = Duration.ofMinutes(1);
            IssuedToken unused =
                    service.admin().issue(request("alice", "import").expiringIn(minute));
            service.clock().advance(minute);
            List<String> before = service.contents();
            try (CallersTransaction transaction = service.begin()) {
                IssuedToken unusedNew = service.joined(transaction).issue(request("alice", "import"));
                transaction.rollback();
            }

            assertThat(service.contents()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takenIdIsARefusalAndTheTransactionGoesOn(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database)) {
            Token known = tokens.token("alice");
            assertThat(service.store().apply(issue(known)).result()).isEqualTo(Change.Result.APPLIED);
            List<String> before = service.contents();
            try (CallersTransaction transaction = service.begin()) {
                Function<Change, Change.Outcome> joined = service.store().joining(transaction.connection());
                Token clashing = Token.builder(known.id(), "bob", "import", known.scopes(), NOW)
                        .build();

                assertThat(joined.apply(Change.revokeAll("alice", NOW, "test")
                                .and(Change.suspend("alice", NOW, "test"))
                                .and(issue(clashing))))
                        .isEqualTo(Change.Outcome.refused(Change.Result.ID_TAKEN));
                transaction.commit();
                assertThat(service.contents()).isEqualTo(before);

                assertThat(joined.apply(issue(tokens.token("bob"))).result()).isEqualTo(Change.Result.APPLIED);
                transaction.commit();
            }

            assertThat(service.namesOf("bob")).hasSize(1);
        }
    }

    private Change issue(Token token) {
        return Change.issue(new StoredToken(token, tokens.hash(), OptionalInt.of(1), false), "test");
    }

    @ParameterizedTest
    @EnumSource
    void anotherConstraintIsUnavailableAndLeavesNothingOfTheChange(TestDatabases database) throws SQLException {
        try (HikariDataSource pool = TestDatabases.pool(database.newDatabase(refusingTokensOf("mallory")));
                JoinedService service = JoinedService.on(pool, Freshness.strict())) {
            Token token = tokens.token("alice");
            assertThat(service.store().apply(issue(token)).result()).isEqualTo(Change.Result.APPLIED);
            try (CallersTransaction transaction = service.begin()) {
                Function<Change, Change.Outcome> joined = service.store().joining(transaction.connection());
                transaction.insert("before");
                assertThat(joined.apply(Change.suspend("bob", NOW, "test")).result())
                        .isEqualTo(Change.Result.APPLIED);
                assertThatThrownBy(() -> joined.apply(Change.revokeAll("alice", NOW, "test")
                                .and(Change.suspend("alice", NOW, "test"))
                                .and(issue(tokens.token("mallory")))))
                        .is(unavailable(UnavailableException.Kind.STORE))
                        .hasMessageContaining("a constraint that is not PatKit's refused a row");
                transaction.insert("after");
                transaction.commit();
            }

            assertThat(service.notes()).containsExactly("after", "before");
            StoredToken row = service.store().find(token.id()).orElseThrow();
            assertThat(row.token()).isEqualTo(token);
            assertThat(row.ownerSuspended()).isFalse();
            assertThat(service.admin().events("alice")).hasSize(1);
            assertThat(service.admin().events("bob")).hasSize(1);
        }
    }

    private static UnaryOperator<String> refusingTokensOf(String owner) {
        String unique = "CONSTRAINT pat_token_live_name UNIQUE (owner, name, live)";
        return script -> script.replace(unique, unique + ", CONSTRAINT refusal CHECK (owner <> '" + owner + "')");
    }

    @ParameterizedTest
    @EnumSource
    void connectionInAutocommitIsRefusedBeforeAnythingHappens(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database)) {
            List<String> before = service.contents();
            try (Connection connection = service.dataSource().getConnection()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> service.store().joining(connection))
                        .withMessage("connection must be in a transaction: switch autocommit off first");

                connection.setAutoCommit(false);
                Function<Change, Change.Outcome> joined = service.store().joining(connection);
                connection.setAutoCommit(true);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> joined.apply(Change.suspend("alice", NOW, "test")));
            }

            assertThat(service.contents()).isEqualTo(before);
        }
    }

    @Test
    void closedConnectionIsUnavailable() throws SQLException {
        try (JoinedService service = JoinedService.on(TestDatabases.H2)) {
            Connection connection = service.dataSource().getConnection();
            connection.close();

            assertThatThrownBy(() -> service.store().joining(connection))
                    .is(unavailable(UnavailableException.Kind.STORE));
        }
    }

    @Test
    void nullIsRefusedNamingTheArgument() throws SQLException {
        try (JoinedService service = JoinedService.on(TestDatabases.H2);
                CallersTransaction transaction = service.begin()) {
            assertThatNullPointerException()
                    .isThrownBy(() -> service.store().joining(nothing()))
                    .withMessage("connection must not be null");
            assertThatNullPointerException()
                    .isThrownBy(() ->
                            service.store().joining(transaction.connection()).apply(nothing()))
                    .withMessage("change must not be null");
        }
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // a caller without null checks may pass null
    private static <T> T nothing() {
        return null;
    }
}
