package dev.patkit.examples.benchmarks.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.examples.benchmarks.ratio.Spread;
import dev.patkit.jdbc.JdbcTokenStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * What one caller waits for a token that a service sees for the first time, beside the bare call of Argon2. Both in
 * turn, one call each: the times of either vary by a half within a second, their medians hardly.
 *
 * @param verifyMillis median time of a verify
 * @param bareMillis median time of the bare call
 */
public record FirstSight(double verifyMillis, double bareMillis) {
    /** The virtual machine is warm after so many: what is cold is to be the token. */
    private static final int WARM_UP = 20_000;

    /**
     * Measures on the server that {@link Databases#PROPERTY} names.
     *
     * @param calls how many of each, fewer than {@value FirstProofs#ROWS}
     * @return the times
     * @throws SQLException if the server fails
     */
    public static FirstSight measure(int calls) throws SQLException {
        KnownTokens tokens = KnownTokens.spread(FirstProofs.ROWS, FirstProofs.ROWS);
        List<Double> verify = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        IntConsumer argon2 = FirstProofs.bareCall();
        try (HikariDataSource pool = Databases.pool(Databases.url(new TokenRows(FirstProofs.ROWS).database()));
                VerifyingService service = VerifyingService.cold(JdbcTokenStore.on(pool))) {
            warmUp(service, tokens);
            for (int i = 0; i < calls; i++) {
                bare.add(millis(argon2, i));
                verify.add(millis(number -> service.accept(tokens.text(number)), i));
            }
        }
        return new FirstSight(Spread.of(verify).median(), Spread.of(bare).median());
    }

    /** Has the last token accepted again and again. */
    static void warmUp(VerifyingService service, KnownTokens tokens) {
        String last = tokens.text(tokens.size() - 1);
        for (int i = 0; i < WARM_UP; i++) {
            service.accept(last);
        }
    }

    private static double millis(IntConsumer call, int number) {
        long start = System.nanoTime();
        call.accept(number);
        return (System.nanoTime() - start) / 1e6;
    }

    /** Of the bare call's time. */
    double ratio() {
        return verifyMillis / bareMillis;
    }

    /** Such as {@code first sight: 1.02 of the bare call (22.0 ms, 21.6 ms)}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "first sight: %.3f of the bare call (%.2f ms, %.2f ms)",
                ratio(),
                verifyMillis,
                bareMillis);
    }
}
