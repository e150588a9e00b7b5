package dev.patkit.jdbc;

import static dev.patkit.jdbc.SelfCheckAssertions.assertRefused;
import static dev.patkit.jdbc.SelfCheckAssertions.changing;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A SQLite database that would break a promise is refused at start-up. */
final class SqliteSelfCheckTest {
    @ParameterizedTest
    @ValueSource(strings = {"pat_token.owner", "pat_token.name", "pat_owner.owner", "pat_audit.owner"})
    void collateNocaseOfSqliteIsRefused(String column) {
        String url = TestDatabases.SQLITE.newDatabase(changing(column, "TEXT", "TEXT COLLATE NOCASE"));

        assertRefused(url, RoundTrip.INEXACT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pat_token.owner", "pat_token.name", "pat_owner.owner", "pat_audit.owner"})
    void collateRtrimOfSqliteIsRefused(String column) {
        String url = TestDatabases.SQLITE.newDatabase(changing(column, "TEXT", "TEXT COLLATE RTRIM"));

        assertRefused(url, RoundTrip.INEXACT);
    }

    @ParameterizedTest
    @CsvSource({
        "?busy_timeout=5000, add journal_mode=WAL to the URL",
        "?journal_mode=OFF&busy_timeout=5000, add journal_mode=WAL to the URL",
        "?journal_mode=WAL&busy_timeout=0, add busy_timeout=5000 to the URL",
        "?journal_mode=WAL&busy_timeout=5000&synchronous=OFF, set synchronous to NORMAL or more",
    })
    void unsafeSettingOfSqliteIsRefused(String settings, String cure) {
        String url = "jdbc:sqlite:" + TestDatabases.newFile() + settings;

        assertRefused(url, cure);
    }

    @Test
    void fileOfSqliteThatIsOpenedReadOnlyIsRefused() {
        String url = TestDatabases.SQLITE.newDatabase(UnaryOperator.identity());

        assertRefused(url + "&open_mode=1", config -> config.setReadOnly(true), "read-only");
    }
}
