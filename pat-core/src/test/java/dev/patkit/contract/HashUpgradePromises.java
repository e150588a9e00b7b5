package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.secret.SecretHash;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenStore;
import dev.patkit.store.TokenUse;
import dev.patkit.store.TokenUse.HashUpgrade;
import dev.patkit.token.TokenId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A hash is replaced only where the expected one still is. */
interface HashUpgradePromises extends StoreUnderTest {
    @Test
    default void expectedHashIsReplaced() {
        StoredToken added = insert(tokens().token("alice"));
        SecretHash replacement = tokens().hash();

        upgrade(store(), added, added.hash(), replacement);

        StoredToken found = row(added.token().id());
        assertThat(found.hash().sameAs(replacement)).isTrue();
        assertThat(found.secretCheck()).isEqualTo(added.secretCheck());
    }

    private static void upgrade(TokenStore store, StoredToken row, SecretHash expected, SecretHash replacement) {
        HashUpgrade upgrade = new HashUpgrade(expected, replacement);
        store.recordUses(List.of(new TokenUse(row.token().id(), NOW.plusMillis(5), upgrade)));
    }

    @Test
    default void otherHashIsLeftAloneAndTheUseRecorded() {
        StoredToken added = insert(tokens().token("alice"));

        upgrade(store(), added, tokens().hash(), tokens().hash());

        StoredToken found = row(added.token().id());
        assertThat(found.hash().sameAs(added.hash())).isTrue();
        assertThat(found.token().lastUsedAt()).contains(NOW.plusMillis(5));
    }

    @Test
    default void hashThatDiffersInCaseIsAnotherHash() {
        StoredToken added = insert(tokens().token("alice"));
        String swapped = added.hash()
                .phc()
                .chars()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        upgrade(store(), added, SecretHash.of(swapped), tokens().hash());
        upgrade(store(), added, SecretHash.of(added.hash().phc() + " "), tokens().hash());

        assertThat(row(added.token().id()).hash().sameAs(added.hash())).isTrue();
    }

    @Test
    default void hashIsReplacedEvenWhereALaterUseIsKnown() {
        StoredToken added = insert(tokens().token("alice"));
        SecretHash replacement = tokens().hash();
        store().recordUses(List.of(new TokenUse(added.token().id(), NOW.plusMillis(9), null)));

        upgrade(store(), added, added.hash(), replacement);

        StoredToken found = row(added.token().id());
        assertThat(found.hash().sameAs(replacement)).isTrue();
        assertThat(found.token().lastUsedAt()).contains(NOW.plusMillis(9));
    }

    @Test
    default void ofRacingUpgradesOfOneHashTheFirstStays() {
        for (int round = 0; round < 20; round++) {
            StoredToken added = insert(tokens().token("alice"));
            List<SecretHash> replacements =
                    Stream.generate(tokens()::hash).limit(8).toList();
            Race.among(8, number -> {
                upgrade(handle(number), added, added.hash(), replacements.get(number));
                return number;
            });
            SecretHash winner = row(added.token().id()).hash();

            upgrade(store(), added, added.hash(), tokens().hash());

            assertThat(replacements).as("round %d", round).anyMatch(winner::sameAs);
            assertThat(row(added.token().id()).hash().sameAs(winner)).isTrue();
        }
    }

    @Test
    default void revocationAndHashUpgradeAtTheSameMomentAreBothKept() {
        for (int round = 0; round < RevokePromises.ROUNDS; round++) {
            StoredToken added = insert(tokens().token("alice"));
            TokenId id = added.token().id();
            SecretHash replacement = tokens().hash();

            Race.between(
                    () -> store().apply(Change.revoke("alice", id, NOW.plusMillis(3), ACTOR)),
                    () -> upgrade(otherHandle(), added, added.hash(), replacement));

            assertThat(facts(id).revokedAt()).as("round %d", round).contains(NOW.plusMillis(3));
            assertThat(row(id).hash().sameAs(replacement)).as("round %d", round).isTrue();
        }
    }
}
