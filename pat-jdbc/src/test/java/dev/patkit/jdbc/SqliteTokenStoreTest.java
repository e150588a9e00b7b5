package dev.patkit.jdbc;

import dev.patkit.contract.TokenStoreContract;
import dev.patkit.store.TokenStore;

final class SqliteTokenStoreTest extends TokenStoreContract {
    @Override
    protected TokenStore openStore() {
        return TestDatabases.SQLITE.emptyStore();
    }

    @Override
    protected TokenStore secondHandle(TokenStore store) {
        return TestDatabases.SQLITE.secondStore();
    }
}
