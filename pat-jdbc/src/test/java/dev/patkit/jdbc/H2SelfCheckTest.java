package dev.patkit.jdbc;

import static dev.patkit.jdbc.SelfCheckAssertions.assertRefused;
import static dev.patkit.jdbc.SelfCheckAssertions.assertRefusedAsInexact;
import static dev.patkit.jdbc.SelfCheckAssertions.changing;
import static dev.patkit.jdbc.SelfCheckAssertions.openWithTables;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An H2 database that would break a promise is refused at start-up. */
final class H2SelfCheckTest {
    @ParameterizedTest
    @CsvSource({
        "pat_token.owner, VARCHAR(510), VARCHAR_IGNORECASE(510)",
        "pat_token.name, VARCHAR(200), VARCHAR_IGNORECASE(200)",
        "pat_owner.owner, VARCHAR(510), VARCHAR_IGNORECASE(510)",
        "pat_token.name, VARCHAR(200), CHAR(200)",
        "pat_token.description, VARCHAR(1000), VARCHAR(500)",
        "pat_token.created_at, BIGINT, DOUBLE PRECISION",
        "pat_audit.owner, VARCHAR(510), VARCHAR_IGNORECASE(510)",
        "pat_audit.action, VARCHAR(32), VARCHAR(10)",
        "pat_audit.actor, VARCHAR(510), VARCHAR(509)",
        "pat_audit.happened_at, BIGINT, DOUBLE PRECISION",
        "pat_audit.token_id, BIGINT, DOUBLE PRECISION",
    })
    void inexactColumnOfH2IsRefused(String column, String from, String to) {
        assertRefusedAsInexact(TestDatabases.H2, changing(column, from, to));
    }

    @Test
    void fileOfH2ThatDelaysWritesIsRefused() {
        String url = "jdbc:h2:file:" + TestDatabases.newFile();

        assertRefused(url, "add ;WRITE_DELAY=0 to its URL");
    }

    @Test
    void fileOfH2ThatWritesAtOnceIsAccepted() {
        String url = "jdbc:h2:file:" + TestDatabases.newFile() + ";WRITE_DELAY=0";

        assertThatCode(() -> openWithTables(url)).doesNotThrowAnyException();
    }

    @Test
    void fileOfH2ThatIsOpenedReadOnlyIsRefused() {
        String url = "jdbc:h2:file:" + TestDatabases.newFile() + ";WRITE_DELAY=0";
        openWithTables(url);

        assertRefused(url + ";ACCESS_MODE_DATA=r", "read-only");
    }
}
