package dev.patkit.jdbc;

import static java.util.Objects.requireNonNull;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.StoredToken;
import dev.patkit.token.TokenId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** The options of a {@link JdbcTokenStore}; each states its default. Not thread-safe. */
public final class JdbcTokenStoreBuilder {
    private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);
    private static final int MAX_AT_ONCE = 1000;

    private final DataSource dataSource;
    private Duration timeout = Duration.ofSeconds(5);
    private boolean creating;
    private int readsAtOnce;

    JdbcTokenStoreBuilder(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * How long a database across a network may be silent within one call, and how long the pool may take to give out a
     * connection to it: a thread that waits longer for one is interrupted by the store, and the interrupt taken back. A
     * shorter network timeout of the connection itself stays. A statement that has run for three quarters of it is
     * cancelled on the server, too; a commit is not. It is also how long a transaction is retried that the database
     * gave up for the sake of another one. Default: 5 seconds.
     *
     * @param silence 1 millisecond to 1 day
     * @return this
     * @throws IllegalArgumentException if out of bounds
     */
    public JdbcTokenStoreBuilder timeout(Duration silence) {
        requireNonNull(silence, "silence must not be null");
        if (silence.compareTo(MIN_TIMEOUT) < 0 || silence.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("silence must be 1 millisecond to 1 day");
        }
        timeout = silence;
        return this;
    }

    /**
     * Batches concurrent lookups: at most {@code atOnce} statements run at a time, each carrying up to 64 waiting
     * lookups. Every lookup still sees all that was committed before it was asked for. Give the size of the connection
     * pool: a caller who would not have waited for a connection then never waits for another caller either. A smaller
     * number slows every caller down where the database is across a network. Default: off. It gains nothing with a
     * database inside the process, or where fewer threads verify than the pool has connections.
     *
     * <p>One caller's thread reads for others, so leave it off where the {@code DataSource} gives each thread its own
     * database, user or row-level rights. A failed statement is unavailable for all lookups that it carried. A caller
     * waits as long as {@link #timeout} says and is then unavailable.
     *
     * @param atOnce 1 to 1,000 statements at a time; the pool's size
     * @return this
     * @throws IllegalArgumentException if out of bounds
     */
    public JdbcTokenStoreBuilder shareReads(int atOnce) {
        if (atOnce < 1 || atOnce > MAX_AT_ONCE) {
            throw new IllegalArgumentException("atOnce must be 1 to 1,000");
        }
        readsAtOnce = atOnce;
        return this;
    }

    /**
     * Creates the tables unless they are there: for tests and first steps. Default: off.
     *
     * @return this
     */
    public JdbcTokenStoreBuilder createTablesIfMissing() {
        creating = true;
        return this;
    }

    /**
     * Checks the database and builds the store.
     *
     * @return the store
     * @throws UnavailableException if something about the database would break a promise: a missing or changed table, a
     *     collation that blurs texts, a replica, a weak isolation, autocommit off, an unsafe file. The message names
     *     the cure.
     */
    public JdbcTokenStore build() {
        Dialect dialect = PatSchema.dialectOf(dataSource);
        if (creating) {
            new PatSchema(dataSource, dialect).createTablesIfMissing();
        }
        new SelfCheck(new JdbcWork(dataSource, dialect, timeout), dialect).run();
        return unchecked(dialect);
    }

    /** A store over a database that needs no check. */
    JdbcTokenStore unchecked(Dialect dialect) {
        JdbcWork work = new JdbcWork(dataSource, dialect, timeout);
        TokenRows rows = new TokenRows();
        ReadSql sql = new ReadSql(dialect);
        return new JdbcTokenStore(work, dialect, rows, sql, reads(work, new RowReads(rows, sql)));
    }

    private Function<TokenId, Optional<StoredToken>> reads(JdbcWork work, RowReads rows) {
        if (readsAtOnce > 0) {
            return new BatchedReads(work, rows, readsAtOnce, timeout)::find;
        }
        return id -> work.repeatably("find", connection -> rows.one(connection, id.value()));
    }
}
