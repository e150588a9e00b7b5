package dev.patkit.jdbc;

import dev.patkit.fault.TokenStoreException;
import dev.patkit.store.EpochStore;
import dev.patkit.store.Epochs;
import dev.patkit.store.Insertion;
import dev.patkit.store.PageCursor;
import dev.patkit.store.Selection;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenUse;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * An {@link EpochStore} in a relational database: H2, SQLite, PostgreSQL, MariaDB or MySQL, recognised by the driver.
 * Thread-safe. It holds no connection between calls and never two at once.
 *
 * <p>A verification reads one row by primary key, with the owner's suspension, on a connection of its own in autocommit: so
 * it never sees the past of somebody's open transaction. Give the store the connection pool itself; a connection that comes
 * with autocommit off is refused with a {@link TokenStoreException}. Each change is committed when its method returns.
 *
 * <p>Durability is the database's. SQLite, PostgreSQL and MariaDB keep what was acknowledged when a process is killed; an H2
 * file may lose the last writes even with {@code WRITE_DELAY=0}.
 */
public final class JdbcTokenStore implements EpochStore {
    private final JdbcWork work;
    private final Function<TokenId, Optional<StoredToken>> reads;
    private final TokenInserter inserter;
    private final OwnerSuspender suspender;
    private final UseWriter useWriter;
    private final TokenPurger purger;

    private JdbcTokenStore(JdbcWork work, Dialect dialect, Function<TokenId, Optional<StoredToken>> reads) {
        this.work = work;
        this.reads = reads;
        inserter = new TokenInserter(work, dialect);
        suspender = new OwnerSuspender(work, dialect);
        useWriter = new UseWriter(work, dialect);
        purger = new TokenPurger(work);
    }

    /**
     * A store with the default choices, in a database that has the tables.
     *
     * @param dataSource the connection pool
     * @return the store
     * @throws TokenStoreException if something about the database would break a promise; the message names the cure
     */
    public static JdbcTokenStore on(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /** A store over a database that needs no check. */
    static JdbcTokenStore unchecked(DataSource dataSource, Dialect dialect, Duration timeout) {
        JdbcWork work = new JdbcWork(dataSource, dialect, timeout);
        return new JdbcTokenStore(
                work, dialect, id -> work.repeatably("find", connection -> RowReads.one(connection, id.value())));
    }

    /**
     * Starts to choose.
     *
     * @param dataSource the connection pool
     * @return a builder
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    @Override
    public Insertion insert(StoredToken row) {
        return inserter.insert(row);
    }

    @Override
    public Optional<StoredToken> find(TokenId id) {
        return reads.apply(id);
    }

    @Override
    public TokenPage list(TokenQuery query) {
        return work.repeatably("list", connection -> {
            try (PreparedStatement statement = prepareList(connection, query);
                    ResultSet rows = statement.executeQuery()) {
                List<Token> tokens = new ArrayList<>();
                while (rows.next()) {
                    tokens.add(TokenRow.listed(rows));
                }
                return TokenPage.of(query, tokens);
            }
        });
    }

    private static PreparedStatement prepareList(Connection connection, TokenQuery query) throws SQLException {
        StringBuilder sql = new StringBuilder(TokenSql.LIST);
        List<Object> values = new ArrayList<>(List.of(query.owner()));
        if (!query.withRevoked()) {
            sql.append(TokenSql.LIST_NOT_REVOKED);
        }
        if (query.after().isPresent()) {
            PageCursor cursor = query.after().get();
            long createdAt = cursor.createdAt().toEpochMilli();
            sql.append(TokenSql.LIST_AFTER);
            values.addAll(List.of(createdAt, createdAt, cursor.id().value()));
        }
        values.add(query.limit() + 1);
        return Statements.prepare(connection, sql.append(TokenSql.LIST_END).toString(), values.toArray());
    }

    @Override
    public int revoke(Selection selection, Instant at) {
        int shard = selection.id().map(Epochs::shardOf).orElse(Epochs.shardOf(selection.owner()));
        return work.inTransaction("revoke", connection -> {
            int count = revoke(connection, selection, at.toEpochMilli());
            if (count > 0) {
                EpochCounters.raise(connection, "revoke", shard);
            }
            return count;
        });
    }

    private static int revoke(Connection connection, Selection selection, long millis) throws SQLException {
        return selection.id().isPresent()
                ? Statements.update(
                        connection,
                        TokenSql.REVOKE_ONE,
                        millis,
                        selection.owner(),
                        selection.id().get().value())
                : Statements.update(connection, TokenSql.REVOKE_ALL, millis, selection.owner());
    }

    @Override
    public void setSuspended(String owner, boolean suspended, Instant at) {
        suspender.setSuspended(owner, suspended, at);
    }

    @Override
    public void recordUses(List<TokenUse> uses) {
        useWriter.write(uses);
    }

    @Override
    public int purge(Instant deadBefore, int limit) {
        return purger.purge(deadBefore.toEpochMilli(), limit);
    }

    @Override
    public Epochs epochs() {
        return work.repeatably("epochs", connection -> EpochCounters.read(connection, "epochs"));
    }

    /** The choices of a {@link JdbcTokenStore}. Not thread-safe. */
    public static final class Builder {
        private final DataSource dataSource;
        private Duration timeout = Duration.ofSeconds(5);
        private boolean creating;
        private int trips;

        private Builder(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        /**
         * How long a database across a network may be silent within one call. A shorter network timeout of the connection
         * itself stays. Default: 5 seconds. The wait for a connection is the pool's own setting.
         *
         * @param silence 1 millisecond to 1 day
         * @return this
         * @throws IllegalArgumentException if out of bounds
         */
        public Builder timeout(Duration silence) {
            if (silence.compareTo(Duration.ofMillis(1)) < 0 || silence.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("timeout must be 1 millisecond to 1 day");
            }
            timeout = silence;
            return this;
        }

        /**
         * Lets reads that wait for a connection at the same time share a statement: of more concurrent verifications than the
         * pool has connections, so many go to the database at once as given here, and each takes along those that wait by
         * then, 64 at most. Every read still sees all that was committed before it was asked for. Give the size of the pool: a
         * caller who would not have waited for a connection then never waits for another caller either. Fewer make every
         * caller slower where the database is across a network. Off by default; of no use to a database inside the process, or
         * where fewer threads verify than the pool has connections.
         *
         * <p>One caller's thread then reads for others. So leave it off where the {@code DataSource} gives each thread its own
         * database, user or row-level rights. A failed statement is trouble for all that it carried. A caller waits as long as
         * {@link #timeout} says, and then has trouble of its own.
         *
         * @param atOnce 1 to 1,000 statements under way at once; the pool's size
         * @return this
         * @throws IllegalArgumentException if out of bounds
         */
        public Builder shareReads(int atOnce) {
            if (atOnce < 1 || atOnce > 1000) {
                throw new IllegalArgumentException("atOnce must be 1 to 1,000");
            }
            trips = atOnce;
            return this;
        }

        /**
         * Creates the tables unless they are there: for tests and first steps. Default: off.
         *
         * @return this
         */
        public Builder createTablesIfMissing() {
            creating = true;
            return this;
        }

        /**
         * Checks the database and builds the store.
         *
         * @return the store
         * @throws TokenStoreException if something about the database would break a promise: a missing or changed table, a
         *     collation that blurs texts, a replica, a weak isolation, autocommit off, an unsafe file. The message names the
         *     cure.
         */
        public JdbcTokenStore build() {
            Dialect dialect = PatSchema.dialectOf(dataSource);
            if (creating) {
                new PatSchema(dataSource, dialect).createTablesIfMissing();
            }
            JdbcWork work = new JdbcWork(dataSource, dialect, timeout);
            new SelfCheck(work, dialect).run();
            return trips == 0
                    ? unchecked(dataSource, dialect, timeout)
                    : new JdbcTokenStore(work, dialect, new SharedReads(work, trips, timeout)::find);
        }
    }
}
