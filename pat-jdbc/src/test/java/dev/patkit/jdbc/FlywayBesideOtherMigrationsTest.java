package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scripts can be run by Flyway beside an application's own migrations, as the README says. */
@Tag("java-independent")
final class FlywayBesideOtherMigrationsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void tablesAreMadeOnceInADatabaseThatHasAVersionOneAlready(TestDatabases database) throws Exception {
        Files.writeString(
                folder.resolve("V1__users.sql"), "CREATE TABLE users (name VARCHAR(255) NOT NULL PRIMARY KEY);");
        try (HikariDataSource pool = TestDatabases.pool(database.newDatabase())) {
            Flyway own = Flyway.configure()
                    .dataSource(pool)
                    .locations("filesystem:" + folder)
                    .load();
            Flyway ours = Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:" + PatSchema.of(pool).location())
                    .table("pat_schema_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load();

            assertThat(own.migrate().migrationsExecuted).isEqualTo(1);
            assertThat(ours.migrate().migrationsExecuted).isEqualTo(1);
            assertThat(own.migrate().migrationsExecuted).isZero();
            assertThat(ours.migrate().migrationsExecuted).isZero();

            assertThat(JdbcTokenStore.on(pool)).isNotNull();
        }
    }
}
