package dev.patkit.jdbc;

import dev.patkit.contract.TokenStoreContract;
import dev.patkit.store.TokenStore;

final class PostgresTokenStoreTest extends TokenStoreContract {
    @Override
    protected TokenStore openStore() {
        return TestDatabases.POSTGRESQL.emptyStore();
    }

    @Override
    protected TokenStore secondHandle(TokenStore store) {
        return TestDatabases.POSTGRESQL.secondStore();
    }
}
