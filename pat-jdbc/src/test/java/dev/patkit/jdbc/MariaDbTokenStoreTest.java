package dev.patkit.jdbc;

import dev.patkit.contract.TokenStoreContract;
import dev.patkit.store.TokenStore;
import org.junit.jupiter.api.Tag;

@Tag("java-independent")
final class MariaDbTokenStoreTest extends TokenStoreContract {
    @Override
    protected TokenStore openStore() {
        return TestDatabases.MARIADB.emptyStore();
    }

    @Override
    protected TokenStore secondHandle(TokenStore store) {
        return TestDatabases.MARIADB.secondStore();
    }
}
