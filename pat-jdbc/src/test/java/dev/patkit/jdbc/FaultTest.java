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
        int call = 0;
        do {
            assertThat(test.prepare()).isEqualTo(before);
            failing = new FailingCalls(test.kind(), ++call);
            JdbcTokenStore store = test.storeOver(failing);
            AtomicReference<@Nullable String> given = new AtomicReference<>();

            Throwable thrown = catchThrowable(() -> given.set(test.operation().run(store)));

            assertThat(failing.open()).as("connections still open").isZero();
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
        int call = 0;
        do {
            assertThat(test.prepare()).isEqualTo(before);
            failing = new FailingCalls(test.kind(), ++call);
            AtomicReference<@Nullable String> given = new AtomicReference<>();

            Throwable thrown = test.runJoined(failing, given::set);

            if (thrown == null) {
                assertThat(given).hasValue(answer);
                assertThat(test.rows()).as("rows after call %d", call).isEqualTo(after);
            } else {
                requireTyped(test, thrown);
                assertThat(test.rows()).as("rows after call %d", call).isEqualTo(before);
            }
        } while (failing.hasFailed());
    }
}
