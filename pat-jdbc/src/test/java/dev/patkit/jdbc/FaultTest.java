package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.patkit.error.UnavailableException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whichever JDBC call of an operation fails, the caller gets one typed failure or the right answer, and nothing is
 * leaked or half done.
 */
@Tag("java-independent")
@Tag("F-1")
final class FaultTest {
    private static final int ALL = 200;
    private static final int SAMPLE = 23;

    static List<FaultCase> cases() {
        return FaultCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFailingCallIsUnavailableOrHarmlessAndNothingIsHalfDone(FaultCase test) {
        List<String> before = test.prepare();
        String answer = test.operation().run(test.store());
        List<String> after = test.rows();

        FailingCalls failing;
        List<String> rows = after;
        int call = 0;
        do {
            restore(before, rows, test);
            call = next(call);
            failing = new FailingCalls(test.kind(), call);
            JdbcTokenStore store = test.storeOver(failing);
            AtomicReference<@Nullable String> given = new AtomicReference<>();

            Throwable thrown = catchThrowable(() -> given.set(test.operation().run(store)));

            assertThat(failing.open()).as("connections still open").isZero();
            rows = test.rows();
            if (thrown == null) {
                assertThat(given).hasValue(answer);
                assertThat(rows).as("rows after call %d", call).isEqualTo(after);
            } else {
                requireTyped(test, thrown);
                assertThat(failing.hasFailed()).isTrue();
                assertThat(rows).as("rows after call %d", call).isIn(before, after);
            }
        } while (failing.hasFailed());
    }

    /** Every call; but the many equal ones of reading 256 counters are sampled, each of their kinds among them. */
    private static int next(int call) {
        return call < ALL ? call + 1 : call + SAMPLE;
    }

    /** Most failing calls change nothing, and then the rows are there already. */
    private static void restore(List<String> before, List<String> rows, FaultCase test) {
        if (!rows.equals(before)) {
            assertThat(test.prepare()).isEqualTo(before);
        }
    }

    private static void requireTyped(FaultCase test, Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(UnavailableException.class, unavailable -> {
            assertThat(unavailable.kind()).isEqualTo(UnavailableException.Kind.STORE);
            assertThat(unavailable.subject()).isEqualTo(test.operation().verb());
        });
    }

    static List<FaultCase> joinedCases() {
        return FaultCase.joined();
    }

    @ParameterizedTest
    @MethodSource("joinedCases")
    void everyFailingCallOfAJoinedChangeIsUnavailableOrHarmlessAndARollbackLeavesNothing(FaultCase test)
            throws SQLException {
        List<String> before = test.prepare();
        String answer = test.operation().run(test.store());
        List<String> after = test.rows();

        FailingCalls failing;
        List<String> rows = after;
        int call = 0;
        do {
            restore(before, rows, test);
            call = next(call);
            failing = new FailingCalls(test.kind(), call);
            AtomicReference<@Nullable String> given = new AtomicReference<>();

            Throwable thrown = test.runJoined(failing, given::set);

            rows = test.rows();
            if (thrown == null) {
                assertThat(given).hasValue(answer);
                assertThat(rows).as("rows after call %d", call).isEqualTo(after);
            } else {
                requireTyped(test, thrown);
                assertThat(rows).as("rows after call %d", call).isEqualTo(before);
            }
        } while (failing.hasFailed());
    }
}
