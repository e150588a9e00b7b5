package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.CountingHasher;
import dev.patkit.internal.issuing.SecretGenerator;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How often Argon2 runs on a node that did not issue the token, so that its cache is cold. No client decides that. */
@Tag("Q-1")
@Tag("Q-2")
final class ProofsAreCountedTest {
    private static final int VERIFICATIONS = 100_000;
    private static final int THREADS = 200;
    private static final Scope READ = Scope.of("catalog:read");

    private final TokenStore store = TestDatabases.H2.emptyStore();
    private final IssuedToken issued = issued();
    private final CountingHasher hasher = new CountingHasher(SecretHasher.argon2id());

    private IssuedToken issued() {
        try (PersonalAccessTokens pats = PersonalAccessTokens.builder(store).build()) {
            return pats.issue(TokenRequest.forOwner("alice").named("import").allowing(READ));
        }
    }

    private PersonalAccessTokens coldNode() {
        return PersonalAccessTokens.builder(store).hasher(hasher).build();
    }

    @Test
    void tokenInConstantUseIsProvenOnce() {
        try (PersonalAccessTokens node = coldNode()) {
            for (int i = 0; i < VERIFICATIONS; i++) {
                assertThat(verify(node, presented())).isInstanceOf(Accepted.class);
            }
        }

        assertThat(hasher.matched()).isOne();
    }

    private static Verification verify(PersonalAccessTokens node, PresentedToken token) {
        return node.verifier().verify(token, READ);
    }

    private PresentedToken presented() {
        return PresentedToken.of(issued.secret().reveal());
    }

    @Test
    void manyThreadsWithOneColdTokenShareOneProof() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        try (PersonalAccessTokens node = coldNode()) {
            List<Future<Verification>> answers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return verify(node, presented());
                }));
            }
            start.countDown();

            for (Future<Verification> answer : answers) {
                assertThat(answer.get()).isInstanceOf(Accepted.class);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(hasher.matched()).isOne();
    }

    @Test
    void forgedSecretsForARealIdNeverReachTheHasher() {
        SecretGenerator forger = new SecretGenerator(new SecureRandom());
        try (PersonalAccessTokens node = coldNode()) {
            for (int i = 0; i < VERIFICATIONS; i++) {
                assertThat(verify(node, forged(forger)))
                        .isInstanceOfSatisfying(
                                Rejected.class,
                                refusal -> assertThat(refusal.reason()).isEqualTo(Reason.WRONG_SECRET));
            }
        }

        assertThat(hasher.matched() + hasher.hashed()).isZero();
    }

    /** The issued token's id with another secret, and a correct check. */
    private PresentedToken forged(SecretGenerator forger) {
        try (SecretText secret = forger.secret()) {
            byte[] text =
                    TokenLayout.withPrefix("pat").write(issued.token().id().value(), secret.revealBytes());
            return PresentedToken.of(new String(text, StandardCharsets.US_ASCII));
        }
    }
}
