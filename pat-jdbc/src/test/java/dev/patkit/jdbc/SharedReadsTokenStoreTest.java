package dev.patkit.jdbc;

import dev.patkit.contract.TokenStoreContract;
import dev.patkit.store.TokenStore;

/** One trip at once, so that whatever the contract does at the same time shares its reads. */
final class SharedReadsTokenStoreTest extends TokenStoreContract {
    @Override
    protected TokenStore openStore() {
        TestDatabases.POSTGRESQL.emptyStore();
        return JdbcTokenStore.builder(TestDatabases.POSTGRESQL.dataSource())
                .shareReads(1)
                .build();
    }

    @Override
    protected TokenStore secondHandle(TokenStore store) {
        return TestDatabases.POSTGRESQL.secondStore();
    }
}
