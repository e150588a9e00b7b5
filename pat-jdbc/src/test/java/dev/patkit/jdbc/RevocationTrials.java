package dev.patkit.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.PersonalAccessTokens;
import dev.patkit.jdbc.Watch.Sight;
import dev.patkit.secret.SecretHasher;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.TokenRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * Two processes share a database: the other one serves tokens from memory, this one revokes them. Tokens are tried in batches
 * that are revoked in a fraction of a second, since each revocation has others read again that were in memory.
 */
final class RevocationTrials implements AutoCloseable {
    private static final int BATCH = 1000;
    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HikariDataSource pool;
    private final PersonalAccessTokens here;
    private final StallingProxy network;
    private final OtherNode there;
    private int issued;

    RevocationTrials(TestDatabases database) throws IOException {
        String url = database.newDatabase(UnaryOperator.identity());
        pool = TestDatabases.pool(url);
        here = PersonalAccessTokens.builder(JdbcTokenStore.on(pool))
                .hasher(SecretHasher.sha256())
                .build();
        network = new StallingProxy(url);
        there = OtherNode.start(network.url());
    }

    /** So many trials of a new verifier. */
    Figures run(Condition condition, Sabotage sabotage, int trials) throws Exception {
        there.begin(condition, sabotage);
        there.requireOneClock();
        Figures figures = Figures.NONE;
        while (figures.trials() < trials) {
            figures = figures.plus(runBatch(condition, Math.min(BATCH, trials - figures.trials())));
        }
        there.requireOneClock();
        there.end();
        return figures;
    }

    private Figures runBatch(Condition condition, int count) throws Exception {
        IssuedToken[] tokens = new IssuedToken[count];
        forEach(count, number -> tokens[number] = issue(issued + number));
        issued += count;
        there.watch(Arrays.stream(tokens).map(token -> token.secret().reveal()).toList());
        long cutOff = cutOff(condition);
        long[] committed = new long[count];
        forEach(count, number -> committed[number] = revoke(tokens[number]));
        long end = Arrays.stream(committed).max().orElseThrow() + Condition.BOUND.toNanos();
        List<Sight> seen = there.seen(count, end);
        reconnect(condition);
        Figures figures = Figures.NONE;
        for (int number = 0; number < count; number++) {
            figures = figures.plus(Figures.of(condition, seen.get(number), committed[number], cutOff));
        }
        return figures;
    }

    /** Several threads share the numbers from 0. */
    private void forEach(int count, IntConsumer work) throws Exception {
        List<Future<?>> shares = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            shares.add(threads.submit(() -> {
                for (int number = first; number < count; number += THREADS) {
                    work.accept(number);
                }
            }));
        }
        for (Future<?> share : shares) {
            share.get();
        }
    }

    /** One that expires, so that the wall clock is asked at all. */
    private IssuedToken issue(int number) {
        return here.issue(TokenRequest.forOwner("owner " + number)
                .named("to be revoked")
                .allowing(Watch.READ)
                .expiringIn(Duration.ofDays(90)));
    }

    /** Returns when the revocation was known to be committed. */
    private long revoke(IssuedToken issued) {
        if (!here.revoke(issued.token().owner(), issued.token().id())) {
            throw new AssertionError("was revoked before: " + issued);
        }
        return System.nanoTime();
    }

    /** Cuts the node off from polls or from all, where that is its condition; returns since when it is. */
    private long cutOff(Condition condition) throws IOException {
        return switch (condition) {
            case POLL_BLOCKED -> there.blockPolls();
            case DATABASE_STOPPED -> {
                network.cut();
                yield System.nanoTime();
            }
            default -> Long.MAX_VALUE;
        };
    }

    private void reconnect(Condition condition) throws IOException {
        if (condition == Condition.POLL_BLOCKED) {
            there.releasePolls();
        }
        network.mend();
    }

    @Override
    public void close() throws IOException {
        try (pool;
                here;
                network;
                there) {
            threads.shutdownNow();
        }
    }
}
