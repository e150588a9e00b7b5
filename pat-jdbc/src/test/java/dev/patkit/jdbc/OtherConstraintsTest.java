package dev.patkit.jdbc;

import static dev.patkit.contract.Failures.unavailable;
import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.contract.TestTokens;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.store.Change;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A constraint or trigger that somebody added makes a change unavailable, and nothing of the change is done. */
final class OtherConstraintsTest {
    private static final String CONSTRAINT = "a constraint that is not PatKit's refused a row";
    private static final String TRIGGER = "a trigger or rule that is not PatKit's dropped a row";
    private static final String END_OF_OWNER = "(?s)(CREATE TABLE pat_owner .*?PRIMARY KEY)\n\\)";
    private static final String END_OF_TOKEN = "(CONSTRAINT pat_token_live_name UNIQUE \\(owner, name, live\\))";
    private static final String CHECK = "$1, CONSTRAINT other CHECK (owner <> 'alice')";

    private final TestTokens tokens = TestTokens.seeded(9);

    @ParameterizedTest
    @EnumSource
    void suspensionThatACheckRefusesIsUnavailable(TestDatabases database) {
        String url = database.newDatabase(script -> script.replaceFirst(END_OF_OWNER, CHECK + "\n)"));

        assertUnavailable(url, Change.suspend("alice", NOW, "test"), CONSTRAINT);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE") // it cannot add a foreign key to a table
    void suspensionThatAForeignKeyRefusesIsUnavailable(TestDatabases database) {
        String url = database.newDatabase(UnaryOperator.identity());
        String collation = switch (database) {
            case MARIADB -> " CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";
            case MYSQL -> " CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_bin";
            default -> "";
        };

        assertUnavailable(
                url,
                Change.suspend("alice", NOW, "test"),
                CONSTRAINT,
                "CREATE TABLE users (name VARCHAR(255)" + collation + " NOT NULL PRIMARY KEY)",
                "INSERT INTO users (name) VALUES ('bob')",
                "ALTER TABLE pat_owner ADD CONSTRAINT other FOREIGN KEY (owner) REFERENCES users (name)");
    }

    @ParameterizedTest
    @EnumSource
    void issueThatACheckRefusesIsUnavailable(TestDatabases database) {
        String url = database.newDatabase(script -> script.replaceFirst(END_OF_TOKEN, CHECK));

        assertUnavailable(url, Change.issue(tokens.row(tokens.token("alice")), "test"), CONSTRAINT);
    }

    @ParameterizedTest
    @EnumSource
    void laterPartThatACheckRefusesUndoesTheEarlierOnes(TestDatabases database) {
        String url = database.newDatabase(script -> script.replaceFirst(END_OF_TOKEN, CHECK));

        assertUnavailable(
                url,
                Change.revokeAll("bob", NOW, "test")
                        .and(Change.suspend("bob", NOW, "test"))
                        .and(Change.issue(tokens.row(tokens.token("alice")), "test")),
                CONSTRAINT);
    }

    @Test
    void suspensionThatATriggerOfPostgresDropsIsUnavailable() {
        String url = TestDatabases.POSTGRESQL.newDatabase(UnaryOperator.identity());

        assertUnavailable(
                url,
                Change.suspend("alice", NOW, "test"),
                TRIGGER,
                "CREATE FUNCTION drop_row() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TRIGGER other BEFORE INSERT ON pat_owner FOR EACH ROW EXECUTE FUNCTION drop_row()");
    }

    @Test
    void suspensionThatATriggerOfSqliteDropsIsUnavailable() {
        String url = TestDatabases.SQLITE.newDatabase(UnaryOperator.identity());

        assertUnavailable(
                url,
                Change.suspend("alice", NOW, "test"),
                TRIGGER,
                "CREATE TRIGGER other BEFORE INSERT ON pat_owner BEGIN SELECT RAISE(IGNORE); END");
    }

    /** Else the owner would be suspended, and the token would still be accepted. */
    @Test
    void suspensionThatATriggerKeepsFromATokenIsUnavailable() {
        String url = TestDatabases.SQLITE.newDatabase(UnaryOperator.identity());

        assertUnavailable(
                url,
                Change.suspend("bob", NOW, "test"),
                TRIGGER,
                "CREATE TRIGGER other BEFORE UPDATE ON pat_token BEGIN SELECT RAISE(IGNORE); END");
    }

    @ParameterizedTest
    @EnumSource
    void suspensionThatACheckOfTokensRefusesIsUnavailable(TestDatabases database) {
        String check = "$1, CONSTRAINT other CHECK (owner <> 'bob' OR suspended_at IS NULL)";
        String url = database.newDatabase(script -> script.replaceFirst(END_OF_TOKEN, check));

        assertUnavailable(url, Change.suspend("bob", NOW, "test"), "the database failed");
    }

    @Test
    void reinstatementThatATriggerDropsIsUnavailable() {
        String url = TestDatabases.SQLITE.newDatabase(UnaryOperator.identity());

        assertUnavailable(
                url,
                Change.reinstate("bob", NOW, "test"),
                TRIGGER,
                "UPDATE pat_owner SET suspended_at = 1",
                "UPDATE pat_token SET suspended_at = 1",
                "CREATE TRIGGER other BEFORE UPDATE ON pat_owner BEGIN SELECT RAISE(IGNORE); END");
    }

    @Test
    void revocationThatATriggerDropsIsUnavailable() {
        String url = TestDatabases.SQLITE.newDatabase(UnaryOperator.identity());
        String trigger = "CREATE TRIGGER other BEFORE UPDATE ON pat_token BEGIN SELECT RAISE(IGNORE); END";

        assertUnavailable(url, Change.revokeAll("bob", NOW, "test"), TRIGGER, trigger);
    }

    @Test
    void eventThatATriggerOfSqliteDropsUndoesItsChange() {
        String url = TestDatabases.SQLITE.newDatabase(UnaryOperator.identity());

        assertUnavailable(
                url,
                Change.suspend("alice", NOW, "test"),
                TRIGGER,
                "CREATE TRIGGER other BEFORE INSERT ON pat_audit BEGIN SELECT RAISE(IGNORE); END");
    }

    /** The statements run after the start-up. */
    private void assertUnavailable(String url, Change change, String problem, String... statements) {
        try (HikariDataSource pool = TestDatabases.pool(url)) {
            JdbcTokenStore store = JdbcTokenStore.on(pool);
            assertThat(store.apply(Change.issue(tokens.row(tokens.token("bob")), "test"))
                            .result())
                    .isEqualTo(Change.Result.APPLIED);
            TestDatabases.execute(url, statements);
            List<String> before = TableContents.of(pool);

            assertThatThrownBy(() -> store.apply(change))
                    .is(unavailable(Kind.STORE))
                    .hasMessageContaining(problem);

            assertThat(TableContents.of(pool)).isEqualTo(before);
        }
    }
}
