package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.CountingHasher;
import dev.patkit.secret.Argon2idHasher;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.SecretGenerator;
import dev.patkit.token.TokenFormat;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often Argon2, at its default cost, really runs; on H2, in a service that starts with an empty cache. */
final class ProofsAreCountedTest {
    private static final int VERIFICATIONS = 100_000;
    private static final int THREADS = 200;
    private static final Scope READ = Scope.of("catalog:read");

    private final CountingHasher argon2 = new CountingHasher(Argon2idHasher.owasp());
    private final TokenStore store = TestDatabases.H2.emptyStore();
    private TokenId id = new TokenId(0);
    private PresentedToken presented = PresentedToken.of(null);

    @BeforeEach
    void issueByAnotherService() {
        try (PersonalAccessTokens issuer = PersonalAccessTokens.builder(store).build()) {
            IssuedToken issued =
                    issuer.issue(TokenRequest.forOwner("alice").named("import").allowing(READ));
            id = issued.token().id();
            presented = PresentedToken.of(issued.secret().reveal());
        }
    }

    private PersonalAccessTokens restarted() {
        return PersonalAccessTokens.builder(store).hasher(argon2).build();
    }

    @Test
    void manyVerificationsOfOneTokenRunArgon2Once() {
        try (PersonalAccessTokens pats = restarted()) {
            for (int call = 0; call < VERIFICATIONS; call++) {
                assertThat(pats.verifier().verify(presented, READ)).isInstanceOf(Accepted.class);
            }
        }

        assertThat(argon2.matched()).isEqualTo(1);
    }

    @Test
    void manyThreadsWithOneColdTokenRunArgon2Once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch allReady = new CountDownLatch(THREADS);
        try (PersonalAccessTokens pats = restarted()) {
            Callable<Verification> call = () -> {
                allReady.countDown();
                allReady.await();
                return pats.verifier().verify(presented, READ);
            };
            List<Callable<Verification>> calls =
                    IntStream.range(0, THREADS).mapToObj(i -> call).toList();

            for (Future<Verification> answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).isInstanceOf(Accepted.class);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(argon2.matched()).isEqualTo(1);
    }

    @Test
    void forgedSecretsForOneRealIdNeverRunArgon2() {
        TokenFormat format = TokenFormat.withPrefix("pat");
        SecretGenerator forger = new SecretGenerator(new SecureRandom());
        try (PersonalAccessTokens pats = restarted()) {
            for (int call = 0; call < VERIFICATIONS; call++) {
                String forged = format.write(id, forger.secret()).reveal();

                assertThat(pats.verifier().verify(PresentedToken.of(forged), READ))
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                rejected -> assertThat(rejected.reason()).isEqualTo(Reason.WRONG_SECRET));
            }
        }

        assertThat(argon2.matched()).isZero();
    }
}
