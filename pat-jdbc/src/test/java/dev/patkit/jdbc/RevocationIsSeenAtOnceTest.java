package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.secret.Argon2idHasher;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one node has revoked or suspended, another refuses on its very next call, with the proof in its cache. */
@Tag("V-1")
@Tag("V-6")
@Tag("R-1")
final class RevocationIsSeenAtOnceTest {
    private static final int ROUNDS = 10_000;
    private static final Scope READ = Scope.of("catalog:read");

    @ParameterizedTest
    @EnumSource
    void revokedTokenIsRefusedByAnotherNodeOnTheNextCall(TestDatabases database) {
        requireRevocationsSeen(database.emptyStore(), database.secondStore());
    }

    @ParameterizedTest
    @EnumSource
    void suspendedOwnerIsRefusedAndReinstatedByAnotherNodeOnTheNextCall(TestDatabases database) {
        requireSuspensionsSeen(database.emptyStore(), database.secondStore());
    }

    @Test
    void revokedTokenIsRefusedInMemoryOnTheNextCall() {
        TokenStore store = new InMemoryTokenStore();

        requireRevocationsSeen(store, store);
    }

    @Test
    void suspendedOwnerIsRefusedAndReinstatedInMemoryOnTheNextCall() {
        TokenStore store = new InMemoryTokenStore();

        requireSuspensionsSeen(store, store);
    }

    private static void requireRevocationsSeen(TokenStore store, TokenStore otherHandle) {
        try (PersonalAccessTokens here = tokens(store);
                PersonalAccessTokens there = tokens(otherHandle)) {
            int seen = 0;
            for (int round = 0; round < ROUNDS; round++) {
                IssuedToken issued = here.issue(TokenRequest.forOwner("owner " + round % 100)
                        .named("token " + round)
                        .allowing(READ));
                assertThat(verify(here, issued)).isInstanceOf(Accepted.class);
                there.revoke(issued.token().owner(), issued.token().id());
                seen += isRefused(verify(here, issued), Reason.REVOKED) ? 1 : 0;
            }
            assertThat(seen).isEqualTo(ROUNDS);
        }
    }

    private static void requireSuspensionsSeen(TokenStore store, TokenStore otherHandle) {
        try (PersonalAccessTokens here = tokens(store);
                PersonalAccessTokens there = tokens(otherHandle)) {
            IssuedToken issued =
                    here.issue(TokenRequest.forOwner("alice").named("import").allowing(READ));
            int seen = 0;
            for (int round = 0; round < ROUNDS; round++) {
                there.suspend("alice");
                seen += isRefused(verify(here, issued), Reason.OWNER_INACTIVE) ? 1 : 0;
                there.reinstate("alice");
                seen += verify(here, issued) instanceof Accepted ? 1 : 0;
            }
            assertThat(seen).isEqualTo(2 * ROUNDS);
        }
    }

    private static PersonalAccessTokens tokens(TokenStore store) {
        return PersonalAccessTokens.builder(store)
                .hasher(Argon2idHasher.weakForTests())
                .build();
    }

    private static Verification verify(PersonalAccessTokens pats, IssuedToken issued) {
        return pats.verifier().verify(PresentedToken.of(issued.secret().reveal()), READ);
    }

    private static boolean isRefused(Verification answer, Reason reason) {
        return answer instanceof Rejected refusal && refusal.reason() == reason;
    }
}
