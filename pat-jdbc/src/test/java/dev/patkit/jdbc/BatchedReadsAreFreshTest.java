package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.contract.TestTokens;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenUse;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many readers, few tokens, one writer that commits a version of a token and then publishes it: no batched read is
 * older than what was published before the read was called.
 */
@Timeout(300)
final class BatchedReadsAreFreshTest {
    private static final int READERS = 48;
    private static final int WRITES = 1_500;
    private static final int MAX_WRITES = 1_000_000;

    /** How rows are read. */
    private interface Reads {
        Optional<StoredToken> find(TokenId id);
    }

    /** A token and its newest published version. The version is the time of its last use. */
    private record Published(Token token, AtomicLong version) {
        boolean isStaleIn(Reads reads) {
            long expected = version.get();
            StoredToken row = reads.find(token.id()).orElseThrow();
            assertThat(row.token().id()).isEqualTo(token.id());
            return row.token().lastUsedAt().orElseThrow().toEpochMilli() < expected;
        }
    }

    /** A control that breaks the promise: a caller joins the running read of the same id. */
    private static final class JoiningReads implements Reads {
        private final Reads next;
        private final Map<TokenId, CompletableFuture<Optional<StoredToken>>> running = new ConcurrentHashMap<>();

        JoiningReads(Reads next) {
            this.next = next;
        }

        @Override
        public Optional<StoredToken> find(TokenId id) {
            CompletableFuture<Optional<StoredToken>> own = new CompletableFuture<>();
            CompletableFuture<Optional<StoredToken>> earlier = running.putIfAbsent(id, own);
            if (earlier != null) {
                return earlier.join();
            }
            own.complete(next.find(id));
            running.remove(id);
            return own.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noBatchedReadIsOlderThanItsCall(TestDatabases database) throws Exception {
        JdbcTokenStore writer = database.emptyStore();
        JdbcTokenStore reader =
                JdbcTokenStore.builder(database.dataSource()).shareReads(2).build();
        AtomicLong stale = new AtomicLong();

        int writes = run(writer, reader::find, stale, WRITES, () -> false);

        assertThat(writes).isEqualTo(WRITES);
        assertThat(stale).hasValue(0);
    }

    @Test
    void joiningARunningReadIsCaught() throws Exception {
        JdbcTokenStore writer = TestDatabases.POSTGRESQL.emptyStore();
        Reads reader = new JoiningReads(JdbcTokenStore.on(TestDatabases.POSTGRESQL.dataSource())::find);
        AtomicLong stale = new AtomicLong();

        run(writer, reader, stale, MAX_WRITES, () -> stale.get() > 0);

        assertThat(stale).hasPositiveValue();
    }

    /** Writes until enough was written or seen, while the readers count stale answers. */
    private static int run(JdbcTokenStore writer, Reads reader, AtomicLong stale, int maxWrites, BooleanSupplier enough)
            throws InterruptedException, ExecutionException {
        List<Published> published = published(writer);
        AtomicLong writes = new AtomicLong();
        BooleanSupplier over = () -> writes.get() >= maxWrites || enough.getAsBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(READERS);
        try {
            List<Future<?>> readers = IntStream.range(0, READERS)
                    .<Future<?>>mapToObj(number -> threads.submit(() -> read(published, reader, stale, number, over)))
                    .toList();
            while (!over.getAsBoolean()) {
                publish(writer, published.get((int) (writes.get() % published.size())));
                writes.incrementAndGet();
            }
            for (Future<?> one : readers) {
                one.get();
            }
            return (int) writes.get();
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Published> published(JdbcTokenStore store) {
        TestTokens tokens = TestTokens.seeded(48);
        List<Published> published = Stream.generate(() -> tokens.token("alice"))
                .limit(8)
                .map(token -> new Published(token, new AtomicLong()))
                .toList();
        for (Published one : published) {
            store.apply(Change.issue(tokens.row(one.token()), "test"));
            publish(store, one);
        }
        return published;
    }

    private static void publish(JdbcTokenStore store, Published one) {
        long next = one.version().get() + 1;
        store.recordUses(List.of(new TokenUse(one.token().id(), Instant.ofEpochMilli(next), null)));
        one.version().set(next);
    }

    private static void read(
            List<Published> published, Reads reads, AtomicLong stale, int first, BooleanSupplier over) {
        for (int i = first; !over.getAsBoolean(); i++) {
            if (published.get(i % published.size()).isStaleIn(reads)) {
                stale.incrementAndGet();
            }
        }
    }
}
