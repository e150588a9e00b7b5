package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.patkit.error.UnavailableException;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whichever JDBC call of an operation fails, the caller gets one typed failure or the right answer, and nothing is
 * leaked or half done.
 */
@Tag("F-1")
final class FaultTest {
    /** Counts the calls that reach the database, makes the chosen one fail, and counts open connections. */
    private static final class Failing implements JdbcCalls {
        private final FaultKind kind;
        private final int chosen;
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();

        Failing(FaultKind kind, int chosen) {
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

        boolean hasFailed() {
            return calls.get() >= chosen;
        }
    }

    static List<FaultCase> cases() {
        return FaultCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFailingCallIsUnavailableOrHarmlessAndNothingIsHalfDone(FaultCase test) {
        List<String> before = test.prepare();
        String answer = test.operation().run(test.store());
        List<String> after = test.rows();

        Failing failing;
        int call = 0;
        do {
            assertThat(test.prepare()).isEqualTo(before);
            failing = new Failing(test.kind(), ++call);
            JdbcTokenStore store = test.storeOver(failing);
            AtomicReference<@Nullable String> given = new AtomicReference<>();

            Throwable thrown = catchThrowable(() -> given.set(test.operation().run(store)));

            assertThat(failing.open).as("connections still open").hasValue(0);
            if (thrown == null) {
                assertThat(given).hasValue(answer);
                assertThat(test.rows()).as("rows after call %d", call).isEqualTo(after);
            } else {
                requireTyped(test, thrown);
                assertThat(failing.hasFailed()).isTrue();
                assertThat(test.rows()).as("rows after call %d", call).isIn(before, after);
            }
        } while (failing.hasFailed());
    }

    private static void requireTyped(FaultCase test, Throwable thrown) {
        assertThat(thrown).isInstanceOf(test.kind().expected());
        if (thrown instanceof UnavailableException unavailable) {
            assertThat(unavailable.kind()).isEqualTo(UnavailableException.Kind.STORE);
            assertThat(unavailable.subject()).isEqualTo(test.operation().verb());
        }
    }
}
