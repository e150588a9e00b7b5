package dev.patkit.internal.usage;

import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.Callers;
import dev.patkit.contract.CountingHasher;
import dev.patkit.error.UnavailableException;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.fixture.GatedHasher;
import dev.patkit.fixture.RecordingListener;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HashUpgradesTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final LastUsedPolicy BY_HAND = new LastUsedPolicy(Duration.ofDays(1), Duration.ZERO, 100);
    private static final SecretHasher WEAK = SecretHasher.weakArgon2idForTests();
    private static final SecretHasher STRONGER = SecretHasher.argon2id(7168, 1, 1);

    private final ScriptedStore store = new ScriptedStore();
    private final RecordingListener listener = new RecordingListener();

    @Test
    void rowUnderOldParametersIsUpgradedWhenItsTokenIsNextProven() {
        IssuedToken issued = issuedUnder(WEAK);

        try (PersonalAccessTokens now = service(STRONGER, BY_HAND)) {
            assertAccepted(now, issued);
            assertThat(stored(issued).phc()).contains("m=64,");
            now.housekeeping().flush();

            assertThat(stored(issued).phc()).contains("m=7168,");
            assertAccepted(now, issued);
        }
    }

    private IssuedToken issuedUnder(SecretHasher hasher) {
        try (PersonalAccessTokens before = service(hasher, BY_HAND)) {
            return before.issue(TokenRequest.forOwner("alice").named("import").allowing(READ));
        }
    }

    private PersonalAccessTokens service(SecretHasher hasher, LastUsedPolicy policy) {
        return PersonalAccessTokens.builder(store)
                .hasher(hasher)
                .alsoAccepting(WEAK, SecretHasher.sha256())
                .hashingLimits(new HashingLimits(2, 64 << 20, 100, Duration.ofMinutes(1)))
                .lastUsed(policy.writeEvery(), policy.resolution(), policy.maxPending())
                .listener(listener)
                .build();
    }

    private static void assertAccepted(PersonalAccessTokens service, IssuedToken token) {
        assertThat(service.verifier().verify(presented(token), READ)).isInstanceOf(Accepted.class);
    }

    private static PresentedToken presented(IssuedToken token) {
        return PresentedToken.of(token.secret().reveal());
    }

    private SecretHash stored(IssuedToken token) {
        return store.kept(token.token().id()).hash();
    }

    @Test
    void rowOfAnotherFunctionIsUpgradedInBothDirections() {
        IssuedToken issued = issuedUnder(SecretHasher.sha256());

        try (PersonalAccessTokens now = service(STRONGER, BY_HAND)) {
            assertAccepted(now, issued);
        }
        assertThat(stored(issued).phc()).startsWith("$argon2id$");

        try (PersonalAccessTokens back = PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.sha256())
                .alsoAccepting(WEAK)
                .lastUsed(BY_HAND.writeEvery(), BY_HAND.resolution(), BY_HAND.maxPending())
                .build()) {
            assertAccepted(back, issued);
        }
        assertThat(stored(issued).phc()).startsWith("$sha256$");
    }

    @Test
    void currentRowIsNotRehashed() {
        IssuedToken issued = issuedUnder(WEAK);
        SecretHash before = stored(issued);
        CountingHasher counting = new CountingHasher(WEAK);

        try (PersonalAccessTokens now = service(counting, BY_HAND)) {
            assertAccepted(now, issued);
        }

        assertThat(counting.hashed()).isZero();
        assertThat(stored(issued).sameAs(before)).isTrue();
    }

    @Test
    @Tag("K-6")
    void revocationBetweenProofAndUpgradeIsKept() {
        IssuedToken issued = issuedUnder(WEAK);

        try (PersonalAccessTokens now = service(STRONGER, BY_HAND)) {
            assertAccepted(now, issued);
            now.revoke("alice", issued.token().id());
            now.housekeeping().flush();

            assertThat(now.find("alice", issued.token().id()).orElseThrow().revokedAt())
                    .isPresent();
            assertRefused(now, issued, READ, Reason.REVOKED);
        }
    }

    @Test
    @Tag("K-6")
    void upgradeThatAnotherProcessMadeFirstIsNotOverwritten() {
        IssuedToken issued = issuedUnder(WEAK);

        try (PersonalAccessTokens one = service(STRONGER, BY_HAND);
                PersonalAccessTokens other = service(STRONGER, BY_HAND)) {
            assertAccepted(one, issued);
            assertAccepted(other, issued);
            one.housekeeping().flush();
            SecretHash first = stored(issued);
            other.housekeeping().flush();

            assertThat(stored(issued).sameAs(first)).isTrue();
            assertAccepted(other, issued);
        }
    }

    @Test
    void rehashThatFailsDoesNotFailTheVerification() {
        IssuedToken issued = issuedUnder(SecretHasher.sha256());
        GatedHasher failing = GatedHasher.opened(64);
        failing.atEnd(() -> {
            throw UnavailableException.hasher("gated", "planned", null);
        });

        try (PersonalAccessTokens now = service(failing, BY_HAND)) {
            assertAccepted(now, issued);

            assertThat(listener.errors()).singleElement().is(unavailable(Kind.HASHER));
            assertThat(stored(issued).phc()).startsWith("$sha256$");

            failing.atEnd(() -> {});
            assertAccepted(now, issued);
            now.housekeeping().flush();
            assertThat(stored(issued).phc()).startsWith("$gated$");
        }
    }

    @Test
    void fastRehashThatThrowsAnythingDoesNotFailTheVerification() {
        IssuedToken issued = issuedUnder(SecretHasher.sha256());
        GatedHasher failing = GatedHasher.opened(0);
        failing.atEnd(() -> {
            throw new IllegalStateException("planned");
        });

        try (PersonalAccessTokens now = service(failing, BY_HAND)) {
            assertAccepted(now, issued);

            assertThat(listener.errors()).singleElement().is(unavailable(Kind.HASHER));
        }
    }

    @Test
    void rehashRefusedAsBusyDoesNotFailTheVerification() {
        IssuedToken issued = issuedUnder(SecretHasher.sha256());
        GatedHasher shut = GatedHasher.shut(64);

        try (PersonalAccessTokens now = PersonalAccessTokens.builder(store)
                .hasher(shut)
                .alsoAccepting(SecretHasher.sha256())
                .hashingLimits(new HashingLimits(1, 1 << 20, 1, Duration.ofMillis(1)))
                .lastUsed(BY_HAND.writeEvery(), BY_HAND.resolution(), BY_HAND.maxPending())
                .listener(listener)
                .build()) {
            assertAccepted(now, issued);

            assertThat(listener.errors()).singleElement().is(unavailable(Kind.HASHING_BUSY));
        }
        shut.open();
    }

    @Test
    void upgradeThatWaitsIsNotMadeAgain() {
        IssuedToken issued = issuedUnder(WEAK);
        CountingHasher counting = new CountingHasher(STRONGER);
        store.onRecord(uses -> {
            throw new IllegalStateException("planned");
        });

        try (PersonalAccessTokens now = service(counting, BY_HAND)) {
            for (int use = 0; use < 50; use++) {
                assertAccepted(now, issued);
                now.housekeeping().flush();
            }

            assertThat(counting.hashed()).isEqualTo(1);
            store.onRecord(uses -> {});
        }
        assertThat(stored(issued).phc()).contains("m=7168,");
    }

    @Test
    @Tag("K-6")
    void fiftyCallersOfOneTokenMakeOneUpgrade() {
        IssuedToken issued = issuedUnder(SecretHasher.sha256());
        GatedHasher slow = GatedHasher.shut(64);

        try (PersonalAccessTokens now = service(slow, BY_HAND)) {
            Callers<Integer> first =
                    Callers.start(1, () -> accepted(now, issued)).untilWaiting();
            slow.awaitEntered(1);

            assertThat(Callers.start(49, () -> accepted(now, issued)).answers()).hasSize(49);
            slow.open();

            assertThat(first.answers()).hasSize(1);
            assertThat(slow.seen()).hasSize(1);
        }
        assertThat(stored(issued).phc()).startsWith("$gated$");
    }

    private static int accepted(PersonalAccessTokens service, IssuedToken token) {
        assertAccepted(service, token);
        return 1;
    }

    @Test
    void upgradeThatCouldNotBeKeptIsNotMade() {
        IssuedToken issued = issuedUnder(WEAK);
        CountingHasher counting = new CountingHasher(STRONGER);
        LastUsedPolicy noRoom = new LastUsedPolicy(Duration.ofDays(1), Duration.ZERO, 0);

        try (PersonalAccessTokens now = service(counting, noRoom)) {
            IntStream.range(0, 20).forEach(use -> assertAccepted(now, issued));
        }

        assertThat(counting.hashed()).isZero();
        assertThat(stored(issued).phc()).contains("m=64,");
    }

    @Test
    void tokenThatIsRefusedIsNotRehashed() {
        IssuedToken issued = issuedUnder(WEAK);
        CountingHasher counting = new CountingHasher(STRONGER);

        try (PersonalAccessTokens now = service(counting, BY_HAND)) {
            now.administration("admin").suspend("alice");
            assertRefused(now, issued, READ, Reason.OWNER_INACTIVE);
            now.administration("admin").reinstate("alice");
            now.revoke("alice", issued.token().id());
            assertRefused(now, issued, READ, Reason.REVOKED);
        }

        assertThat(counting.hashed()).isZero();
    }

    private static void assertRefused(PersonalAccessTokens service, IssuedToken token, Scope scope, Reason reason) {
        assertThat(service.verifier().verify(presented(token), scope))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @Test
    void tokenThatLacksTheScopeIsUpgraded() {
        IssuedToken issued = issuedUnder(WEAK);

        try (PersonalAccessTokens now = service(STRONGER, BY_HAND)) {
            assertRefused(now, issued, Scope.of("admin"), Reason.INSUFFICIENT_SCOPE);
        }

        assertThat(stored(issued).phc()).contains("m=7168,");
    }

    @Test
    void authenticatedTokenIsUpgraded() {
        IssuedToken issued = issuedUnder(WEAK);

        try (PersonalAccessTokens now = service(STRONGER, BY_HAND)) {
            assertThat(now.verifier().authenticate(presented(issued))).isInstanceOf(Authenticated.class);
        }

        assertThat(stored(issued).phc()).contains("m=7168,");
    }

    @Test
    void cachedRowIsRehashedOnce() {
        IssuedToken issued = issuedUnder(WEAK);
        CountingHasher counting = new CountingHasher(STRONGER);

        try (PersonalAccessTokens now = PersonalAccessTokens.builder(store)
                .hasher(counting)
                .alsoAccepting(WEAK)
                .freshness(Freshness.within(Duration.ofHours(1)))
                .build()) {
            for (int use = 0; use < 50; use++) {
                assertAccepted(now, issued);
                now.housekeeping().flush();
            }
        }

        assertThat(counting.hashed()).isEqualTo(1);
        assertThat(stored(issued).phc()).contains("m=7168,");
    }

    @Test
    void upgradeAlsoNotesTheUse() {
        IssuedToken issued = issuedUnder(WEAK);

        try (PersonalAccessTokens now = service(STRONGER, BY_HAND)) {
            assertAccepted(now, issued);
            now.housekeeping().flush();
        }

        assertThat(store.recorded()).extracting(List::size).containsExactly(1);
        assertThat(store.kept(issued.token().id()).token().lastUsedAt()).isPresent();
    }
}
