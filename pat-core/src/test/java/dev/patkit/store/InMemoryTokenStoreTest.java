package dev.patkit.store;

import dev.patkit.contract.TokenStoreContract;

final class InMemoryTokenStoreTest extends TokenStoreContract {
    @Override
    protected TokenStore openStore() {
        return new InMemoryTokenStore();
    }
}
