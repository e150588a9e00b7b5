package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.contract.TestTokens;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Databases quote the row that a constraint refuses: nothing of its hash is to be seen in a log. */
@Tag("S-8")
final class QuotedRowsTest {
    private final TestTokens tokens = TestTokens.seeded(9);

    @ParameterizedTest
    @EnumSource
    void exceptionOfARefusedRowHoldsNothingOfItsHash(TestDatabases database) {
        String check = "CONSTRAINT pat_token_live_name UNIQUE (owner, name, live)";
        String url = database.newDatabase(script -> script.replace(check, check + ", CHECK (owner <> 'alice')"));
        StoredToken row = tokens.row(tokens.token("alice"));
        String hash = row.hash().phc();
        try (HikariDataSource pool = TestDatabases.pool(url)) {
            JdbcTokenStore store = JdbcTokenStore.on(pool);

            Throwable thrown = catchThrowable(() -> store.apply(Change.issue(row, "test")));

            assertThat(printed(thrown)).doesNotContain(hash.substring(hash.length() - 12), "Failing row");
            assertThat(thrown).hasCauseInstanceOf(SQLException.class);
        }
    }

    private static String printed(Throwable thrown) {
        StringWriter printed = new StringWriter();
        thrown.printStackTrace(new PrintWriter(printed));
        return printed.toString();
    }
}
