package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.Epochs;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Freshness;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two services share a database: one verifies tokens from cached rows, the other revokes them or suspends their owner.
 * No verification is accepted that began the bound or more after that was acknowledged, by the clock that both share
 * here.
 */
@Timeout(120)
final class RevocationIsSeenWithinTheBoundTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Duration BOUND = Duration.ofMillis(150);
    private static final int ROUNDS = 4;
    private static final int TOKENS = 50;

    private record Known(TokenId id, PresentedToken presented) {}

    @ParameterizedTest
    @EnumSource
    void noTokenIsAcceptedThatWasRevokedLongerAgoThanTheBound(TestDatabases database) {
        try (PersonalAccessTokens here = tokens(database.emptyStore(), Freshness.within(BOUND));
                PersonalAccessTokens there = tokens(database.secondStore(), Freshness.strict())) {
            for (int round = 0; round < ROUNDS; round++) {
                Map<Known, Long> ended = new LinkedHashMap<>();
                for (int number = 0; number < TOKENS; number++) {
                    Known token = issue(here, "round " + round + ", token " + number);
                    assertThat(isAccepted(here, token)).isTrue();
                    there.revoke("alice", token.id());
                    ended.put(token, System.nanoTime());
                }
                requireAllRefusedInTime(here, ended);
            }
        }
    }

    private static PersonalAccessTokens tokens(TokenStore store, Freshness freshness) {
        return PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.sha256())
                .freshness(freshness)
                .build();
    }

    private static Known issue(PersonalAccessTokens pats, String name) {
        IssuedToken issued =
                pats.issue(TokenRequest.forOwner("alice").named(name).allowing(READ));
        return new Known(issued.token().id(), PresentedToken.of(issued.secret().reveal()));
    }

    private static boolean isAccepted(PersonalAccessTokens pats, Known token) {
        return pats.verifier().verify(token.presented(), READ) instanceof Accepted;
    }

    /** Verifies until every token is refused. */
    private static void requireAllRefusedInTime(PersonalAccessTokens pats, Map<Known, Long> ended) {
        while (!ended.isEmpty()) {
            ended.entrySet().removeIf(entry -> {
                long began = System.nanoTime();
                boolean accepted = isAccepted(pats, entry.getKey());
                if (accepted) {
                    assertThat(began - entry.getValue())
                            .as("nanoseconds after the revocation")
                            .isLessThan(BOUND.toNanos());
                }
                return !accepted;
            });
        }
    }

    @ParameterizedTest
    @Tag("R-1")
    @EnumSource
    void noTokenIsAcceptedWhoseOwnerWasSuspendedLongerAgoThanTheBound(TestDatabases database) {
        try (PersonalAccessTokens here = tokens(database.emptyStore(), Freshness.within(BOUND));
                PersonalAccessTokens there = tokens(database.secondStore(), Freshness.strict())) {
            Known token = issue(here, "suspended again and again");
            for (int round = 0; round < 2 * ROUNDS; round++) {
                assertThat(isAccepted(here, token)).isTrue();
                there.administration("admin").suspend("alice");
                Map<Known, Long> ended = new LinkedHashMap<>(Map.of(token, System.nanoTime()));

                requireAllRefusedInTime(here, ended);
                there.administration("admin").reinstate("alice");
                awaitAccepted(here, token);
            }
        }
    }

    /** As after a failover to a standby that lacks the newest commit, or after a backup was restored. */
    @ParameterizedTest
    @Tag("R-1")
    @EnumSource
    void noTokenIsAcceptedLongerThoughTheEpochsFellAndRoseAgain(TestDatabases database) {
        JdbcTokenStore store = database.emptyStore();
        try (PersonalAccessTokens here = tokens(store, Freshness.within(BOUND));
                PersonalAccessTokens there = tokens(database.secondStore(), Freshness.strict())) {
            Known token = issue(here, "cached");
            for (int round = 0; round < ROUNDS; round++) {
                int shard = Epochs.shardOf("alice");
                long earlier = store.epochs().at(shard);
                there.administration("admin").suspend("alice");
                there.administration("admin").reinstate("alice");
                awaitAccepted(here, token);

                TestDatabases.execute(
                        database.dataSource(), "UPDATE pat_epoch SET epoch = " + earlier + " WHERE shard = " + shard);
                there.administration("admin").suspend("alice");
                // A counter that rises by one each time would now be what it was when the row was read.
                TestDatabases.execute(
                        database.dataSource(), "UPDATE pat_epoch SET epoch = epoch + 1 WHERE shard = " + shard);
                requireAllRefusedInTime(here, new LinkedHashMap<>(Map.of(token, System.nanoTime())));
                there.administration("admin").reinstate("alice");
            }
        }
    }

    private static void awaitAccepted(PersonalAccessTokens pats, Known token) {
        while (!isAccepted(pats, token)) {
            Thread.onSpinWait();
        }
    }
}
