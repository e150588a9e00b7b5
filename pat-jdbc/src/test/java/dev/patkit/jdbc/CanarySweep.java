package dev.patkit.jdbc;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.MovingClock;
import dev.patkit.error.PatException;
import dev.patkit.error.UnavailableException;
import dev.patkit.jdbc.ObservableOutput.Sink;
import dev.patkit.secret.SecretText;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.AuthorizationHeader;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Verification;
import dev.patkit.verify.VerificationListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Takes a token through its whole life, records everything that could be observed, and searches that for the secret.
 */
final class CanarySweep {
    /** What a careless service might do with a secret; the honest one does nothing. */
    interface Leak {
        void of(String secret, CanarySweep sweep) throws SQLException;
    }

    private static final Scope READ = Scope.of("catalog:read");
    private static final Scope WRITE = Scope.of("catalog:write");

    private final DataSource dataSource;
    private final ObservableOutput output = new ObservableOutput();
    private final MovingClock clock = MovingClock.at(Instant.now());

    private CanarySweep(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The sinks in which the secret was found; the database's files are in the given folders. */
    static Set<Sink> of(DataSource dataSource, List<Path> folders, Leak leak) throws Exception {
        CanarySweep sweep = new CanarySweep(dataSource);
        Canary canary = sweep.output.logging(() -> sweep.live(leak));
        return sweep.find(canary, folders);
    }

    /** Where the careless service shows things. */
    ObservableOutput output() {
        return output;
    }

    private Canary live(Leak leak) throws Exception {
        JdbcTokenStore store =
                JdbcTokenStore.builder(dataSource).createTablesIfMissing().build();
        try (PersonalAccessTokens pats = PersonalAccessTokens.builder(store)
                .prefix("canary")
                .listener(new Listener())
                .clock(clock)
                .build()) {
            IssuedToken issued =
                    pats.issue(TokenRequest.forOwner("alice").named("canary").allowing(READ));
            String text = issued.secret().reveal();
            leak.of(text, this);
            output.showAll(
                    SecretText.of("other"),
                    pats,
                    issued,
                    store.find(issued.token().id()).orElseThrow());
            use(pats, text);
            end(pats, issued, text);
            breakTables(pats, text);
            return new Canary(text.substring("canary_".length() + 11, text.length() - 6));
        }
    }

    private final class Listener implements VerificationListener {
        @Override
        public void onAnswer(Verification answer) {
            output.show(answer);
        }

        @Override
        public void onAuthenticated(Authenticated token) {
            output.show(token);
        }

        @Override
        public void onUnavailable(UnavailableException error) {
            output.threw(error);
        }
    }

    private void use(PersonalAccessTokens pats, String text) {
        verify(pats, text);
        verify(pats, text + "x");
        verify(pats, text.substring(1));
        verify(pats, flipped(text, text.length() - 1));
        verify(pats, flipped(text, 30));
        output.show(pats.verifier().verify(PresentedToken.of(text), WRITE));
        output.show(AuthorizationHeader.read("Bearer " + text, "Bearer"));
        output.show(pats.verifier().verify(basic("alice", text), READ));
        output.show(pats.verifier().verify(basic("bob", text), READ));
        output.show(basic(text, text));
        output.show(pats.verifier().authenticate(PresentedToken.of(text)));
        pats.housekeeping().flush();
        output.show(pats.list(TokenQuery.ownedBy("alice")).tokens());
        pats.administration("admin").suspend("alice");
        verify(pats, text);
        pats.administration("admin").reinstate("alice");
    }

    private static PresentedToken basic(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return AuthorizationHeader.readBasic("Basic " + Base64.getEncoder().encodeToString(credentials), "pat");
    }

    private static String flipped(String text, int at) {
        return text.substring(0, at) + (text.charAt(at) == 'a' ? 'b' : 'a') + text.substring(at + 1);
    }

    private void verify(PersonalAccessTokens pats, String text) {
        try {
            output.show(pats.verifier().verify(PresentedToken.of(text), READ));
        } catch (PatException e) {
            output.threw(e);
        }
    }

    private void end(PersonalAccessTokens pats, IssuedToken issued, String text) {
        pats.revoke("alice", issued.token().id());
        verify(pats, text);
        output.show(pats.list(TokenQuery.ownedBy("alice").includingRevoked()).tokens());
        clock.advance(Duration.ofMillis(1));
        pats.housekeeping().purge(Duration.ZERO);
        output.show(pats.administration("admin").events("alice"));
        verify(pats, text);
    }

    private void breakTables(PersonalAccessTokens pats, String text) throws SQLException {
        execute("DROP TABLE pat_token");
        verify(pats, text);
        try {
            pats.issue(TokenRequest.forOwner("alice").named("another").allowing(READ));
        } catch (PatException e) {
            output.threw(e);
        }
    }

    /** Runs a statement of the careless service. */
    void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Set<Sink> find(Canary canary, List<Path> folders) throws IOException {
        Set<Sink> found = EnumSet.noneOf(Sink.class);
        if (isInHeap(canary)) {
            found.add(Sink.HEAP);
        }
        for (Sink sink : Sink.values()) {
            if (canary.isIn(new ByteArrayInputStream(output.in(sink)))) {
                found.add(sink);
            }
        }
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                if (files.filter(Files::isRegularFile).anyMatch(file -> isInFile(canary, file))) {
                    found.add(Sink.FILES);
                }
            }
        }
        return found;
    }

    private static boolean isInHeap(Canary canary) throws IOException {
        Path dump = TestDatabases.newFile().resolveSibling("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        boolean found = isInFile(canary, dump);
        Files.delete(dump);
        return found;
    }

    private static boolean isInFile(Canary canary, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return canary.isIn(in);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
