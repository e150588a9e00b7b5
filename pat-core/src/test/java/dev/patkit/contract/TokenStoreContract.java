package dev.patkit.contract;

import dev.patkit.store.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * Every promise of {@link TokenStore}, as tests, and those of {@link dev.patkit.store.EpochStore} and {@link
 * dev.patkit.store.AuditStore} where the store is one. Extend it, say how an empty store is opened, and your store is
 * proven; the package page says what to depend on. A rule about stores belongs here and in no other test.
 *
 * <p>One instance serves one test. {@link #openStore()} is called when the test first needs the store, on the test's
 * own thread and so after every {@code @BeforeEach} method; closing what was opened is left to an {@code @AfterEach}
 * method.
 */
public abstract class TokenStoreContract
        implements InsertPromises,
                IdentityPromises,
                NamePromises,
                TimePromises,
                ListPromises,
                RevokePromises,
                SuspensionPromises,
                RecordUsesPromises,
                HashUpgradePromises,
                PurgePromises,
                ApplyPromises,
                EpochPromises,
                AuditPromises {
    private static final long SEED = 20260304;

    private final TestTokens tokens = TestTokens.seeded(SEED);
    private @Nullable TokenStore store;
    private @Nullable TokenStore otherHandle;

    /** One test of the contract. */
    protected TokenStoreContract() {}

    /**
     * Opens an empty store.
     *
     * @return the store, without any token or suspended owner
     */
    protected abstract TokenStore openStore();

    /**
     * Opens another handle on the tokens of a store, as another process would have: with nothing shared but what the
     * store keeps. Default: the store itself, right for a store that lives in one process only.
     *
     * @param store what {@link #openStore()} gave
     * @return another handle
     */
    protected TokenStore secondHandle(TokenStore store) {
        return store;
    }

    @Override
    public final synchronized TokenStore store() {
        if (store == null) {
            store = openStore();
        }
        return store;
    }

    @Override
    public final synchronized TokenStore otherHandle() {
        if (otherHandle == null) {
            otherHandle = secondHandle(store());
        }
        return otherHandle;
    }

    @Override
    public final TestTokens tokens() {
        return tokens;
    }
}
