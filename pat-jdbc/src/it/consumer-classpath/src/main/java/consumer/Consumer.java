package consumer;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.jdbc.JdbcTokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Verification;
import org.h2.jdbcx.JdbcDataSource;

/** Issues a token and verifies it, with nothing but what pat-jdbc brings and a driver. */
public final class Consumer {

    static final Scope READ = Scope.of("catalog:read");

    private Consumer() {}

    public static void main(String[] args) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:consumer;DB_CLOSE_DELAY=-1");

        JdbcTokenStore store =
                JdbcTokenStore.builder(database).createTablesIfMissing().build();
        try (PersonalAccessTokens pats =
                PersonalAccessTokens.builder(store).prefix("acme").build()) {
            IssuedToken issued = pats.issue(
                    TokenRequest.forOwner("alice").named("nightly import").allowing(READ));
            Verification answer =
                    pats.verifier().verify(PresentedToken.of(issued.secret().reveal()), READ);
            if (!(answer instanceof Accepted)) {
                throw new IllegalStateException("refused");
            }
            Module library = PersonalAccessTokens.class.getModule();
            System.out.println("accepted by " + (library.isNamed() ? library.getName() : "the class path"));
        }
    }
}
