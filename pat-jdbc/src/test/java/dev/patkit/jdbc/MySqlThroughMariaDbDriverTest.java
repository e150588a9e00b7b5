package dev.patkit.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.contract.TokenStoreContract;
import dev.patkit.store.TokenStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** MariaDB's driver reaches a MySQL, too. */
final class MySqlThroughMariaDbDriverTest extends TokenStoreContract {
    private static final List<HikariDataSource> POOLS = new ArrayList<>();

    @BeforeAll
    static void openPools() {
        String url = TestDatabases.MYSQL
                .newDatabase(UnaryOperator.identity())
                .replace("jdbc:mysql:", "jdbc:mariadb:")
                .replace("&sslMode=DISABLED", "");
        POOLS.add(TestDatabases.pool(url));
        POOLS.add(TestDatabases.pool(url));
    }

    @AfterAll
    static void closePools() {
        POOLS.forEach(HikariDataSource::close);
        POOLS.clear();
    }

    @Override
    protected TokenStore openStore() {
        TestDatabases.clear(POOLS.get(0));
        return JdbcTokenStore.on(POOLS.get(0));
    }

    @Override
    protected TokenStore secondHandle(TokenStore store) {
        return JdbcTokenStore.on(POOLS.get(1));
    }
}
