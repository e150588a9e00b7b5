package dev.patkit.jdbc;

import dev.patkit.store.Epochs;
import dev.patkit.token.TokenRequest;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.List;

/**
 * Rows at the limits of what may be stored, and rows whose owners and names differ in a way that careless collations
 * ignore. Under a random owner, so that two processes that start at once do not meet.
 */
final class TrialRows {
    private static final List<String> TWINS = List.of("e", "E", "é", "e ", "e\u0301");
    /**
     * All owners tried lie between the shortest one and the same with the next character in the place of its last one.
     */
    private static final char FIRST_END = '/';

    /** Not quite the extremes, which a column of floating point would give back by luck. */
    static final long GREATEST = Long.MAX_VALUE - 1;

    static final long LEAST = Long.MIN_VALUE + 1;

    private final SecureRandom random = new SecureRandom();
    private final String owner = "patkit-trial-" + Long.toHexString(random.nextLong()) + FIRST_END;

    private final TrialTokens tokens = new TrialTokens(random);
    private final TrialEvents events = new TrialEvents();
    private final Dialect dialect;
    private final ReadSql sql;
    private final RoundTrip kept;

    /** No shard has a negative number, so this row conflicts with nothing. */
    private final int trialShard = random.nextInt() | Integer.MIN_VALUE;

    TrialRows(Dialect dialect) {
        this.dialect = dialect;
        sql = new ReadSql(dialect);
        kept = new RoundTrip(new TokenRows(), sql);
    }

    void requireKeptExactly(Session session) throws SQLException {
        for (String twin : TWINS) {
            suspend(session, owner + twin);
            TokenInsert.run(session, tokens.row(owner, twin, 0));
            kept.require(session, tokens.row(owner + twin, "same", 0), true);
            events.add(session, owner + twin);
        }
        for (String twin : TWINS) {
            kept.requireOneSuspended(session, owner + twin);
            RoundTrip.require(events.isOnly(session, owner + twin));
            RoundTrip.require(revokeAll(session, owner + twin) == 1);
        }
        String widest = owner + TrialTokens.WIDE.repeat(TokenRequest.MAX_OWNER_LENGTH - owner.length());
        String longestName = TrialTokens.WIDE.repeat(TokenRequest.MAX_NAME_LENGTH);
        suspend(session, widest);
        kept.require(session, tokens.row(widest, longestName, GREATEST), true);
        kept.require(session, tokens.row(widest, "least", LEAST), true);
        RoundTrip.require(events.areKept(session, widest));
        RoundTrip.require(clear(session) == 4 * TWINS.size() + 5);
    }

    /** That the counters of all shards are there, and that the database raises one exactly. */
    void requireEpochs(Session session) throws SQLException {
        int shard = Math.floorMod(trialShard, Epochs.SHARDS);
        long before = EpochCounters.read(session, "start-up", sql).at(shard);
        EpochCounters.raise(session, "start-up", shard, 1);
        RoundTrip.require(EpochCounters.read(session, "start-up", sql).at(shard) == before + 1);
        session.update(TrialSql.INSERT_EPOCH, trialShard, GREATEST);
    }

    private int revokeAll(Session session, String owner) throws SQLException {
        ChangeScope scope = ChangeScope.own(session, dialect, events.audit());
        return OwnersTokens.REVOKE.all(scope, GREATEST, owner);
    }

    private static void suspend(Session session, String owner) throws SQLException {
        OwnerRows.add(session, owner);
        RoundTrip.require(OwnerRows.suspend(session, owner, GREATEST) == 1);
    }

    /**
     * Leaves a row in each table for the rollback to remove, then adds a second live token of the same owner and name,
     * which must be refused.
     */
    void insertTwins(Session session) throws SQLException {
        suspend(session, owner);
        events.add(session, owner);
        TokenInsert.run(session, tokens.row(owner, "twin", 0));
        TokenInsert.run(session, tokens.row(owner, "twin", 0));
    }

    /** Deletes the rows that are there and returns how many; none after a rollback. */
    int clear(Session session) throws SQLException {
        String end = owner.substring(0, owner.length() - 1) + (char) (FIRST_END + 1);
        return session.update(TrialSql.CLEAR_TOKENS, owner, end)
                + session.update(TrialSql.CLEAR_OWNERS, owner, end)
                + session.update(TrialSql.CLEAR_EVENTS, owner, end)
                + session.update(TrialSql.CLEAR_EPOCH, trialShard);
    }
}
