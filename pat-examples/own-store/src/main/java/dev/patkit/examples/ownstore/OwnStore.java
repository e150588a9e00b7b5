package dev.patkit.examples.ownstore;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Issues a token in a {@link JournalTokenStore}, then reopens the file, verifies the token, and revokes it. */
public final class OwnStore {
    private static final Scope READ = Scope.of("catalog:read");

    private OwnStore() {}

    /**
     * Runs the example once.
     *
     * @param args the journal file, or nothing for {@code target/tokens.journal}
     * @throws IOException if the journal cannot be read
     */
    public static void main(String[] args) throws IOException {
        Path journal = Path.of(args.length > 0 ? args[0] : "target/tokens.journal");
        PresentedToken presented = issue(journal);
        verifyAndRevoke(journal, presented);

        List<String> lines = Files.readAllLines(journal);
        System.out.println("The journal has " + lines.size() + " lines. The last one is:");
        System.out.println("  " + lines.get(lines.size() - 1));
    }

    private static PresentedToken issue(Path journal) {
        try (JournalTokenStore store = JournalTokenStore.open(journal);
                PersonalAccessTokens pats = PersonalAccessTokens.builder(store).build()) {
            int number = pats.list("alice").tokens().size() + 1;
            IssuedToken issued = pats.issue(
                    TokenRequest.forOwner("alice").named("token " + number).allowing(READ));
            System.out.println("Issued " + issued);
            return PresentedToken.of(issued.secret().reveal());
        }
    }

    private static void verifyAndRevoke(Path journal, PresentedToken presented) {
        try (JournalTokenStore store = JournalTokenStore.open(journal);
                PersonalAccessTokens pats = PersonalAccessTokens.builder(store).build()) {
            System.out.println("Verified after reopening: " + pats.verifier().verify(presented, READ));
            System.out.println("Revoked: " + pats.revokeAll("alice"));
            System.out.println("Verified after revocation: " + pats.verifier().verify(presented, READ));
        }
    }
}
