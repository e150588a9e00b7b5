package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.TokenUse;
import dev.patkit.store.TokenUse.HashUpgrade;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writing back that tokens were used moves the last use forward and changes nothing else. */
interface RecordUsesPromises extends StoreUnderTest {
    @Test
    default void firstUseIsRecorded() {
        Token token = tokens().token("alice");
        insert(token);

        use(token.id(), 1);

        assertThat(facts(token.id()))
                .isEqualTo(Token.copyOf(token).lastUsedAt(NOW.plusMillis(1)).build());
    }

    private void use(TokenId id, long millis) {
        store().recordUses(List.of(new TokenUse(id, NOW.plusMillis(millis), null)));
    }

    @Test
    default void lastUseMovesForward() {
        Token token = tokens().token("alice");
        insert(token);

        use(token.id(), 1);
        use(token.id(), 2);

        assertThat(facts(token.id()).lastUsedAt()).contains(NOW.plusMillis(2));
    }

    @Test
    default void lastUseNeverMovesBack() {
        Token token = tokens().token("alice");
        insert(token);

        use(token.id(), 2);
        use(token.id(), 1);

        assertThat(facts(token.id()).lastUsedAt()).contains(NOW.plusMillis(2));
    }

    @Test
    default void latestOfRacingUsesStays() {
        Token token = tokens().token("alice");
        insert(token);

        for (int round = 1; round <= 20; round++) {
            long base = 100L * round;
            Race.among(8, number -> {
                TokenUse use = new TokenUse(token.id(), NOW.plusMillis(base + number), null);
                handle(number).recordUses(List.of(use));
                return number;
            });
            assertThat(facts(token.id()).lastUsedAt()).contains(NOW.plusMillis(base + 7));
        }
    }

    @Test
    default void severalTokensAreRecordedInOneCall() {
        List<Token> all =
                Stream.generate(() -> tokens().token("alice")).limit(300).toList();
        all.forEach(this::insert);
        List<TokenUse> uses = new ArrayList<>();
        all.forEach(token -> uses.add(new TokenUse(token.id(), NOW.plusMillis(uses.size()), null)));

        store().recordUses(uses);

        assertThat(uses)
                .allSatisfy(use -> assertThat(facts(use.id()).lastUsedAt()).contains(use.usedAt()));
    }

    @Test
    default void emptyListIsNothing() {
        Token token = tokens().token("alice");
        insert(token);

        store().recordUses(List.of());

        assertThat(facts(token.id())).isEqualTo(token);
    }

    @Test
    default void unknownTokenIsPassedOver() {
        Token token = tokens().token("alice");
        TokenId unknown = tokens().id();
        insert(token);

        store().recordUses(List.of(
                new TokenUse(unknown, NOW, new HashUpgrade(tokens().hash(), tokens().hash())),
                new TokenUse(token.id(), NOW, null)));

        assertThat(facts(token.id()).lastUsedAt()).contains(NOW);
        assertThat(otherHandle().find(unknown)).isEmpty();
    }

    @Test
    default void purgedTokenDoesNotComeBack() {
        Token token = tokens().token("alice");
        insert(token);
        revokeAll(store(), "alice");
        store().purge(NOW.plusMillis(1), 10);

        use(token.id(), 5);

        assertThat(otherHandle().find(token.id())).isEmpty();
        assertThat(allOf("alice")).isEmpty();
    }

    @Test
    default void revokedTokenStaysRevoked() {
        Token token = tokens().token("alice");
        insert(token);
        revokeAll(store(), "alice", NOW.plusMillis(3));

        use(token.id(), 5);

        assertThat(facts(token.id()).revokedAt()).contains(NOW.plusMillis(3));
    }

    @Test
    default void revocationAndUseAtTheSameMomentAreBothKept() {
        for (int round = 0; round < RevokePromises.ROUNDS; round++) {
            Token token = tokens().token("alice");
            insert(token);

            Race.between(
                    () -> revoke(store(), token, NOW.plusMillis(3)),
                    () -> otherHandle().recordUses(List.of(new TokenUse(token.id(), NOW.plusMillis(5), null))));

            Token found = facts(token.id());
            assertThat(found.revokedAt()).as("round %d", round).contains(NOW.plusMillis(3));
            assertThat(found.lastUsedAt()).as("round %d", round).contains(NOW.plusMillis(5));
        }
    }

    @Test
    default void batchesOfTheSameTokensInAnyOrderAllSucceed() {
        List<Token> all =
                Stream.generate(() -> tokens().token("alice")).limit(20).toList();
        all.forEach(this::insert);

        Race.among(6, number -> {
            Random order = new Random(number);
            for (int round = 0; round < 10; round++) {
                long millis = 10L * round + number;
                List<TokenUse> uses = new ArrayList<>(all.stream()
                        .map(token -> new TokenUse(token.id(), NOW.plusMillis(millis), null))
                        .toList());
                Collections.shuffle(uses, order);
                handle(number).recordUses(uses);
            }
            return number;
        });

        assertThat(allOf("alice"))
                .hasSize(20)
                .allSatisfy(token -> assertThat(token.lastUsedAt()).contains(NOW.plusMillis(95)));
    }
}
