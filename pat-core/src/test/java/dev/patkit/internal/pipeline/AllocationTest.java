package dev.patkit.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.patkit.PersonalAccessTokens;
import dev.patkit.PersonalAccessTokensBuilder;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.SecretHasher;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Freshness;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes that a call allocates, as the JVM counts them for this thread: they do not depend on the speed of the
 * machine.
 */
class AllocationTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final int CALLS = 20_000;
    /** An object of two references, on a JVM that does not compress them. */
    private static final long LARGEST_ANSWER = 32;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "noise",
                "pat_000000000000000000000000000000000000000000000000000000000000",
                "pat_00000000000000000000000000000000000000000000000000000-000000",
                "pat_00000000000000000000000000000000000000000000000000000\u0130000000"
            })
    void textThatIsNotATokenAllocatesNothing(String text) {
        PresentedToken noise = PresentedToken.of(text);
        try (PersonalAccessTokens pats = builder(new ScriptedStore()).build()) {
            assertThat(bytesOfACall(() -> pats.verifier().verify(noise, READ))).isZero();
            assertThat(bytesOfACall(() -> pats.verifier().authenticate(noise))).isZero();
        }
    }

    private static PersonalAccessTokensBuilder builder(ScriptedStore store) {
        return PersonalAccessTokens.builder(store).hasher(SecretHasher.weakArgon2idForTests());
    }

    /** Without the first calls, in which a thread allocates what it keeps. */
    private static long bytesOfACall(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        repeat(call);
        long before = threads.getThreadAllocatedBytes(self);
        repeat(call);
        return (threads.getThreadAllocatedBytes(self) - before) / CALLS;
    }

    private static void repeat(Runnable call) {
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
    }

    @Test
    void acceptanceFromTheCacheAllocatesItsAnswerOnly() {
        ScriptedStore store = new ScriptedStore();
        try (PersonalAccessTokens pats =
                builder(store).freshness(Freshness.within(Duration.ofHours(1))).build()) {
            IssuedToken issued =
                    pats.issue(TokenRequest.forOwner("alice").named("import").allowing(READ));
            PresentedToken presented = PresentedToken.of(issued.secret().reveal());
            Runnable verify = () -> pats.verifier().verify(presented, READ);
            repeatUntilNothingIsRead(store, verify);

            assertThat(bytesOfACall(verify)).isPositive().isLessThanOrEqualTo(LARGEST_ANSWER);
        }
    }

    private static void repeatUntilNothingIsRead(ScriptedStore store, Runnable call) {
        int before;
        do {
            before = store.calls();
            call.run();
        } while (store.calls() > before);
    }
}
