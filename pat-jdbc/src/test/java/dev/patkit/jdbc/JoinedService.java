package dev.patkit.jdbc;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.TokenAdministration;
import dev.patkit.contract.MovingClock;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Token;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Freshness;
import dev.patkit.verify.Verification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A service that keeps its tokens and rows of its own in one database. */
record JoinedService(DataSource dataSource, JdbcTokenStore store, PersonalAccessTokens pats, MovingClock clock)
        implements AutoCloseable {
    private static final Scope READ = Scope.of("catalog:read");

    /** A service on the emptied shared database, that always reads the row. */
    static JoinedService on(TestDatabases database) {
        return on(database, Freshness.strict());
    }

    /** A service on the emptied shared database. */
    static JoinedService on(TestDatabases database, Freshness freshness) {
        TestDatabases.clear(database.dataSource());
        return on(database.dataSource(), freshness);
    }

    /** A service on the database of a pool, which has the tables. */
    static JoinedService on(DataSource dataSource, Freshness freshness) {
        CallersTransaction.createTable(dataSource);
        MovingClock clock = MovingClock.at(NOW);
        JdbcTokenStore store = JdbcTokenStore.on(dataSource);
        PersonalAccessTokens pats = PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.sha256())
                .freshness(freshness)
                .clock(clock)
                .lastUsed(Duration.ofDays(1), Duration.ofDays(1), 1_000)
                .build();
        return new JoinedService(dataSource, store, pats, clock);
    }

    CallersTransaction begin() throws SQLException {
        return CallersTransaction.begin(dataSource);
    }

    /** Changes that are committed at once. */
    TokenAdministration admin() {
        return pats.administration("admin");
    }

    /** Changes that join a transaction. */
    TokenAdministration joined(CallersTransaction transaction) {
        return admin().joining(store.joining(transaction.connection()));
    }

    static TokenRequest request(String owner, String name) {
        return TokenRequest.forOwner(owner).named(name).allowing(READ);
    }

    Verification verify(IssuedToken issued) {
        return pats.verifier().verify(PresentedToken.of(issued.secret().reveal()), READ);
    }

    /** An owner's token that is not revoked. */
    static Token onlyToken(TokenAdministration admin, String owner) {
        List<Token> tokens = admin.list(TokenQuery.ownedBy(owner)).tokens();
        assertThat(tokens).hasSize(1);
        return tokens.get(0);
    }

    /** The names of an owner's tokens that are not revoked. */
    List<String> namesOf(String owner) {
        return admin().list(TokenQuery.ownedBy(owner)).tokens().stream()
                .map(Token::name)
                .sorted()
                .toList();
    }

    /** All committed rows of PatKit and of the service. */
    List<String> contents() throws SQLException {
        return Stream.concat(TableContents.of(dataSource).stream(), notes().stream())
                .toList();
    }

    /** The committed rows of the service. */
    List<String> notes() throws SQLException {
        return CallersTransaction.notes(dataSource);
    }

    @Override
    public void close() {
        pats.close();
    }
}
