package dev.patkit.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.PersonalAccessTokens;
import dev.patkit.jdbc.VerificationLoop.Observation;
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
 * Two processes share a database: the other one verifies tokens from cached rows, this one revokes them. Tokens are
 * tried in batches that are revoked in a fraction of a second, since each revocation invalidates other cached rows.
 */
final class RevocationTrials implements AutoCloseable {
    private static final int BATCH = 1000;
    private static final int THREADS = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HikariDataSource pool;
    private final PersonalAccessTokens here;
    private final StallingProxy network;
    private final OtherNode other;
    private int issued;

    RevocationTrials(TestDatabases database) throws IOException {
        String url = database.newDatabase(UnaryOperator.identity());
        pool = TestDatabases.pool(url);
        here = PersonalAccessTokens.builder(JdbcTokenStore.on(pool))
                .hasher(SecretHasher.sha256())
                .build();
        network = new StallingProxy(url);
        other = OtherNode.start(network.url());
    }

    /** Runs a number of trials with a new verifier. */
    TrialResults run(Condition condition, VerifierDefect defect, int trials) throws Exception {
        other.begin(condition, defect);
        other.requireOneClock();
        TrialResults results = TrialResults.NONE;
        while (results.trials() < trials) {
            results = results.plus(runBatch(condition, Math.min(BATCH, trials - results.trials())));
        }
        other.requireOneClock();
        other.end();
        return results;
    }

    private TrialResults runBatch(Condition condition, int count) throws Exception {
        IssuedToken[] tokens = new IssuedToken[count];
        forEach(count, number -> tokens[number] = issue(issued + number));
        issued += count;
        other.verify(Arrays.stream(tokens).map(token -> token.secret().reveal()).toList());
        long cutOff = cutOff(condition);
        long[] committed = new long[count];
        forEach(count, number -> committed[number] = revoke(tokens[number]));
        long end = Arrays.stream(committed).max().orElseThrow() + Condition.BOUND.toNanos();
        List<Observation> observations = other.observations(count, end);
        reconnect(condition);
        TrialResults results = TrialResults.NONE;
        for (int number = 0; number < count; number++) {
            results = results.plus(TrialResults.of(condition, observations.get(number), committed[number], cutOff));
        }
        return results;
    }

    /** Runs the work for the numbers from 0, on several threads. */
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

    /** Issues a token that expires, so that verifying it reads the wall clock. */
    private IssuedToken issue(int number) {
        return here.issue(TokenRequest.forOwner("owner " + number)
                .named("to be revoked")
                .allowing(VerificationLoop.READ)
                .expiringIn(Duration.ofDays(90)));
    }

    /** Revokes a token and returns when the revocation was known to be committed. */
    private long revoke(IssuedToken issued) {
        if (!here.revoke(issued.token().owner(), issued.token().id())) {
            throw new AssertionError("was revoked before: " + issued);
        }
        return System.nanoTime();
    }

    /** Cuts the node off from polls or from the database, where that is its condition; returns when. */
    private long cutOff(Condition condition) throws IOException {
        return switch (condition) {
            case POLL_BLOCKED -> other.blockPolls();
            case DATABASE_STOPPED -> {
                network.cut();
                yield System.nanoTime();
            }
            default -> Long.MAX_VALUE;
        };
    }

    private void reconnect(Condition condition) throws IOException {
        if (condition == Condition.POLL_BLOCKED) {
            other.releasePolls();
        }
        network.restore();
    }

    @Override
    public void close() throws IOException {
        try (pool;
                here;
                network;
                other) {
            threads.shutdownNow();
        }
    }
}
