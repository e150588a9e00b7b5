package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.AuditEvent;
import dev.patkit.store.Epochs;
import dev.patkit.store.StoredToken;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows at the limits of what may be stored, and rows whose owners and names differ in a way that careless collations ignore.
 * Under a random owner, so that two processes that start at once do not meet.
 */
final class TrialRows {
    static final String INEXACT =
            "the tables do not keep or compare texts and numbers exactly; use the column types and"
                    + " collations of PatKit's scripts";

    private static final List<String> TWINS = List.of("e", "E", "é", "e ", "e\u0301");
    /** All owners tried lie between the shortest one and the same with the next character in the place of its last one. */
    private static final char FIRST_END = '/';

    /** Not quite the extremes, which a column of floating point would give back by luck. */
    private static final long GREATEST = Long.MAX_VALUE - 1;

    private static final long LEAST = Long.MIN_VALUE + 1;

    private final SecureRandom random = new SecureRandom();
    private final String owner = "patkit-trial-" + Long.toHexString(random.nextLong()) + FIRST_END;

    private final TrialTokens tokens = new TrialTokens(random);
    private final TokenRows rows = new TokenRows();
    private final AuditTable audit = new AuditTable();

    /** No shard has a negative number, so this row conflicts with nothing. */
    private final int trialShard = random.nextInt() | Integer.MIN_VALUE;

    void requireKeptExactly(Connection connection) throws SQLException {
        for (String twin : TWINS) {
            suspend(connection, owner + twin);
            insert(connection, tokens.row(owner, twin, 0));
            requireKept(connection, tokens.row(owner + twin, "same", 0));
        }
        for (String twin : TWINS) {
            requireOneSuspended(connection, owner + twin);
            require(Statements.update(connection, TokenSql.REVOKE_ALL, Long.MAX_VALUE, owner + twin) == 1);
        }
        String widest = owner + TrialTokens.WIDE.repeat(TokenRequest.MAX_OWNER_LENGTH - owner.length());
        String longestName = TrialTokens.WIDE.repeat(TokenRequest.MAX_NAME_LENGTH);
        requireKept(connection, tokens.row(widest, longestName, GREATEST));
        requireKept(connection, tokens.row(widest, "least", LEAST));
        requireKept(connection, widest);
        require(clear(connection) == 3 * TWINS.size() + 4);
    }

    /** That the counters of all shards are there, and that the database raises one by exactly one. */
    void requireEpochs(Connection connection) throws SQLException {
        int shard = Math.floorMod(trialShard, Epochs.SHARDS);
        long before = EpochCounters.read(connection, "start-up").at(shard);
        EpochCounters.raise(connection, "start-up", shard);
        require(EpochCounters.read(connection, "start-up").at(shard) == before + 1);
        Statements.update(connection, TokenSql.INSERT_TRIAL_EPOCH, trialShard, GREATEST);
    }

    private static void suspend(Connection connection, String owner) throws SQLException {
        Statements.update(connection, TokenSql.SUSPEND, owner, Long.MAX_VALUE);
    }

    private static void insert(Connection connection, StoredToken row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TokenSql.INSERT)) {
            TokenRows.bind(statement, row);
            statement.executeUpdate();
        }
    }

    private static void requireOneSuspended(Connection connection, String owner) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TokenSql.IS_SUSPENDED)) {
            statement.setString(1, owner);
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            require(found.equals(List.of(owner)));
        }
    }

    private static void require(boolean exact) {
        if (!exact) {
            throw UnavailableException.store("start-up", INEXACT, null);
        }
    }

    private void requireKept(Connection connection, StoredToken row) throws SQLException {
        insert(connection, row);
        try (PreparedStatement statement = connection.prepareStatement(TokenSql.FIND)) {
            statement.setLong(1, row.token().id().value());
            try (ResultSet found = statement.executeQuery()) {
                require(found.next() && isSame(rows.stored(found), row));
            }
        } catch (UnavailableException e) {
            throw UnavailableException.store("start-up", INEXACT, e);
        }
    }

    private void requireKept(Connection connection, String widest) throws SQLException {
        AuditEvent aboutOne = new AuditEvent(
                AuditEvent.Action.ISSUED, Instant.ofEpochMilli(1), widest, widest, new TokenId(Long.MAX_VALUE));
        AuditEvent aboutAll =
                new AuditEvent(AuditEvent.Action.REINSTATED, Instant.ofEpochMilli(0), widest, widest, null);
        audit.record(connection, aboutAll);
        audit.record(connection, aboutOne);
        require(audit.newest(connection, widest, 3).equals(List.of(aboutOne, aboutAll)));
    }

    private static boolean isSame(StoredToken found, StoredToken row) {
        return found.token().equals(row.token())
                && found.hash().sameAs(row.hash())
                && found.secretCheck().equals(row.secretCheck());
    }

    /**
     * Leaves a row in each table for the rollback to remove, then adds a second live token of the same owner and name,
     * which must be refused.
     */
    void insertTwins(Connection connection) throws SQLException {
        suspend(connection, owner);
        audit.record(connection, new AuditEvent(AuditEvent.Action.SUSPENDED, Instant.EPOCH, owner, owner, null));
        insert(connection, tokens.row(owner, "twin", 0));
        insert(connection, tokens.row(owner, "twin", 0));
    }

    /** Deletes the rows that are there and returns how many; none after a rollback. */
    int clear(Connection connection) throws SQLException {
        String end = owner.substring(0, owner.length() - 1) + (char) (FIRST_END + 1);
        return Statements.update(connection, TokenSql.CLEAR_TRIAL_TOKENS, owner, end)
                + Statements.update(connection, TokenSql.CLEAR_TRIAL_OWNERS, owner, end)
                + Statements.update(connection, TokenSql.CLEAR_TRIAL_EVENTS, owner, end)
                + Statements.update(connection, TokenSql.CLEAR_TRIAL_EPOCH, trialShard);
    }
}
