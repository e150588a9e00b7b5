package dev.patkit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.patkit.PersonalAccessTokens;
import dev.patkit.secret.Argon2idHasher;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counted by the JVM for this thread, so it does not depend on how fast the machine is or what the compiler makes of it. */
class RefusingNoiseLeavesNoGarbageTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final int CALLS = 1000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "noise",
                "pat_000000000000000000000000000000000000000000000000000000000000",
                "pat_00000000000000000000000000000000000000000000000000000-000000",
                "pat_00000000000000000000000000000000000000000000000000000\u0130000000"
            })
    void textThatIsNoTokenAllocatesNothing(String text) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        PresentedToken noise = PresentedToken.of(text);
        try (PersonalAccessTokens pats = PersonalAccessTokens.builder(new InMemoryTokenStore())
                .hasher(Argon2idHasher.weakForTests())
                .build()) {
            verify(pats, noise);

            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            verify(pats, noise);
            long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());

            assertThat((after - before) / CALLS).isZero();
        }
    }

    private static void verify(PersonalAccessTokens pats, PresentedToken noise) {
        for (int call = 0; call < CALLS; call++) {
            if (pats.verifier().verify(noise, READ) instanceof Accepted) {
                throw new AssertionError("noise was accepted");
            }
        }
    }
}
