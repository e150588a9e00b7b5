package dev.patkit.jdbc;

import static dev.patkit.contract.Failures.unavailable;
import static dev.patkit.jdbc.SelfCheckAssertions.MISSING;
import static dev.patkit.jdbc.SelfCheckAssertions.assertRefused;
import static dev.patkit.jdbc.SelfCheckAssertions.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.error.UnavailableException.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that would break a promise is refused at start-up, and the message names the cure. */
final class SelfCheckTest {
    @ParameterizedTest
    @EnumSource
    void databaseWithTheShippedTablesIsAccepted(TestDatabases database) {
        String url = database.newDatabase(UnaryOperator.identity());

        assertThatCode(() -> open(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void checkLeavesNothingBehind(TestDatabases database) throws SQLException {
        JdbcTokenStore unused = database.emptyStore();

        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT (SELECT COUNT(*) FROM pat_token) + (SELECT COUNT(*) FROM pat_owner)"
                                + " + (SELECT COUNT(*) FROM pat_audit) + (SELECT SUM(epoch) FROM pat_epoch)"
                                + " + (SELECT COUNT(*) - 256 FROM pat_epoch)")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingTablesAreRefused(TestDatabases database) {
        String url = database.newDatabase();

        assertRefused(url, MISSING);
    }

    @ParameterizedTest
    @EnumSource
    void missingAuditTableIsRefused(TestDatabases database) {
        String url = database.newDatabase(UnaryOperator.identity());
        TestDatabases.execute(url, "DROP TABLE pat_audit");

        assertRefused(url, MISSING);
    }

    @ParameterizedTest
    @EnumSource
    void missingColumnOfTheAuditTableIsRefused(TestDatabases database) {
        String url = database.newDatabase(script -> script.replaceAll("(?m)^ *actor .*\n", ""));

        assertRefused(url, MISSING);
    }

    @ParameterizedTest
    @EnumSource
    void missingColumnIsRefused(TestDatabases database) {
        String url = database.newDatabase(script -> script.replaceAll("(?m)^ *secret_check .*\n", ""));

        assertRefused(url, MISSING);
    }

    @ParameterizedTest
    @EnumSource
    void missingUniqueNameIsRefused(TestDatabases database) {
        String url = database.newDatabase(
                script -> script.replaceAll(",\\s*CONSTRAINT pat_token_live_name UNIQUE \\(owner, name, live\\)", ""));

        assertRefused(url, "UNIQUE (owner, name, live)");
    }

    @ParameterizedTest
    @EnumSource
    void missingCounterOfOneShardIsRefused(TestDatabases database) {
        String url = database.newDatabase(UnaryOperator.identity());
        TestDatabases.execute(url, "DELETE FROM pat_epoch WHERE shard = 77");

        assertRefused(url, "pat_epoch lacks rows");
    }

    @ParameterizedTest
    @EnumSource
    void autocommitOffIsRefused(TestDatabases database) {
        String url = database.newDatabase(UnaryOperator.identity());

        assertRefused(url, config -> config.setAutoCommit(false), "with autocommit on");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"}) // the drivers of the others cannot make a connection read-only
    void readOnlyConnectionIsRefused(TestDatabases database) {
        String url = database.newDatabase(UnaryOperator.identity());

        assertRefused(url, config -> config.setReadOnly(true), "read-only");
    }

    @Test
    void unknownDatabaseIsRefusedNamingTheKnownOnes() {
        JdbcCalls renamed = call -> call.is("getDatabaseProductName") ? "Mystery" : call.proceed();
        DataSource dataSource = renamed.over(TestDatabases.H2.dataSource());

        assertThatThrownBy(() -> JdbcTokenStore.on(dataSource))
                .is(unavailable(Kind.STORE))
                .hasMessageContaining("Mystery is not one of H2, SQLite, PostgreSQL, MariaDB and MySQL");
    }
}
