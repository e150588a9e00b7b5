package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.CountingHasher;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two services share a store: one revokes or suspends, the other verifies at once, with the secret's proof in its
 * cache.
 */
@Tag("java-independent")
@Tag("V-1")
@Tag("V-6")
@Tag("R-1")
final class RevocationIsSeenAtOnceTest {
    private static final int TRIALS = Integer.getInteger("patkit.revocations.at-once", 2_000);
    private static final Scope READ = Scope.of("catalog:read");
    private static final TokenStore IN_MEMORY = new InMemoryTokenStore();

    private final CountingHasher hasher = new CountingHasher(SecretHasher.weakArgon2idForTests());

    enum SharedStore {
        IN_MEMORY,
        H2,
        SQLITE,
        POSTGRESQL,
        MARIADB;

        TokenStore first() {
            return this == IN_MEMORY
                    ? RevocationIsSeenAtOnceTest.IN_MEMORY
                    : TestDatabases.valueOf(name()).emptyStore();
        }

        TokenStore second() {
            return this == IN_MEMORY
                    ? RevocationIsSeenAtOnceTest.IN_MEMORY
                    : TestDatabases.valueOf(name()).secondStore();
        }
    }

    @ParameterizedTest
    @EnumSource
    void revokedTokenIsRefusedOnTheNextCall(SharedStore shared) {
        Map<Reason, Integer> refused = new EnumMap<>(Reason.class);

        try (PersonalAccessTokens here = tokens(shared.first());
                PersonalAccessTokens there = tokens(shared.second())) {
            for (int trial = 0; trial < TRIALS; trial++) {
                IssuedToken issued = issue(here, "trial " + trial);
                PresentedToken presented = presented(issued);
                assertThat(here.verifier().verify(presented, READ)).isInstanceOf(Accepted.class);

                there.revoke("alice", issued.token().id());

                count(here.verifier().verify(presented, READ), refused);
            }
        }

        assertThat(refused).containsExactly(Map.entry(Reason.REVOKED, TRIALS));
        assertThat(hasher.matched()).as("every proof was in the cache").isZero();
    }

    private PersonalAccessTokens tokens(TokenStore store) {
        return PersonalAccessTokens.builder(store).hasher(hasher).build();
    }

    private static IssuedToken issue(PersonalAccessTokens pats, String name) {
        return pats.issue(TokenRequest.forOwner("alice").named(name).allowing(READ));
    }

    private static PresentedToken presented(IssuedToken issued) {
        return PresentedToken.of(issued.secret().reveal());
    }

    private static void count(Verification answer, Map<Reason, Integer> refused) {
        if (answer instanceof Rejected rejected) {
            refused.merge(rejected.reason(), 1, Integer::sum);
        }
    }

    @ParameterizedTest
    @EnumSource
    void suspendedOwnerIsRefusedOnTheNextCallAndReinstatedOnTheOneAfter(SharedStore shared) {
        Map<Reason, Integer> refused = new EnumMap<>(Reason.class);

        try (PersonalAccessTokens here = tokens(shared.first());
                PersonalAccessTokens there = tokens(shared.second())) {
            PresentedToken presented = presented(issue(here, "suspended again and again"));
            for (int trial = 0; trial < TRIALS; trial++) {
                assertThat(here.verifier().verify(presented, READ)).isInstanceOf(Accepted.class);

                there.administration("admin").suspend("alice");

                count(here.verifier().verify(presented, READ), refused);
                there.administration("admin").reinstate("alice");
            }
            there.revokeAll("alice");
        }

        assertThat(refused).containsExactly(Map.entry(Reason.OWNER_INACTIVE, TRIALS));
        assertThat(hasher.matched()).as("every proof was in the cache").isZero();
    }
}
