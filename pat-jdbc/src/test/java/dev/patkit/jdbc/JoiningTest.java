package dev.patkit.jdbc;

import static dev.patkit.jdbc.JoinedService.onlyToken;
import static dev.patkit.jdbc.JoinedService.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.TokenAdministration;
import dev.patkit.contract.Callers;
import dev.patkit.store.AuditEvent;
import dev.patkit.token.IssuedToken;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes that join a caller's transaction take effect when it commits, together with its own rows, or not at all. */
@Timeout(120)
final class JoiningTest {
    private static final Duration BOUND = Duration.ofMillis(150);

    /** A change of each kind, on the tokens that {@link #prepared} issues, and the event that records it. */
    @SuppressWarnings("ImmutableEnumChecker") // its work holds nothing
    enum Step {
        ISSUE(AuditEvent.Action.ISSUED, "alice", admin -> {
            IssuedToken unused = admin.issue(request("alice", "new"));
        }),
        REVOKE(
                AuditEvent.Action.REVOKED,
                "alice",
                admin -> assertThat(
                                admin.revoke("alice", onlyToken(admin, "alice").id()))
                        .isTrue()),
        REVOKE_ALL(
                AuditEvent.Action.ALL_REVOKED,
                "alice",
                admin -> assertThat(admin.revokeAll("alice")).isOne()),
        SUSPEND(AuditEvent.Action.SUSPENDED, "alice", admin -> admin.suspend("alice")),
        REINSTATE(AuditEvent.Action.REINSTATED, "bob", admin -> admin.reinstate("bob"));

        private final AuditEvent.Action action;
        private final String owner;
        private final Consumer<TokenAdministration> work;

        Step(AuditEvent.Action action, String owner, Consumer<TokenAdministration> work) {
            this.action = action;
            this.owner = owner;
            this.work = work;
        }
    }

    static List<Arguments> steps() {
        return Arrays.stream(TestDatabases.values())
                .flatMap(database -> Arrays.stream(Step.values()).map(step -> Arguments.of(database, step)))
                .toList();
    }

    /** A service in which alice has a token, and bob has one and is suspended. */
    private static JoinedService prepared(TestDatabases database) {
        JoinedService service = JoinedService.on(database);
        IssuedToken unusedOfAlice = service.admin().issue(request("alice", "live"));
        IssuedToken unusedOfBob = service.admin().issue(request("bob", "live"));
        service.admin().suspend("bob");
        service.clock().advance(Duration.ofSeconds(1));
        return service;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void rolledBackChangeLeavesNothing(TestDatabases database, Step step) throws SQLException {
        try (JoinedService service = prepared(database)) {
            List<String> before = service.contents();
            try (CallersTransaction transaction = service.begin()) {
                transaction.insert("own row");
                step.work.accept(service.joined(transaction));

                transaction.rollback();
            }

            assertThat(service.contents()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void committedChangeIsVisibleTogetherWithTheCallersRow(TestDatabases database, Step step) throws SQLException {
        try (JoinedService service = prepared(database)) {
            List<String> before = service.contents();
            try (CallersTransaction transaction = service.begin()) {
                transaction.insert("own row");
                step.work.accept(service.joined(transaction));
                assertThat(service.contents()).isEqualTo(before);

                transaction.commit();
            }

            assertThat(service.notes()).containsExactly("own row");
            AuditEvent event = service.admin().events(step.owner).get(0);
            assertThat(event.action()).isEqualTo(step.action);
            assertThat(event.actor()).isEqualTo("admin");
            assertThat(event.at()).isEqualTo(service.clock().instant());
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesOfOneTransactionSeeEachOther(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database)) {
            IssuedToken first;
            IssuedToken second;
            try (CallersTransaction transaction = service.begin()) {
                TokenAdministration joined = service.joined(transaction);
                first = joined.issue(request("alice", "import"));
                assertThat(joined.revoke("alice", first.token().id())).isTrue();
                second = joined.issue(request("alice", "import"));
                joined.suspend("alice");
                joined.reinstate("alice");
                transaction.commit();
            }

            assertThat(service.verify(second)).isInstanceOf(Accepted.class);
            assertRefused(service, first, Reason.REVOKED);
            assertThat(service.admin().events("alice")).hasSize(5);
        }
    }

    private static void assertRefused(JoinedService service, IssuedToken issued, Reason reason) {
        assertThat(service.verify(issued))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @EnumSource
    void nameOfARolledBackTokenIsFreeAndTheTokenIsUnknown(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database)) {
            IssuedToken lost;
            try (CallersTransaction transaction = service.begin()) {
                lost = service.joined(transaction).issue(request("alice", "import"));
                transaction.rollback();
            }

            IssuedToken issued = service.admin().issue(request("alice", "import"));

            assertThat(service.verify(issued)).isInstanceOf(Accepted.class);
            assertRefused(service, lost, Reason.UNKNOWN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void verificationReadsCommittedRowsOnly(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database)) {
            IssuedToken issued = service.admin().issue(request("alice", "import"));
            try (CallersTransaction transaction = service.begin()) {
                assertThat(service.joined(transaction)
                                .revoke("alice", issued.token().id()))
                        .isTrue();
                assertThat(service.verify(issued)).isInstanceOf(Accepted.class);

                transaction.commit();
            }

            assertRefused(service, issued, Reason.REVOKED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void committedRevocationIsSeenWithinTheBoundOnThisNode(TestDatabases database) throws SQLException {
        try (JoinedService service = JoinedService.on(database, Freshness.within(BOUND))) {
            IssuedToken issued = service.admin().issue(request("alice", "import"));
            long committed;
            try (CallersTransaction transaction = service.begin()) {
                assertThat(service.verify(issued)).isInstanceOf(Accepted.class);
                assertThat(service.joined(transaction)
                                .revoke("alice", issued.token().id()))
                        .isTrue();
                assertThat(service.verify(issued)).isInstanceOf(Accepted.class);
                transaction.commit();
                committed = System.nanoTime();
            }

            long began = System.nanoTime();
            while (service.verify(issued) instanceof Accepted) {
                assertThat(began - committed).as("nanoseconds after the commit").isLessThan(BOUND.toNanos());
                began = System.nanoTime();
            }
            assertRefused(service, issued, Reason.REVOKED);
        }
    }

    /** Each has a connection of a pool of two; an issue that needed another one would wait for the pool's timeout. */
    @Test
    void transactionsThatHoldAllConnectionsOfThePoolIssueTokens() throws SQLException {
        String url = TestDatabases.POSTGRESQL.newDatabase(UnaryOperator.identity());
        try (HikariDataSource pool = TestDatabases.pool(url, config -> config.setMaximumPoolSize(2));
                JoinedService service = JoinedService.on(pool, Freshness.strict())) {
            CyclicBarrier bothBegan = new CyclicBarrier(2);

            Callers<IssuedToken> callers = Callers.startEach(2, number -> () -> {
                try (CallersTransaction transaction = service.begin()) {
                    transaction.insert("row " + number);
                    bothBegan.await(1, TimeUnit.MINUTES);
                    IssuedToken issued = service.joined(transaction).issue(request("alice", "token " + number));
                    transaction.commit();
                    return issued;
                }
            });

            assertThat(callers.answers()).allMatch(issued -> service.verify(issued) instanceof Accepted);
            assertThat(service.notes()).containsExactly("row 0", "row 1");
        }
    }

    /** Owners of this test only: rows that were deleted just before would still be locked with the gaps beside them. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE") // it has one writer at a time
    void openTransactionsThatIssueTokensToDifferentOwnersDoNotWaitForEachOther(TestDatabases database)
            throws SQLException {
        try (JoinedService service = JoinedService.on(database);
                CallersTransaction first = service.begin();
                CallersTransaction second = service.begin()) {
            IssuedToken unusedFirst = service.joined(first).issue(request("anna", "import"));
            IssuedToken unusedSecond = service.joined(second).issue(request("berta", "export"));
            IssuedToken unusedThird = service.admin().issue(request("clara", "import"));
            second.commit();
            first.commit();

            assertThat(service.namesOf("anna")).containsExactly("import");
            assertThat(service.namesOf("berta")).containsExactly("export");
        }
    }
}
