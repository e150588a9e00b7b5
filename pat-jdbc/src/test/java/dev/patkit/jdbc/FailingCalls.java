package dev.patkit.jdbc;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Counts the calls that reach the database, makes the chosen one fail, and counts open connections. */
final class FailingCalls implements JdbcCalls {
    private final FaultKind kind;
    private final int chosen;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    FailingCalls(FaultKind kind, int chosen) {
        this.kind = kind;
        this.chosen = chosen;
    }

    @Override
    public @Nullable Object on(Call call) throws Throwable {
        int number = calls.incrementAndGet();
        boolean fails = number == chosen || (kind.isLasting() && number > chosen);
        boolean closes = call.is("close") && call.target() instanceof Connection;
        if (fails && !kind.isAfterwards() && !closes) {
            throw kind.failure();
        }
        Object answer = call.proceed();
        open.addAndGet(call.is("getConnection") && call.target() instanceof DataSource ? 1 : closes ? -1 : 0);
        if (fails) {
            closeConnection(answer);
            throw kind.failure();
        }
        return answer;
    }

    /** A connection that never reaches the caller is not the caller's to close. */
    private void closeConnection(@Nullable Object answer) throws Exception {
        if (answer instanceof Connection connection) {
            connection.close();
            open.decrementAndGet();
        }
    }

    /** Whether the chosen call was made. */
    boolean hasFailed() {
        return calls.get() >= chosen;
    }

    /** How many connections are open. */
    int open() {
        return open.get();
    }
}
