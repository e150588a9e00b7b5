package dev.patkit.examples.ownstore;

import dev.patkit.contract.TokenStoreContract;
import dev.patkit.store.TokenStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class JournalTokenStoreContractTest extends TokenStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected TokenStore openStore() {
        return JournalTokenStore.open(folder.resolve("tokens.journal"));
    }

    @AfterEach
    void close() {
        ((JournalTokenStore) store()).close();
    }
}
