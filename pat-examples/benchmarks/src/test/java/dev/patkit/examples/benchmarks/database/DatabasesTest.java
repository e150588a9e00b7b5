package dev.patkit.examples.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.jdbc.JdbcTokenStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The server and its databases, and what is measured without JMH. */
class DatabasesTest extends OnPostgres {
    private static final int ROWS = 100;

    @Test
    void theServerIsPostgresql18AsDurableAsItIsByDefault() throws SQLException {
        assertThat(ask("postgres", "SHOW server_version")).startsWith("18.");
        assertThat(ask("postgres", "SHOW fsync")).isEqualTo("on");
        assertThat(ask("postgres", "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(ask("postgres", "SHOW full_page_writes")).isEqualTo("on");
    }

    @Test
    void aDatabaseWhoseFillingFailedIsFilledAnew() throws SQLException {
        assertThatThrownBy(() -> Databases.fillOnce(
                        "broken", connection -> Databases.execute(connection, "CREATE TABLE half (x INT); SELECT 1/0")))
                .isInstanceOf(SQLException.class);

        Databases.fillOnce("broken", connection -> Databases.execute(connection, "CREATE TABLE whole (x INT)"));
        Databases.fillOnce("broken", connection -> Databases.execute(connection, "CREATE TABLE again (x INT)"));

        assertThat(ask("broken", "SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("whole");
    }

    @Test
    void aStoreBehindASlowNetworkFindsTheSameRow() throws Exception {
        try (DelayProxy proxy = DelayProxy.start(server.port(), Duration.ofNanos(100_000))) {
            System.setProperty(Databases.DELAYED_PROPERTY, DatabaseServer.url(proxy.port()));
            try (HikariDataSource pool = Databases.pool(Databases.delayedUrl(new TokenRows(ROWS).database()))) {
                assertThat(JdbcTokenStore.on(pool).find(TokenRows.idOf(1))).isPresent();
            } finally {
                System.clearProperty(Databases.DELAYED_PROPERTY);
            }
        }
    }

    @Test
    void withoutAServerTheMessageSaysWhatToDo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Databases.delayedUrl("any"))
                .withMessageContaining("start a DatabaseServer")
                .withMessageContaining("-Dpatkit.bench.postgres.delayed=");
    }

    @Test
    void sizesAreOfTheTableAndEachIndexAndGoWithTheirCopy() throws SQLException {
        List<TokenSize> sizes = TokenSize.measure(ROWS);

        assertThat(sizes)
                .extracting(TokenSize::relation)
                .containsExactlyInAnyOrder(
                        "total",
                        "pat_token",
                        "pat_token_pkey",
                        "pat_token_live_name",
                        "pat_token_expires",
                        "pat_token_revoked");
        assertThat(sizes).allMatch(size -> size.grown() >= size.rebuilt() && size.rebuilt() > 0);
        assertThat(sizes.get(0).isTotal()).isTrue();
        assertThat(ask("postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE 'sizes%'"))
                .isEqualTo("0");
    }

    @Test
    void firstProofsAreComparedWithBareOnes() throws Exception {
        FirstProofs proofs = FirstProofs.measure(4, 2, 3, 8);

        assertThat(proofs.ratios()).hasSize(3).isSorted().allMatch(ratio -> ratio > 0);
        assertThat(proofs).asString().startsWith("4 callers against 2 bare threads: ");
    }

    @Test
    void aFirstSightIsComparedWithABareCall() throws Exception {
        FirstSight sight = FirstSight.measure(3);

        assertThat(sight.ratio()).isPositive();
        assertThat(sight).asString().startsWith("first sight: ").contains(" of the bare call (");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theMemoryOfFirstProofsIsThatOfOneProofAtLeast() throws Exception {
        FirstProofMemory memory = FirstProofMemory.inAProcessOfItsOwn(32);

        assertThat(memory.extraMib()).isGreaterThan(19);
        assertThat(memory.limitMib()).isEqualTo(19.0 * memory.permits() + 16);
    }
}
