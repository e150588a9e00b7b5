package dev.patkit.jdbc;

import dev.patkit.store.Epochs;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.Token;
import dev.patkit.token.TokenRequest;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rows at both ends of what may be stored, and rows whose owners and names differ in a way that careless collations
 * ignore. They are added in batches and read back in a few queries, so that a start is few round trips. Under a random
 * owner, so that two processes that start at once do not meet.
 */
final class TrialRows {
    private static final List<String> TWINS = List.of("e", "E", "é", "e ", "e\u0301");

    /** Not quite the extremes, which a column of floating point would give back by luck. */
    static final long GREATEST = Long.MAX_VALUE - 1;

    static final long LEAST = Long.MIN_VALUE + 1;

    private static final String UPDATE = """
            UPDATE pat_token SET last_used_at = ?, revoked_at = ?, suspended_at = ?, secret_hash = ?, live = NULL
            WHERE id = ? AND owner = ?""";

    private final SecureRandom random = new SecureRandom();
    private final String owner = "patkit-trial-" + Long.toHexString(random.nextLong());
    private final String widest = owner + TrialTokens.WIDE.repeat(TokenRequest.MAX_OWNER_LENGTH - owner.length());

    private final TrialTokens tokens = new TrialTokens(random);
    private final TrialEvents events = new TrialEvents();
    private final TokenRows rows = new TokenRows();
    private final Dialect dialect;
    private final ReadSql sql;

    TrialRows(Dialect dialect) {
        this.dialect = dialect;
        sql = new ReadSql(dialect);
    }

    void requireKeptExactly(Session session) throws SQLException {
        addOwners(session);
        List<StoredToken> live = live();
        List<StoredToken> suspended = suspended();
        insert(session, live);
        insert(session, suspended);
        requireSame(session, Stream.concat(live.stream(), suspended.stream()).toList());
        events.requireKept(session, TWINS.stream().map(owner::concat).toList(), widest);
        RoundTrip.require(new TokenLists(rows)
                        .read(session, TokenQuery.ownedBy(widest).includingRevoked())
                        .tokens()
                        .size()
                == 2);
        requireChangeable(session, live.get(0).token());
    }

    /** The owner of the twin names is not suspended; the others are. */
    private void addOwners(Session session) throws SQLException {
        List<String> suspended = suspendedOwners().toList();
        session.updateEach(
                OwnerRows.ADD,
                Stream.concat(Stream.of(owner), suspended.stream())
                        .map(List::<Object>of)
                        .toList());
        session.updateEach(
                OwnerRows.SUSPEND,
                suspended.stream().map(one -> List.<Object>of(GREATEST, one)).toList());
    }

    private Stream<String> suspendedOwners() {
        return Stream.concat(TWINS.stream().map(owner::concat), Stream.of(widest));
    }

    /** Together on PostgreSQL only: MariaDB reads the owner's row once for a whole batch. */
    private void insert(Session session, List<StoredToken> added) throws SQLException {
        if (dialect.takesArrays()) {
            TokenInsert.runAll(session, added);
        } else {
            for (StoredToken row : added) {
                UniqueInserts.requireStored(TokenInsert.run(session, row));
            }
        }
    }

    /** Those of the owner that is not suspended. */
    private List<StoredToken> live() {
        return TWINS.stream().map(twin -> tokens.shortest(owner, twin)).toList();
    }

    private List<StoredToken> suspended() {
        String longestName = TrialTokens.WIDE.repeat(TokenRequest.MAX_NAME_LENGTH);
        Stream<StoredToken> longest =
                Stream.of(tokens.longest(widest, longestName, GREATEST), tokens.longest(widest, "least", LEAST));
        return Stream.concat(TWINS.stream().map(twin -> tokens.shortest(owner + twin, "same")), longest)
                .toList();
    }

    private void requireSame(Session session, List<StoredToken> added) throws SQLException {
        Map<Long, StoredToken> found = new HashMap<>();
        int placeholders = ReadSql.placeholdersFor(added.size());
        try (PreparedStatement statement = session.prepare(sql.findSeveral(placeholders))) {
            for (int i = 0; i < placeholders; i++) {
                statement.setLong(i + 1, id(added.get(Math.min(i, added.size() - 1))));
            }
            try (ResultSet read = statement.executeQuery()) {
                while (read.next()) {
                    StoredToken row = RoundTrip.understood(() -> rows.stored(read));
                    found.put(id(row), row);
                }
            }
        }
        for (StoredToken row : added) {
            boolean suspended = !row.token().owner().equals(owner);
            RoundTrip.require(RoundTrip.isSame(found.get(id(row)), row, suspended));
        }
    }

    private static long id(StoredToken row) {
        return row.token().id().value();
    }

    /** Changes and deletes a token as changes and a purge do: some users may write some columns only. */
    private static void requireChangeable(Session session, Token token) throws SQLException {
        long id = token.id().value();
        String hash = "$".repeat(TrialTokens.HASH_LENGTH);
        RoundTrip.require(session.update(UPDATE, GREATEST, LEAST, GREATEST, hash, id, token.owner()) == 1);
        RoundTrip.require(session.update(TokenSql.DELETE_DEAD, id, GREATEST, GREATEST) == 1);
    }

    /**
     * That the database raises the epoch of a shard exactly. Others may raise it meanwhile, but not by a few: the step
     * is such that a number which was rounded would be some too low or high.
     */
    void requireExactEpochs(Session session) throws SQLException {
        int shard = random.nextInt(Epochs.SHARDS);
        long before = EpochCounters.read(session, SelfCheck.OPERATION, sql).at(shard);
        long step = (1L << 61) + Math.floorMod(100 - before, 512);
        EpochCounters.raise(session, SelfCheck.OPERATION, shard, step);
        long others = session.ids(TrialSql.EPOCH, shard).get(0) - step - before;
        RoundTrip.require(others == 0 || others >= 512);
    }

    /** Adds a second live token of the same owner and name, which must be refused. */
    void insertTwin(Session session) throws SQLException {
        TokenInsert.run(session, tokens.shortest(owner, TWINS.get(1)));
    }
}
