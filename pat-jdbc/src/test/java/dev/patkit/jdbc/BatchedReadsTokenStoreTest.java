package dev.patkit.jdbc;

import dev.patkit.contract.TokenStoreContract;
import dev.patkit.store.TokenStore;
import org.junit.jupiter.api.Tag;

/** One statement at a time, so that the contract's concurrent reads share statements. */
@Tag("java-independent")
final class BatchedReadsTokenStoreTest extends TokenStoreContract {
    @Override
    protected TokenStore openStore() {
        TestDatabases.clear(TestDatabases.POSTGRESQL.dataSource());
        return JdbcTokenStore.builder(TestDatabases.POSTGRESQL.dataSource())
                .shareReads(1)
                .build();
    }

    @Override
    protected TokenStore secondHandle(TokenStore store) {
        return TestDatabases.POSTGRESQL.secondStore();
    }
}
