package dev.patkit.examples.quickstart;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.jdbc.JdbcTokenStore;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Token;
import dev.patkit.token.TokenRequest;
import java.nio.file.Path;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;

/** Issues a token into an H2 file, verifies it, and revokes it. A second run lists the tokens of the first one. */
public final class Quickstart {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Scope WRITE = Scope.of("catalog:write");
    private static final String OWNER = "alice";

    private final PersonalAccessTokens pats;

    private Quickstart(PersonalAccessTokens pats) {
        this.pats = pats;
    }

    /**
     * Runs the example once.
     *
     * @param args the database file without its extension, or nothing for {@code target/quickstart-db}
     */
    public static void main(String[] args) {
        Path file = Path.of(args.length > 0 ? args[0] : "target/quickstart-db").toAbsolutePath();
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:file:" + file + ";WRITE_DELAY=0", "", "");
        JdbcTokenStore store =
                JdbcTokenStore.builder(pool).createTablesIfMissing().build();
        try (PersonalAccessTokens pats = PersonalAccessTokens.builder(store)
                .prefix("acme")
                .scopes(READ, WRITE)
                .build()) {
            System.out.println("Tokens are stored in " + file + ".mv.db");
            new Quickstart(pats).run();
        } finally {
            pool.dispose();
        }
    }

    private void run() {
        int number = showEarlierRuns() + 1;

        IssuedToken issued =
                pats.issue(TokenRequest.forOwner(OWNER).named("run " + number).allowing(READ));
        String text = issued.secret().reveal();
        System.out.println("Issued '" + issued.token().name() + "', shown only once: " + text);

        verify("with scope " + READ.value(), text, READ);
        verify("with scope " + WRITE.value(), text, WRITE);
        verify("with one character changed", altered(text), READ);
        System.out.println("Revoked: " + pats.revoke(OWNER, issued.token().id()));
        verify("after revocation", text, READ);
    }

    private int showEarlierRuns() {
        List<Token> earlier = pats.list(
                        TokenQuery.ownedBy(OWNER).includingRevoked().limit(TokenQuery.MAX_LIMIT))
                .tokens();
        System.out.println("Tokens of earlier runs, newest first: " + earlier.size());
        earlier.stream().limit(5).forEach(token -> System.out.println("  " + token.id() + "  " + token.name()));
        return earlier.size();
    }

    private void verify(String label, String text, Scope required) {
        System.out.println("Verified " + label + ": " + pats.verifier().verify(PresentedToken.of(text), required));
    }

    private static String altered(String text) {
        int middle = text.length() / 2;
        char other = text.charAt(middle) == 'x' ? 'y' : 'x';
        return text.substring(0, middle) + other + text.substring(middle + 1);
    }
}
