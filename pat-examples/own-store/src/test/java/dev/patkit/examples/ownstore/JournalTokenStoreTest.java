package dev.patkit.examples.ownstore;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patkit.contract.TestTokens;
import dev.patkit.fault.TokenStoreException;
import dev.patkit.secret.SecretHash;
import dev.patkit.store.Selection;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenUse;
import dev.patkit.store.TokenUse.HashUpgrade;
import dev.patkit.token.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract does not cover: the file alone restores the store. */
class JournalTokenStoreTest {
    private final TestTokens tokens = TestTokens.seeded(1);

    @TempDir
    private Path folder;

    private Path journal;

    @BeforeEach
    void setJournalPath() {
        journal = folder.resolve("tokens.journal");
    }

    @Test
    void everyChangeIsRestoredAfterReopening() {
        Token live = tokens.named("älice & co", "a name")
                .description("line\u2003one")
                .expiresAt(NOW.plusSeconds(60))
                .build();
        Token revoked = tokens.token("bob");
        Token purged = tokens.token("carol");
        SecretHash upgraded = tokens.hash();
        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            StoredToken row = new StoredToken(live, tokens.hash(), OptionalInt.empty(), false);
            store.insert(row);
            store.insert(tokens.row(revoked));
            store.insert(tokens.row(purged));
            store.revoke(Selection.one("carol", purged.id()), NOW);
            store.purge(NOW.plusNanos(1), 10);
            store.revoke(Selection.allOf("bob"), NOW.plusSeconds(1));
            store.setSuspended("bob", true, NOW);
            store.recordUses(List.of(
                    new TokenUse(live.id(), NOW.plusSeconds(2), new HashUpgrade(row.hash(), upgraded)),
                    new TokenUse(revoked.id(), NOW.plusSeconds(3), null)));
        }

        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            StoredToken first = store.find(live.id()).orElseThrow();
            StoredToken second = store.find(revoked.id()).orElseThrow();
            assertThat(first.token())
                    .isEqualTo(Token.copyOf(live).lastUsedAt(NOW.plusSeconds(2)).build());
            assertThat(first.hash().sameAs(upgraded)).isTrue();
            assertThat(first.secretCheck()).isEmpty();
            assertThat(first.ownerSuspended()).isFalse();
            assertThat(second.token())
                    .isEqualTo(Token.copyOf(revoked)
                            .revokedAt(NOW.plusSeconds(1))
                            .lastUsedAt(NOW.plusSeconds(3))
                            .build());
            assertThat(second.ownerSuspended()).isTrue();
            assertThat(store.find(purged.id())).isEmpty();
        }
    }

    @Test
    void incompleteLastLineIsRemovedAndTheNextChangeIsKept() throws IOException {
        Token kept = tokens.token("alice");
        Token added = tokens.token("alice");
        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            store.insert(tokens.row(kept));
        }
        Files.writeString(journal, "revoke alice  2026-03-04T05", StandardOpenOption.APPEND);

        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            store.insert(tokens.row(added));
        }

        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            assertThat(store.list(TokenQuery.ownedBy("alice")).tokens()).containsExactlyInAnyOrder(kept, added);
        }
    }

    @Test
    void damagedJournalCannotBeOpened() throws IOException {
        Files.writeString(journal, "nonsense\n");

        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> JournalTokenStore.open(journal));
    }

    @Test
    void journalCannotBeOpenedTwice() {
        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> JournalTokenStore.open(journal));
            assertThat(store.find(tokens.id())).isEmpty();
        }
    }

    @Test
    void changeThatCannotBeWrittenFailsAndIsNotApplied() {
        Token token = tokens.token("alice");
        JournalTokenStore store = JournalTokenStore.open(journal);
        store.close();

        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> store.insert(tokens.row(token)))
                .satisfies(error -> assertThat(error.operation()).isEqualTo("insert"));
        assertThat(store.find(token.id())).isEmpty();
    }

    @Test
    void changeOfAnInterruptedThreadIsKeptAndLaterChangesWork() {
        Token first = tokens.token("alice");
        Token second = tokens.token("alice");
        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            Thread.currentThread().interrupt();
            store.insert(tokens.row(first));
            boolean stillInterrupted = Thread.interrupted();
            store.insert(tokens.row(second));

            assertThat(stillInterrupted).isTrue();
            assertThat(store.list(TokenQuery.ownedBy("alice")).tokens()).hasSize(2);
        }
    }
}
