package dev.patkit.verify;

import dev.patkit.token.TokenFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The choices of a {@link StoreVerifier}; each method returns a changed copy. Immutable and thread-safe. */
public final class VerifierOptions {
    private static final Duration MOST = Duration.ofDays(1);

    private final TokenFormat format;
    private final OwnerDirectory owners;
    private final VerificationListener listener;
    private final LastUsedPolicy lastUsed;
    private final Freshness freshness;
    private final Time time;

    private record Time(Clock clock, LongSupplier nanoTime, Duration storeDeadline) {}

    private VerifierOptions(
            TokenFormat format,
            OwnerDirectory owners,
            VerificationListener listener,
            LastUsedPolicy lastUsed,
            Freshness freshness,
            Time time) {
        this.format = format;
        this.owners = owners;
        this.listener = listener;
        this.lastUsed = lastUsed;
        this.freshness = freshness;
        this.time = time;
    }

    /**
     * The defaults: prefix {@code pat}, every owner active, no listener, {@link LastUsedPolicy#ofDefaults()}, {@link
     * Freshness#strict()}, the system's clocks, a store deadline of 5 seconds.
     *
     * @return the default options
     */
    public static VerifierOptions ofDefaults() {
        return new VerifierOptions(
                TokenFormat.withPrefix("pat"),
                owner -> true,
                answer -> {},
                LastUsedPolicy.ofDefaults(),
                Freshness.strict(),
                new Time(Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(5)));
    }

    /**
     * How tokens are written. Default: prefix {@code pat}.
     *
     * @param newFormat the format
     * @return a changed copy
     */
    public VerifierOptions format(TokenFormat newFormat) {
        return new VerifierOptions(newFormat, owners, listener, lastUsed, freshness, time);
    }

    /**
     * Who knows whether owners are active. Default: all are.
     *
     * @param directory the service's users
     * @return a changed copy
     */
    public VerifierOptions owners(OwnerDirectory directory) {
        return new VerifierOptions(format, directory, listener, lastUsed, freshness, time);
    }

    /**
     * Who hears outcomes. Default: nobody.
     *
     * @param newListener the listener
     * @return a changed copy
     */
    public VerifierOptions listener(VerificationListener newListener) {
        return new VerifierOptions(format, owners, newListener, lastUsed, freshness, time);
    }

    /**
     * How last-used times are written back. Default: {@link LastUsedPolicy#ofDefaults()}.
     *
     * @param policy the policy
     * @return a changed copy
     */
    public VerifierOptions lastUsed(LastUsedPolicy policy) {
        return new VerifierOptions(format, owners, listener, policy, freshness, time);
    }

    /**
     * How old the row may be that a verification goes by. Default: {@link Freshness#strict()}.
     *
     * @param newFreshness the freshness
     * @return a changed copy
     */
    public VerifierOptions freshness(Freshness newFreshness) {
        return new VerifierOptions(format, owners, listener, lastUsed, newFreshness, time);
    }

    /**
     * What time it is, for issue and expiry. Default: the system's clock.
     *
     * @param clock the clock; its zone does not matter
     * @return a changed copy
     */
    public VerifierOptions clock(Clock clock) {
        return withTime(new Time(clock, time.nanoTime, time.storeDeadline));
    }

    /**
     * A monotonic clock, for deadlines and {@link Freshness#within}. Default: {@link System#nanoTime()}.
     *
     * @param nanoTime nanoseconds from any origin
     * @return a changed copy
     */
    public VerifierOptions nanoTime(LongSupplier nanoTime) {
        return withTime(new Time(time.clock, nanoTime, time.storeDeadline));
    }

    /**
     * How old a store's answer may be when it arrives; a later one is trouble and never an acceptance. It does not interrupt
     * a store that hangs: bounding that is the store's own duty. Default: 5 seconds.
     *
     * @param deadline the longest time
     * @return a changed copy
     * @throws IllegalArgumentException if not positive, or over a day
     */
    public VerifierOptions storeDeadline(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("deadline must be positive and at most a day");
        }
        return withTime(new Time(time.clock, time.nanoTime, deadline));
    }

    private VerifierOptions withTime(Time newTime) {
        return new VerifierOptions(format, owners, listener, lastUsed, freshness, newTime);
    }

    TokenFormat format() {
        return format;
    }

    OwnerDirectory owners() {
        return owners;
    }

    VerificationListener listener() {
        return listener;
    }

    LastUsedPolicy lastUsed() {
        return lastUsed;
    }

    Freshness freshness() {
        return freshness;
    }

    Clock clock() {
        return time.clock;
    }

    LongSupplier nanoTime() {
        return time.nanoTime;
    }

    Duration storeDeadline() {
        return time.storeDeadline;
    }
}
