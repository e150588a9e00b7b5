package dev.patkit.jdbc;

import dev.patkit.error.UnavailableException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Creates the tables unless they are there. */
record SchemaCreation(JdbcWork work, String script) {
    private static final String OPERATION = "create tables";
    private static final int MAX_LOOKS = 100;

    void runIfMissing() {
        if (!exist()) {
            try {
                work.run(OPERATION, this::create);
            } catch (UnavailableException e) {
                requireMadeByAnother(e);
            }
        }
    }

    private boolean exist() {
        return work.run(OPERATION, SchemaCreation::exist);
    }

    /** Asks for one of the rows that the last statement adds. */
    private static boolean exist(Session session) {
        try {
            return session.exists("SELECT 1 FROM pat_epoch WHERE shard = 0");
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean create(Session session) throws SQLException {
        String sql = script.replaceAll("(?m)^--.*$", "");
        for (String one : Arrays.stream(sql.split(";\\s*\\n"))
                .filter(text -> !text.isBlank())
                .toList()) {
            session.execute(one);
        }
        return true;
    }

    /** Another process that creates the tables at the same moment is the one harmless reason for a failure. */
    private void requireMadeByAnother(UnavailableException failure) {
        for (int look = 0; !exist(); look++) {
            if (look == MAX_LOOKS) {
                throw failure;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
