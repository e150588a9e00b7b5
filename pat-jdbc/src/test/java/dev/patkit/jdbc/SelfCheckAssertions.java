package dev.patkit.jdbc;

import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.error.UnavailableException;
import dev.patkit.error.UnavailableException.Kind;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens stores and asserts that the self-check refuses their databases. */
final class SelfCheckAssertions {
    static final String MISSING = "run the scripts in dev/patkit/jdbc/schema/";

    private SelfCheckAssertions() {}

    /** Changes one column of one table, given as {@code table.column}. */
    static UnaryOperator<String> changing(String column, String from, String to) {
        List<String> names = List.of(column.split("\\.", 2));
        return script -> {
            Matcher matcher = Pattern.compile("(CREATE TABLE " + names.get(0) + " [^;]*?\n *" + names.get(1) + " +)"
                            + Pattern.quote(from))
                    .matcher(script);
            assertThat(matcher.find()).isTrue();
            return matcher.replaceFirst("$1" + Matcher.quoteReplacement(to));
        };
    }

    static void assertRefusedAsInexact(TestDatabases database, UnaryOperator<String> change) {
        assertThatThrownBy(() -> open(database.newDatabase(change)))
                .is(unavailable(Kind.STORE))
                .hasMessageMatching(".*(" + RoundTrip.INEXACT + "|" + MISSING + ").*");
    }

    static void assertRefused(String url, String cure) {
        assertRefused(url, config -> {}, cure);
    }

    static void assertRefused(String url, Consumer<HikariConfig> settings, String cure) {
        try (HikariDataSource pool = TestDatabases.pool(url, settings)) {
            assertThatThrownBy(() -> JdbcTokenStore.on(pool))
                    .is(unavailable(Kind.STORE))
                    .hasMessageContaining(cure)
                    .extracting(thrown -> ((UnavailableException) thrown).subject())
                    .isEqualTo("start-up");
        }
    }

    static void open(String url) {
        try (HikariDataSource pool = TestDatabases.pool(url)) {
            JdbcTokenStore unused = JdbcTokenStore.on(pool);
        }
    }

    static void openWithTables(String url) {
        try (HikariDataSource pool = TestDatabases.pool(url)) {
            JdbcTokenStore unused =
                    JdbcTokenStore.builder(pool).createTablesIfMissing().build();
        }
    }
}
