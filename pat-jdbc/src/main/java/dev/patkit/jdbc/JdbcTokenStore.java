package dev.patkit.jdbc;

import static java.util.Objects.requireNonNull;

import dev.patkit.error.InvalidInputException;
import dev.patkit.error.UnavailableException;
import dev.patkit.store.AuditEvent;
import dev.patkit.store.AuditStore;
import dev.patkit.store.Change;
import dev.patkit.store.EpochStore;
import dev.patkit.store.Epochs;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenUse;
import dev.patkit.token.TokenId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * A token store in a relational database: H2, SQLite, PostgreSQL, MariaDB or MySQL, recognised by the driver.
 * Thread-safe. It holds no connection between calls and never two at once.
 *
 * <p>A verification reads one row by primary key, with the owner's suspension, on a connection of its own in
 * autocommit: so it never sees the past of somebody's open transaction. Give the store the connection pool itself; a
 * connection that comes with autocommit off is refused as unavailable. Each change is one transaction, committed when
 * {@link #apply} returns; {@link #joining} makes changes part of a transaction of the caller's instead.
 *
 * <p>Durability is the database's. SQLite, PostgreSQL and MariaDB keep what was acknowledged when a process is killed;
 * an H2 file may lose the last writes even with {@code WRITE_DELAY=0}.
 */
public final class JdbcTokenStore implements EpochStore, AuditStore {
    private final JdbcWork work;
    private final Dialect dialect;
    private final ReadSql sql;
    private final Function<TokenId, Optional<StoredToken>> reads;
    private final TokenLists lists;
    private final AuditTable audit = new AuditTable();
    private final ChangeWriter changes;
    private final LastUsedWriter lastUsed;
    private final TokenPurger purger;

    JdbcTokenStore(
            JdbcWork work,
            Dialect dialect,
            TokenRows rows,
            ReadSql sql,
            Function<TokenId, Optional<StoredToken>> reads) {
        this.work = work;
        this.dialect = dialect;
        this.sql = sql;
        this.reads = reads;
        lists = new TokenLists(rows);
        changes = new ChangeWriter(work, dialect, audit);
        lastUsed = new LastUsedWriter(work, dialect);
        purger = new TokenPurger(new DeadTokens(work));
    }

    /**
     * A store with the default options, in a database that has the tables.
     *
     * @param dataSource the connection pool
     * @return the store
     * @throws UnavailableException if something about the database would break a promise; the message names the cure
     */
    public static JdbcTokenStore on(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /**
     * Returns a builder.
     *
     * @param dataSource the connection pool
     * @return a builder with defaults
     */
    public static JdbcTokenStoreBuilder builder(DataSource dataSource) {
        return new JdbcTokenStoreBuilder(requireNonNull(dataSource, "dataSource must not be null"));
    }

    /**
     * Executes changes in a transaction of the caller's, for {@code TokenAdministration.joining}: they take effect when
     * the caller commits, and not at all when the caller rolls back. A change that is refused or fails leaves nothing
     * of itself in the transaction. Nothing is repeated and no timeout is set here: where the database asks for a
     * repetition, the whole transaction has to be repeated by its owner. Until the commit, an issued token holds its
     * name, and a revoked one is still accepted. Keep the transaction short: other changes may wait for the rows that
     * it has changed.
     *
     * @param connection a connection to the store's database, with autocommit off; neither committed nor closed here
     * @return what executes changes, for as long as the transaction is open and for its thread only
     * @throws IllegalArgumentException if the connection is in autocommit mode
     * @throws UnavailableException if the connection does not work
     */
    public Function<Change, Change.Outcome> joining(Connection connection) {
        requireNonNull(connection, "connection must not be null");
        return new JoinedTransaction(connection, dialect, audit);
    }

    @Override
    public Optional<StoredToken> find(TokenId id) {
        return reads.apply(requireNonNull(id, "id must not be null"));
    }

    @Override
    public TokenPage list(TokenQuery query) {
        requireNonNull(query, "query must not be null");
        return work.repeatably("list", connection -> lists.read(connection, query));
    }

    @Override
    public Change.Outcome apply(Change change) {
        return changes.apply(requireNonNull(change, "change must not be null"));
    }

    @Override
    public void recordUses(List<TokenUse> uses) {
        requireNonNull(uses, "uses must not be null").forEach(use -> requireNonNull(use, "uses must not contain null"));
        lastUsed.write(uses);
    }

    @Override
    public int purge(Instant deadBefore, int limit) {
        requireNonNull(deadBefore, "deadBefore must not be null");
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1");
        }
        return purger.purge(millis(deadBefore), limit);
    }

    /** The nearest instant that a column holds. */
    private static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            return instant.isAfter(Instant.EPOCH) ? Long.MAX_VALUE : Long.MIN_VALUE;
        }
    }

    @Override
    public Epochs epochs() {
        return work.repeatably("epochs", connection -> EpochCounters.read(connection, "epochs", sql));
    }

    @Override
    public List<AuditEvent> events(String owner, int limit) {
        requireKeepable(requireNonNull(owner, "owner must not be null"));
        if (limit < 1 || limit > MAX_EVENTS) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_EVENTS);
        }
        return work.repeatably("events", connection -> audit.newest(connection, owner, limit));
    }

    /** Drivers replace half a surrogate pair by a question mark, so another owner's events would be read. */
    private static void requireKeepable(String owner) {
        if (owner.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(owner)) {
            throw new InvalidInputException("owner", "must not contain NUL or half a surrogate pair");
        }
    }
}
