package dev.patkit.jdbc;

import dev.patkit.contract.TokenStoreContract;
import dev.patkit.store.TokenStore;

final class MySqlTokenStoreTest extends TokenStoreContract {
    @Override
    protected TokenStore openStore() {
        return TestDatabases.MYSQL.emptyStore();
    }

    @Override
    protected TokenStore secondHandle(TokenStore store) {
        return TestDatabases.MYSQL.secondStore();
    }
}
