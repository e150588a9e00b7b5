package dev.patkit.jdbc;

import dev.patkit.contract.TokenStoreContract;
import dev.patkit.store.TokenStore;

final class H2TokenStoreTest extends TokenStoreContract {
    @Override
    protected TokenStore openStore() {
        return TestDatabases.H2.emptyStore();
    }

    @Override
    protected TokenStore secondHandle(TokenStore store) {
        return TestDatabases.H2.secondStore();
    }
}
