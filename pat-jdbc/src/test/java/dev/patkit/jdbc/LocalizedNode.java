package dev.patkit.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.PersonalAccessTokens;
import dev.patkit.TokenAdministration;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import java.sql.SQLException;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process that starts a store in its default locale, calls every operation, and prints all answers. */
final class LocalizedNode {
    private static final Scope READ = Scope.of("catalog:read");

    private LocalizedNode() {}

    public static void main(String[] arguments) throws SQLException {
        try (HikariDataSource pool = TestDatabases.pool(System.getProperty("patkit.url"))) {
            JdbcTokenStore store =
                    JdbcTokenStore.builder(pool).createTablesIfMissing().build();
            try (PersonalAccessTokens pats = PersonalAccessTokens.builder(store).build()) {
                System.out.println(NumberFormat.getInstance().format(1).equals("1") ? "Latin digits" : "other digits");
                System.out.println(answers(pats));
                System.out.println(joinedAnswer(pool, store, pats));
            }
        }
    }

    private static List<Object> answers(PersonalAccessTokens pats) {
        TokenAdministration admin = pats.administration("admin");
        List<Object> answers = new ArrayList<>();
        IssuedToken issued = pats.issue(request("import").expiringIn(Duration.ofDays(1)));
        answers.add(answer(pats, issued));
        admin.suspend("alice");
        answers.add(answer(pats, issued));
        admin.reinstate("alice");
        answers.add(pats.revokeAll("alice"));
        answers.add(answer(pats, issued));
        pats.housekeeping().flush();
        answers.add(pats.housekeeping().purge(Duration.ofDays(1)));
        answers.add(pats.list(TokenQuery.ownedBy("alice").includingRevoked())
                .tokens()
                .size());
        answers.add(admin.events("alice").size());
        return answers;
    }

    private static TokenRequest request(String name) {
        return TokenRequest.forOwner("alice").named(name).allowing(READ);
    }

    private static Answer answer(PersonalAccessTokens pats, IssuedToken issued) {
        return Answer.of(pats.verifier(), PresentedToken.of(issued.secret().reveal()), READ);
    }

    private static Answer joinedAnswer(HikariDataSource pool, JdbcTokenStore store, PersonalAccessTokens pats)
            throws SQLException {
        try (CallersTransaction transaction = CallersTransaction.begin(pool)) {
            IssuedToken issued = pats.administration("admin")
                    .joining(store.joining(transaction.connection()))
                    .issue(request("joined"));
            transaction.commit();
            return answer(pats, issued);
        }
    }
}
