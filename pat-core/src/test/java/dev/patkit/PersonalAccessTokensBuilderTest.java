package dev.patkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.fixture.GatedHasher;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.secret.HashingLimits;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.Change;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenStore;
import dev.patkit.store.TokenUse;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenId;
import dev.patkit.verify.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalAccessTokensBuilderTest {
    private static final Duration DAY = Duration.ofDays(1);

    private static PersonalAccessTokensBuilder builder() {
        return PersonalAccessTokens.builder(new ScriptedStore());
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullArgumentIsRefusedByItsName() {
        assertThatThrownBy(() -> PersonalAccessTokens.builder(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("store must not be null");
        assertMissing("prefix", builder -> builder.prefix(null));
        assertMissing("directory", builder -> builder.owners(null));
        assertMissing("scopes", builder -> builder.scopes((Scope[]) null));
        assertMissing("scopes", builder -> builder.scopes(Scope.of("read"), null));
        assertMissing("current", builder -> builder.hasher(null));
        assertMissing("earlier", builder -> builder.alsoAccepting((SecretHasher[]) null));
        assertMissing("earlier", builder -> builder.alsoAccepting(SecretHasher.sha256(), null));
        assertMissing("limits", builder -> builder.hashingLimits(null));
        assertMissing("newListener", builder -> builder.listener(null));
        assertMissing("writeEvery", builder -> builder.lastUsed(null, Duration.ZERO, 1));
        assertMissing("resolution", builder -> builder.lastUsed(DAY, null, 1));
        assertMissing("deadline", builder -> builder.storeDeadline(null));
        assertMissing("newFreshness", builder -> builder.freshness(null));
        assertMissing("newClock", builder -> builder.clock(null));
        assertMissing("newNanoTime", builder -> builder.nanoTime(null));
        assertMissing("source", builder -> builder.random(null));
    }

    private static void assertMissing(String argument, Consumer<PersonalAccessTokensBuilder> call) {
        assertThatThrownBy(() -> call.accept(builder()))
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith(argument + " must not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Acme", "ac-me", "abcdefghijklmnopq"})
    void prefixThatTokensCannotHaveIsRefused(String prefix) {
        assertRefused("prefix", builder -> builder.prefix(prefix));
    }

    private static void assertRefused(String argument, Consumer<PersonalAccessTokensBuilder> call) {
        assertThatThrownBy(() -> call.accept(builder()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(argument);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, (1 << 24) + 1, Integer.MAX_VALUE})
    void numberOfProofsOutOfBoundsIsRefused(int proofs) {
        assertRefused("proofs", builder -> builder.proofCacheSize(proofs));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P1DT0.000000001S", "PT2562047788015215H"})
    void storeDeadlineOutOfBoundsIsRefused(Duration deadline) {
        assertRefused("deadline", builder -> builder.storeDeadline(deadline));
    }

    @ParameterizedTest
    @CsvSource({
        "writeEvery,PT0S,PT0S,1",
        "writeEvery,PT-1S,PT0S,1",
        "writeEvery,P1DT0.000000001S,PT0S,1",
        "resolution,PT10S,PT-1S,1",
        "resolution,PT10S,P1DT0.000000001S,1",
        "maxPending,PT10S,PT0S,-1"
    })
    void lastUsedPolicyOutOfBoundsIsRefused(String argument, Duration writeEvery, Duration resolution, int maxPending) {
        assertRefused(argument, builder -> builder.lastUsed(writeEvery, resolution, maxPending));
    }

    @Test
    void boundedFreshnessOfAStoreThatCountsNoChangesIsRefused() {
        PersonalAccessTokensBuilder builder = PersonalAccessTokens.builder(new PlainStore())
                .hasher(SecretHasher.sha256())
                .freshness(Freshness.within(Duration.ofSeconds(1)));

        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }

    /** A store that counts no changes and keeps no audit events. */
    private static final class PlainStore implements TokenStore {
        private final InMemoryTokenStore store = new InMemoryTokenStore();

        @Override
        public Optional<StoredToken> find(TokenId id) {
            return store.find(id);
        }

        @Override
        public TokenPage list(TokenQuery query) {
            return store.list(query);
        }

        @Override
        public Change.Outcome apply(Change change) {
            return store.apply(change);
        }

        @Override
        public void recordUses(List<TokenUse> uses) {
            store.recordUses(uses);
        }

        @Override
        public int purge(Instant deadBefore, int limit) {
            return store.purge(deadBefore, limit);
        }
    }

    @Test
    void hasherThatNeedsMoreMemoryThanTheLimitsAllowIsRefused() {
        PersonalAccessTokensBuilder builder = builder()
                .hasher(GatedHasher.opened(1 << 20))
                .hashingLimits(new HashingLimits(1, 1 << 20, 1, Duration.ofSeconds(1)));

        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }
}
