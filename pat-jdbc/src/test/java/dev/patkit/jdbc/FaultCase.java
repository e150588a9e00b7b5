package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.catchThrowable;

import dev.patkit.fixture.ForwardingStore;
import dev.patkit.store.Change;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a database whose calls fail in one way.
 *
 * @param database the database
 * @param operation what is done
 * @param kind how a call fails
 */
record FaultCase(TestDatabases database, FaultOperation operation, FaultKind kind) {
    static List<FaultCase> all() {
        return Arrays.stream(TestDatabases.values())
                .flatMap(database -> Arrays.stream(FaultOperation.values())
                        .flatMap(operation -> Arrays.stream(FaultKind.values())
                                .map(kind -> new FaultCase(database, operation, kind))))
                .toList();
    }

    /** Changes that join a transaction of the caller's, in each path through that code. */
    static List<FaultCase> joined() {
        Set<FaultOperation> operations = EnumSet.of(
                FaultOperation.ISSUE_TAKING_A_NAME_OVER,
                FaultOperation.SUSPEND_AGAIN,
                FaultOperation.REVOKE_SUSPEND_AND_ISSUE,
                FaultOperation.REVOKE_AND_ISSUE_DUPLICATE_NAME);
        return all().stream()
                .filter(test -> operations.contains(test.operation()) && test.kind() != FaultKind.CONNECTION_LOST)
                .toList();
    }

    /** Runs the change in a transaction and commits, or rolls back if the change failed; returns the failure. */
    @Nullable
    Throwable runJoined(JdbcCalls calls, Consumer<String> answer) throws SQLException {
        try (CallersTransaction transaction = CallersTransaction.begin(database.dataSource())) {
            Throwable thrown = catchThrowable(() -> {
                JdbcTokenStore store = store();
                Function<Change, Change.Outcome> joined = store.joining(calls.over(transaction.connection()));
                answer.accept(operation.run(new ForwardingStore(store) {
                    @Override
                    public Change.Outcome apply(Change change) {
                        return joined.apply(change);
                    }
                }));
            });
            if (thrown == null) {
                transaction.commit();
            } else {
                transaction.rollback();
            }
            return thrown;
        }
    }

    JdbcTokenStore store() {
        return storeOver(JdbcCalls.Call::proceed);
    }

    /** A store that was built before any call failed. */
    JdbcTokenStore storeOver(JdbcCalls calls) {
        DataSource dataSource = calls.over(database.dataSource());
        return JdbcTokenStore.builder(dataSource).unchecked(database.dialect());
    }

    /** Empties the database and adds the rows that the operation works on. */
    List<String> prepare() {
        TestDatabases.clear(database.dataSource());
        FaultOperation.prepare(store());
        TestDatabases.execute(database.dataSource(), "UPDATE pat_epoch SET epoch = 1 WHERE epoch <> 0");
        return rows();
    }

    /** All rows as text; epochs rise by random steps, so of each only whether it has risen since {@link #prepare}. */
    List<String> rows() {
        return TableContents.of(database.dataSource()).stream()
                .map(row -> row.replaceFirst("^(\\d+\\|)(?!1\\|)\\d+\\|$", "$1raised|"))
                .toList();
    }
}
