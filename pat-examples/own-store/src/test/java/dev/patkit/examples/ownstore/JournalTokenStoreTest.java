package dev.patkit.examples.ownstore;

import static dev.patkit.contract.Failures.unavailable;
import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.contract.TestTokens;
import dev.patkit.error.UnavailableException;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.secret.SecretHash;
import dev.patkit.store.AuditEvent;
import dev.patkit.store.Change;
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
            store.apply(Change.issue(row, "admin")
                    .and(Change.issue(tokens.row(revoked), "bob"))
                    .and(Change.issue(tokens.row(purged), "carol")));
            store.apply(Change.revoke("carol", purged.id(), NOW, "test"));
            store.purge(NOW.plusNanos(1), 10);
            store.apply(Change.revokeAll("bob", NOW.plusSeconds(1), "test"));
            store.apply(Change.suspend("bob", NOW, "test"));
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
            assertThat(store.events("bob", 10))
                    .extracting(AuditEvent::action)
                    .containsExactly(
                            AuditEvent.Action.SUSPENDED, AuditEvent.Action.ALL_REVOKED, AuditEvent.Action.ISSUED);
            assertThat(store.find(purged.id())).isEmpty();
        }
    }

    @Test
    void incompleteLastLineIsRemovedAndTheNextChangeIsKept() throws IOException {
        Token kept = tokens.token("alice");
        Token added = tokens.token("alice");
        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            store.apply(Change.issue(tokens.row(kept), "alice"));
        }
        Files.writeString(journal, "ALL_REVOKED 2026-03-04T05", StandardOpenOption.APPEND);

        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            store.apply(Change.issue(tokens.row(added), "alice"));
        }

        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            assertThat(store.list(TokenQuery.ownedBy("alice")).tokens()).containsExactlyInAnyOrder(kept, added);
        }
    }

    @Test
    void incompleteLineOfAJoinedChangeLeavesNoPartOfIt() throws IOException {
        Token ended = tokens.token("alice");
        Token begun = tokens.token("alice");
        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            store.apply(Change.issue(tokens.row(ended), "alice"));
            store.apply(Change.revokeAll("alice", NOW, "alice").and(Change.issue(tokens.row(begun), "alice")));
        }
        String written = Files.readString(journal);
        Files.writeString(journal, written.substring(0, written.length() - 1));

        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            assertThat(store.list(TokenQuery.ownedBy("alice")).tokens()).containsExactly(ended);
        }
    }

    @Test
    void damagedJournalCannotBeOpened() throws IOException {
        Files.writeString(journal, "nonsense\n");

        assertThatThrownBy(() -> JournalTokenStore.open(journal)).is(unavailable(Kind.STORE));
    }

    @Test
    void journalCannotBeOpenedTwice() {
        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            assertThatThrownBy(() -> JournalTokenStore.open(journal)).is(unavailable(Kind.STORE));
            assertThat(store.find(tokens.id())).isEmpty();
        }
    }

    @Test
    void changeThatCannotBeWrittenFailsAndIsNotApplied() {
        Token token = tokens.token("alice");
        JournalTokenStore store = JournalTokenStore.open(journal);
        store.close();

        assertThatThrownBy(() -> store.apply(Change.issue(tokens.row(token), "alice")))
                .is(unavailable(Kind.STORE))
                .extracting(error -> ((UnavailableException) error).subject())
                .isEqualTo("apply");
        assertThat(store.find(token.id())).isEmpty();
    }

    @Test
    void changeOfAnInterruptedThreadIsKeptAndLaterChangesWork() {
        Token first = tokens.token("alice");
        Token second = tokens.token("alice");
        try (JournalTokenStore store = JournalTokenStore.open(journal)) {
            Thread.currentThread().interrupt();
            store.apply(Change.issue(tokens.row(first), "alice"));
            boolean stillInterrupted = Thread.interrupted();
            store.apply(Change.issue(tokens.row(second), "alice"));

            assertThat(stillInterrupted).isTrue();
            assertThat(store.list(TokenQuery.ownedBy("alice")).tokens()).hasSize(2);
        }
    }
}
