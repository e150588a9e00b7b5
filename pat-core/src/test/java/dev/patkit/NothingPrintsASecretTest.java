package dev.patkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.patkit.error.PatException;
import dev.patkit.fixture.RecordingListener;
import dev.patkit.fixture.SampleToken;
import dev.patkit.fixture.ScriptedStore;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.Change;
import dev.patkit.store.StoredToken;
import dev.patkit.token.AuthorizationHeader;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Requirement;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Authentication;
import dev.patkit.verify.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-2")
@Tag("S-8")
class NothingPrintsASecretTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Set<String> REVEALING = Set.of("reveal", "revealBytes", "phc");

    private final ScriptedStore store = new ScriptedStore();
    private final RecordingListener listener = new RecordingListener();

    @Test
    void noReachableObjectGivesASecretOrAHashAway() {
        try (PersonalAccessTokens tokens = service()) {
            IssuedToken issued = issue(tokens);
            Walk walk = new Walk(forms(issued));

            walk.visitAll(wholeFlow(tokens, issued));

            assertThat(walk.leaks).isEmpty();
            assertThat(walk.visited.keySet()).hasSizeGreaterThan(50);
        }
    }

    private PersonalAccessTokens service() {
        return PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.weakArgon2idForTests())
                .listener(listener)
                .build();
    }

    private static IssuedToken issue(PersonalAccessTokens tokens) {
        return tokens.issue(TokenRequest.forOwner("alice").named("import").allowing(READ));
    }

    /** The secret and the stored hash, in the forms in which they could turn up. */
    private List<String> forms(IssuedToken issued) {
        String text = issued.secret().reveal();
        String secret = text.substring(15, 58);
        String phc = store.kept(issued.token().id()).hash().phc();
        return Stream.of(secret, phc.substring(phc.lastIndexOf('$') + 1))
                .flatMap(plain -> {
                    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
                    return Stream.of(
                            plain.substring(0, 16),
                            Base64.getEncoder().encodeToString(bytes).substring(0, 20),
                            HexFormat.of().formatHex(bytes).substring(0, 24),
                            Arrays.toString(bytes).substring(1, 40));
                })
                .toList();
    }

    private List<Object> wholeFlow(PersonalAccessTokens tokens, IssuedToken issued) {
        PresentedToken presented = PresentedToken.of(issued.secret().reveal());
        PresentedToken forged = PresentedToken.of(
                SampleToken.write(TokenLayout.withPrefix("pat"), issued.token().id()));
        PresentedToken basic = basic("alice", issued.secret().reveal());
        PresentedToken misplaced = basic(issued.secret().reveal(), "x-oauth-basic");
        PresentedToken both = basic(issued.secret().reveal(), issued.secret().reveal());
        Verification accepted = tokens.verifier().verify(presented, READ);
        Verification refused = tokens.verifier().verify(forged, READ);
        Verification acceptedBasic = tokens.verifier().verify(basic, READ);
        Verification refusedBoth = tokens.verifier().verify(both, READ);
        Authentication authenticated = tokens.verifier().authenticate(presented);
        Requirement requirement = Requirement.anyOf(READ);
        StoredToken row = store.kept(issued.token().id());
        Change change = Change.issue(row, "admin").and(Change.revokeAll("alice", Instant.EPOCH, "admin"));
        TokenAdministration administration = tokens.administration("admin");
        tokens.housekeeping().flush();
        store.onFind(found -> {
            throw new IllegalStateException("planned", new IllegalStateException("deeper"));
        });
        Throwable storeFailure = catchThrowable(() -> tokens.verifier().verify(presented, READ));
        store.onInsert(failed -> {
            throw new IllegalStateException("planned");
        });
        Throwable issueFailure = catchThrowable(() -> issue(tokens));
        store.onFind(found -> found);
        store.onInsert(added -> {});
        Throwable duplicate = catchThrowable(() -> issue(tokens));
        return List.of(
                tokens,
                issued,
                presented,
                forged,
                basic,
                misplaced,
                both,
                accepted,
                refused,
                acceptedBasic,
                refusedBoth,
                authenticated,
                requirement,
                change,
                change.insertions(),
                change.revocations(),
                row,
                storeFailure,
                issueFailure,
                duplicate,
                tokens.list("alice"),
                tokens.housekeeping(),
                administration,
                administration.events("alice"),
                administration.find(issued.token().id()),
                store.recorded(),
                listener.answers(),
                listener.authenticated(),
                listener.errors());
    }

    private static PresentedToken basic(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return AuthorizationHeader.readBasic("Basic " + Base64.getEncoder().encodeToString(credentials), "pat");
    }

    @Test
    void walkFindsASecretInALeakyObject() {
        try (PersonalAccessTokens tokens = service()) {
            IssuedToken issued = issue(tokens);
            Walk walk = new Walk(forms(issued));

            walk.visitAll(List.of(Optional.of(new Leaky(issued.secret().reveal()))));

            assertThat(walk.leaks).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    /** What a careless record would be. */
    public record Leaky(String text) implements Serializable {}

    @Test
    void noErrorThatAListenerIsToldOfHoldsASecret() {
        try (PersonalAccessTokens tokens = service()) {
            IssuedToken issued = issue(tokens);
            Walk walk = new Walk(forms(issued));
            wholeFlow(tokens, issued);

            walk.visitAll(listener.errors());

            assertThat(listener.errors()).isNotEmpty().allMatch(PatException.class::isInstance);
            assertThat(walk.leaks).isEmpty();
        }
    }

    /** Calls every public method without arguments of every object it reaches, except those that reveal. */
    private static final class Walk {
        private final List<String> forms;
        private final IdentityHashMap<Object, Boolean> visited = new IdentityHashMap<>();
        private final Deque<Object> waiting = new ArrayDeque<>();
        private final List<String> leaks = new ArrayList<>();

        private Walk(List<String> forms) {
            this.forms = forms;
        }

        private void visitAll(Collection<?> objects) {
            waiting.addAll(objects);
            while (!waiting.isEmpty()) {
                visit(waiting.remove());
            }
        }

        private void visit(Object object) {
            if (visited.put(object, true) != null) {
                return;
            }
            look(object, "toString", String.valueOf(object));
            look(object, "format", String.format(Locale.ROOT, "%s", object));
            look(object, "serialised", serialised(object));
            if (object instanceof Throwable thrown) {
                StringWriter trace = new StringWriter();
                thrown.printStackTrace(new PrintWriter(trace));
                look(object, "stack trace", trace.toString());
                waiting.addAll(causes(thrown));
            }
            if (object instanceof Iterable<?> elements) {
                elements.forEach(waiting::add);
            } else if (object instanceof Optional<?> optional) {
                optional.ifPresent(waiting::add);
            } else if (object.getClass().isArray()) {
                waiting.addAll(elementsOf(object));
            } else if (object.getClass().getName().startsWith("dev.patkit.")) {
                callAll(object);
            }
        }

        private void look(Object object, String where, String text) {
            if (forms.stream().anyMatch(text::contains)) {
                leaks.add(object.getClass().getName() + " " + where);
            }
        }

        private static String serialised(Object object) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(object);
            } catch (NotSerializableException e) {
                return bytes.toString(StandardCharsets.ISO_8859_1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toString(StandardCharsets.ISO_8859_1);
        }

        private static List<Throwable> causes(Throwable thrown) {
            List<Throwable> all = new ArrayList<>(Arrays.asList(thrown.getSuppressed()));
            Optional.ofNullable(thrown.getCause()).ifPresent(all::add);
            return all;
        }

        private static List<Object> elementsOf(Object array) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(array); i++) {
                elements.addAll(Collections.singleton(Array.get(array, i)));
            }
            return elements;
        }

        private void callAll(Object object) {
            for (Method method : object.getClass().getMethods()) {
                boolean asked = method.getParameterCount() == 0
                        && method.getReturnType() != void.class
                        && !Modifier.isStatic(method.getModifiers())
                        && method.getDeclaringClass() != Object.class
                        && method.getDeclaringClass() != Throwable.class
                        && !REVEALING.contains(method.getName());
                if (asked) {
                    call(object, method);
                }
            }
        }

        private void call(Object object, Method method) {
            try {
                method.setAccessible(true);
                Object result = method.invoke(object);
                if (result != null) {
                    look(object, method.getName(), String.valueOf(result));
                    waiting.add(result);
                }
            } catch (InvocationTargetException e) {
                waiting.add(e.getTargetException());
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
    }
}
