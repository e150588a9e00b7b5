package dev.patkit.examples.benchmarks.versions;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URL;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of two that are compared: a service, ready to be called. It has a loader of its own, so the compiler knows
 * nothing of other services.
 *
 * @param service the service
 * @param texts its tokens
 * @param calls the calls that are measured
 * @param pool the service's connections, if it has any
 */
record Side(
        Service service,
        List<String> texts,
        Calls calls,
        @Nullable HikariDataSource pool) implements AutoCloseable {
    /** A service that answers from memory: its tokens are used until hardly any is read from the store. */
    static Side fromMemory(List<URL> library, int tokens, Class<? extends TextCalls> kind) {
        VersionLoader version = new VersionLoader(library);
        SegmentedStore store = new SegmentedStore(() -> Service.create(version, "dev.patkit.store.InMemoryTokenStore"));
        Service service = Service.within(version, store.store());
        List<String> texts = service.issue(tokens);
        Calls calls = service.calls(kind, texts);
        long before;
        do {
            before = store.reads();
            calls.make(0, tokens);
        } while (store.reads() - before > tokens / 50);
        return new Side(service, texts, calls, null);
    }

    /** A service that reads the row of each token from its database at every call. */
    static Side strict(List<URL> library, HikariDataSource pool, List<String> texts) {
        Service service = Service.strict(new VersionLoader(library), pool);
        Calls calls = service.calls(VerifyCalls.class, texts);
        calls.make(0, texts.size());
        return new Side(service, texts, calls, pool);
    }

    /** The same tokens, whose rows are only read. */
    Side reading() throws SQLException {
        HikariDataSource database = Objects.requireNonNull(pool, "a side without a database");
        return new Side(service, texts, new PlainReads(database), database);
    }

    @Override
    public void close() {
        service.close();
        if (pool != null) {
            pool.close();
        }
    }
}
