package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.contract.TokenStoreContract;
import dev.patkit.store.TokenStore;
import org.junit.jupiter.api.BeforeAll;

final class MySqlTokenStoreTest extends TokenStoreContract {
    /** Skips the class where there is no MySQL: in a thread of a test's own, that would be a failure. */
    @BeforeAll
    static void requireServer() {
        assertThat(MySqlServer.url("")).isNotEmpty();
    }

    @Override
    protected TokenStore openStore() {
        return TestDatabases.MYSQL.emptyStore();
    }

    @Override
    protected TokenStore secondHandle(TokenStore store) {
        return TestDatabases.MYSQL.secondStore();
    }
}
