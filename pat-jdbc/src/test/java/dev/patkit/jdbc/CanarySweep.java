package dev.patkit.jdbc;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.HotSpotDiagnosticMXBean;
import dev.patkit.PersonalAccessTokens;
import dev.patkit.fault.PatException;
import dev.patkit.fault.UnavailableException;
import dev.patkit.secret.SecretText;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Verification;
import dev.patkit.verify.VerificationListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Walks a token through its whole life, writes down everything that anybody could see, and looks for the secret in it. */
final class CanarySweep {
    /** Where a secret could turn up. */
    enum Sink {
        FILES,
        LOGS,
        EXCEPTIONS,
        PRINTED,
        JSON,
        SERIALISED,
        HEAP
    }

    /** What a careless service might do with a secret; the honest one does nothing. */
    interface Leak {
        void of(String secret, CanarySweep sweep) throws SQLException;
    }

    private static final Scope READ = Scope.of("catalog:read");
    private static final Scope WRITE = Scope.of("catalog:write");
    private static final JsonMapper READS_GETTERS = JsonMapper.builder().build();
    private static final JsonMapper READS_FIELDS = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.ANY)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private final DataSource dataSource;
    private final Map<Sink, ByteArrayOutputStream> seen = new EnumMap<>(Sink.class);

    private CanarySweep(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The sinks in which the secret was found, in a database whose files are in the given folders. */
    static Set<Sink> of(DataSource dataSource, List<Path> folders, Leak leak) throws Exception {
        CanarySweep sweep = new CanarySweep(dataSource);
        Canary canary = sweep.logging(() -> sweep.live(leak));
        return sweep.find(canary, folders);
    }

    /** What a step of the walk does. */
    private interface Step<T> {
        T run() throws Exception;
    }

    private <T> T logging(Step<T> step) throws Exception {
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        Handler recorder = new Recorder();
        root.setLevel(Level.ALL);
        root.addHandler(recorder);
        try {
            return step.run();
        } finally {
            root.removeHandler(recorder);
            root.setLevel(before);
        }
    }

    private final class Recorder extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        private Recorder() {
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            saw(Sink.LOGS, formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Notes that something was seen. */
    void saw(Sink sink, String text) {
        synchronized (seen) {
            seen.computeIfAbsent(sink, unseen -> new ByteArrayOutputStream())
                    .writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private Canary live(Leak leak) throws Exception {
        JdbcTokenStore store =
                JdbcTokenStore.builder(dataSource).createTablesIfMissing().build();
        try (PersonalAccessTokens pats = PersonalAccessTokens.builder(store)
                .prefix("canary")
                .listener(new Listener())
                .build()) {
            IssuedToken issued =
                    pats.issue(TokenRequest.forOwner("alice").named("canary").allowing(READ));
            String text = issued.secret().reveal();
            leak.of(text, this);
            showAll(pats, issued, store.find(issued.token().id()).orElseThrow());
            use(pats, text);
            end(pats, issued, text);
            breakTables(pats, text);
            return new Canary(text.substring("canary_".length() + 11, text.length() - 6));
        }
    }

    private final class Listener implements VerificationListener {
        @Override
        public void onAnswer(Verification answer) {
            show(answer);
        }

        @Override
        public void onTrouble(UnavailableException trouble) {
            threw(trouble);
        }
    }

    private void showAll(PersonalAccessTokens pats, IssuedToken issued, StoredToken row) {
        Set<Object> reached = new LinkedHashSet<>();
        Deque<Object> open = new ArrayDeque<>(List.of(pats, issued, row, SecretText.of("other")));
        while (!open.isEmpty()) {
            Object next = open.pop();
            if (reached.add(next)) {
                open.addAll(partsOf(next));
            }
        }
        reached.forEach(this::show);
    }

    /** What an object's public methods without arguments give, but for those that reveal, write, or end something. */
    private List<Object> partsOf(Object object) {
        List<Object> parts = new ArrayList<>();
        for (Method method : object.getClass().getMethods()) {
            boolean harmless = method.getParameterCount() == 0
                    && !Modifier.isStatic(method.getModifiers())
                    && Modifier.isPublic(method.getDeclaringClass().getModifiers())
                    && method.getDeclaringClass().getName().startsWith("dev.patkit")
                    && !Set.of("reveal", "revealBytes", "close", "flush").contains(method.getName());
            if (harmless) {
                call(method, object).ifPresent(parts::add);
            }
        }
        return parts;
    }

    private Optional<Object> call(Method method, Object object) {
        try {
            Object part = method.invoke(object);
            return part instanceof Optional<?> optional ? optional.map(Object.class::cast) : Optional.ofNullable(part);
        } catch (ReflectiveOperationException e) {
            threw(e);
            return Optional.empty();
        }
    }

    /** Shows an object in every way in which objects get shown. */
    void show(Object object) {
        saw(Sink.PRINTED, String.format("%s %s%n", object, List.of(object)));
        for (ObjectMapper json : List.of(READS_GETTERS, READS_FIELDS)) {
            try {
                saw(Sink.JSON, json.writeValueAsString(object));
            } catch (JsonProcessingException e) {
                threw(e);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (IOException e) {
            threw(e);
        }
        saw(Sink.SERIALISED, bytes.toString(StandardCharsets.ISO_8859_1));
    }

    /** Notes an exception with its causes and its stack. */
    void threw(Throwable trouble) {
        StringWriter text = new StringWriter();
        trouble.printStackTrace(new PrintWriter(text));
        saw(Sink.EXCEPTIONS, text.toString());
    }

    private void use(PersonalAccessTokens pats, String text) {
        verify(pats, text);
        verify(pats, text + "x");
        verify(pats, text.substring(1));
        verify(pats, flipped(text, text.length() - 1));
        verify(pats, flipped(text, 30));
        show(pats.verifier().verify(PresentedToken.of(text), WRITE));
        show(PresentedToken.fromAuthorization("Bearer " + text, "Bearer"));
        pats.format().parse(PresentedToken.of(text)).ifPresent(this::show);
        pats.flush();
        show(pats.list(TokenQuery.ownedBy("alice")).tokens());
        pats.suspend("alice");
        verify(pats, text);
        pats.reinstate("alice");
    }

    private static String flipped(String text, int at) {
        return text.substring(0, at) + (text.charAt(at) == 'a' ? 'b' : 'a') + text.substring(at + 1);
    }

    private void verify(PersonalAccessTokens pats, String text) {
        try {
            show(pats.verifier().verify(PresentedToken.of(text), READ));
        } catch (PatException e) {
            threw(e);
        }
    }

    private void end(PersonalAccessTokens pats, IssuedToken issued, String text) {
        pats.revoke("alice", issued.token().id());
        verify(pats, text);
        show(pats.list(TokenQuery.ownedBy("alice").includingRevoked()).tokens());
        pats.purge(Duration.ofDays(-1));
        verify(pats, text);
    }

    private void breakTables(PersonalAccessTokens pats, String text) throws SQLException {
        execute("DROP TABLE pat_token");
        verify(pats, text);
        try {
            pats.issue(TokenRequest.forOwner("alice").named("another").allowing(READ));
        } catch (PatException e) {
            threw(e);
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
        for (Map.Entry<Sink, ByteArrayOutputStream> sink : seen.entrySet()) {
            if (canary.isIn(new ByteArrayInputStream(sink.getValue().toByteArray()))) {
                found.add(sink.getKey());
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
