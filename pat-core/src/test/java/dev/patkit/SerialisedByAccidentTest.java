package dev.patkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patkit.fixture.ChildProcess;
import dev.patkit.fixture.Mapper;
import dev.patkit.fixture.Mapper.Outcome;
import dev.patkit.fixture.WritesATokenAsAModule;
import dev.patkit.secret.SecretHash;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretText;
import dev.patkit.store.AuditEvent;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenUse;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Rejected;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("S-8")
class SerialisedByAccidentTest {
    private static final ObjectMapper TREES = new ObjectMapper();
    private static final Scope READ = Scope.of("catalog:read");
    private static final Instant ISSUED = Instant.parse("2026-03-01T09:30:00.123Z");
    private static final Token TOKEN = Token.builder(
                    TokenId.parse("AzL8n0Y58m7").orElseThrow(),
                    "alice",
                    "import",
                    Scopes.of(READ, Scope.of("repo:write")),
                    ISSUED)
            .expiresAt(Instant.parse("2027-01-01T00:00:00Z"))
            .build();
    private static final TokenPage PAGE =
            TokenPage.of(TokenQuery.ownedBy("alice").limit(1), List.of(TOKEN, TOKEN));
    private static final String TOKEN_AS_JSON = """
            {"id": "AzL8n0Y58m7", "owner": "alice", "name": "import", "description": "",
             "scopes": ["catalog:read", "repo:write"], "createdAt": "2026-03-01T09:30:00.123Z",
             "expiresAt": "2027-01-01T00:00:00Z", "lastUsedAt": null, "revokedAt": null}""";

    /** Services, settings and questions: no answer that a controller would return, and no secret in any of them. */
    private static final Set<String> NO_ANSWERS = Set.of(
            "PersonalAccessTokens",
            "PersonalAccessTokensBuilder",
            "TokenAdministration",
            "Housekeeping",
            "HashingLimits",
            "Change",
            "Change.Insertion",
            "Change.Outcome",
            "Change.Revocation",
            "Change.Suspension",
            "Epochs",
            "InMemoryTokenStore",
            "TokenPage.Cursor",
            "TokenQuery",
            "AuthorizationHeader",
            "Requirement",
            "Token.Builder",
            "TokenRequest",
            "TokenRequest.Named",
            "TokenRequest.Owned",
            "Freshness");

    private final InMemoryTokenStore store = new InMemoryTokenStore();
    private final PersonalAccessTokens tokens = PersonalAccessTokens.builder(store)
            .prefix("acme")
            .hasher(SecretHasher.sha256())
            .build();
    private final IssuedToken issued =
            tokens.issue(TokenRequest.forOwner("alice").named("import").allowing(READ));
    private final String text = issued.secret().reveal();

    @AfterEach
    void close() {
        tokens.close();
    }

    @Test
    void everyExportedTypeIsWrittenExactlyOrRefusesOrIsNoAnswer() throws IOException {
        Set<Class<?>> known = new HashSet<>(facts().keySet());
        known.addAll(refusing().keySet());

        List<Class<?>> exported = exportedTypes();
        List<String> others = exported.stream()
                .filter(type -> !known.contains(type))
                .filter(type -> !type.isInterface() && !type.isEnum() && !Throwable.class.isAssignableFrom(type))
                .map(type ->
                        type.getCanonicalName().substring(type.getPackageName().length() + 1))
                .toList();

        assertThat(others).containsExactlyInAnyOrderElementsOf(NO_ANSWERS);
        assertThat(exported).containsAll(known);
    }

    /** Each fact, as it is to be written. */
    private static Map<Class<?>, Map.Entry<Object, String>> facts() {
        return Map.of(
                Token.class, Map.entry(TOKEN, TOKEN_AS_JSON),
                TokenId.class, Map.entry(TOKEN.id(), "\"AzL8n0Y58m7\""),
                Scopes.class, Map.entry(TOKEN.scopes(), "[\"catalog:read\", \"repo:write\"]"),
                Scope.class, Map.entry(READ, "{\"value\": \"catalog:read\"}"),
                TokenPage.class,
                        Map.entry(
                                PAGE,
                                "{\"tokens\": [" + TOKEN_AS_JSON + "], \"next\": \"1772357400123.AzL8n0Y58m7\"}"));
    }

    private Map<Class<?>, Object> refusing() {
        PresentedToken presented = PresentedToken.of(text);
        StoredToken stored = store.find(issued.token().id()).orElseThrow();
        TokenUse.HashUpgrade upgrade = new TokenUse.HashUpgrade(stored.hash(), stored.hash());
        Map<Class<?>, Object> refusing = new LinkedHashMap<>();
        refusing.put(SecretText.class, issued.secret());
        refusing.put(SecretHash.class, stored.hash());
        refusing.put(IssuedToken.class, issued);
        refusing.put(PresentedToken.class, presented);
        refusing.put(StoredToken.class, stored);
        refusing.put(TokenUse.HashUpgrade.class, upgrade);
        refusing.put(TokenUse.class, new TokenUse(issued.token().id(), ISSUED, upgrade));
        refusing.put(Accepted.class, tokens.verifier().verify(presented, READ));
        refusing.put(Authenticated.class, tokens.verifier().authenticate(presented));
        refusing.put(AuditEvent.class, store.events("alice", 1).get(0));
        refusing.put(Rejected.class, tokens.verifier().verify(PresentedToken.of(null), READ));
        return refusing;
    }

    private static List<Class<?>> exportedTypes() throws IOException {
        ModuleReference core = ModuleFinder.of(Path.of("target", "classes"))
                .find("dev.patkit.core")
                .orElseThrow();
        Set<String> exported = new HashSet<>();
        core.descriptor().exports().forEach(export -> exported.add(export.source()));
        try (Stream<String> files = core.open().list()) {
            return files.filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .<Class<?>>map(SerialisedByAccidentTest::load)
                    .filter(type -> exported.contains(type.getPackageName()) && isPublic(type))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, SerialisedByAccidentTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (enclosing == null || isPublic(enclosing));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"JACKSON_2", "JACKSON_2_WITH_TIMES", "JACKSON_2_WITH_FIELDS", "JACKSON_3", "JACKSON_3_WITH_FIELDS"
            })
    void factsAreWrittenExactly(Mapper mapper) throws JsonProcessingException {
        for (Map.Entry<Object, String> fact : facts().values()) {
            Outcome outcome = mapper.write(fact.getKey());
            Outcome nested = mapper.write(Map.of("fact", List.of(fact.getKey())));

            assertThat(outcome.failure()).isEmpty();
            assertThat(TREES.readTree(outcome.text())).isEqualTo(TREES.readTree(fact.getValue()));
            assertThat(TREES.readTree(nested.text()).at("/fact/0")).isEqualTo(TREES.readTree(fact.getValue()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JACKSON_2_BY_FIELDS", "JACKSON_3_BY_FIELDS"})
    void tokenIsWrittenExactlyByItsFields(Mapper mapper) throws JsonProcessingException {
        Outcome outcome = mapper.write(TOKEN);

        assertThat(TREES.readTree(outcome.text())).isEqualTo(TREES.readTree(TOKEN_AS_JSON));
    }

    @Test
    void tokenIsWrittenOnTheModulePathToo() throws IOException, InterruptedException {
        String modules = Stream.concat(
                        Stream.of(Path.of("target", "classes").toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                                .filter(jar -> jar.matches(".*\\b(jackson|argon2|jna|jspecify)-[^/\\\\]*\\.jar")))
                .collect(Collectors.joining(File.pathSeparator));

        List<String> lines = ChildProcess.linesOf(
                WritesATokenAsAModule.class,
                "--module-path=" + modules,
                "--add-modules=dev.patkit.core,com.fasterxml.jackson.databind,tools.jackson.databind");

        assertThat(lines.subList(0, 3))
                .containsExactly(
                        "module dev.patkit.core",
                        "module com.fasterxml.jackson.databind",
                        "module tools.jackson.databind");
        assertThat(lines.subList(3, 5)).allMatch(json -> json.contains("\"id\":\"3fT9kQ2mX7b\""));
    }

    @Test
    void lastPageHasNoNextOne() {
        TokenPage last = TokenPage.of(TokenQuery.ownedBy("alice"), List.of());

        assertThat(Mapper.JACKSON_2.write(last).text()).isEqualTo("{\"tokens\":[],\"next\":null}");
    }

    @Test
    void cursorKeepsItsPartsOutsideOfAPage() throws JsonProcessingException {
        Outcome outcome = Mapper.JACKSON_3.write(new TokenPage.Cursor(ISSUED, TOKEN.id()));

        assertThat(TREES.readTree(outcome.text()))
                .isEqualTo(TREES.readTree("{\"createdAt\": \"2026-03-01T09:30:00.123Z\", \"id\": \"AzL8n0Y58m7\"}"));
    }

    @ParameterizedTest
    @EnumSource(names = {"GSON", "JSON_B"})
    void tokenIsWrittenByNoMapperThatWouldChangeIt(Mapper mapper) {
        assertThat(mapper.write(TOKEN).failure()).isPresent();
        assertThat(mapper.write(PAGE).failure()).isPresent();
        assertThat(mapper.write(TOKEN.scopes()).text()).isEqualTo("[\"catalog:read\",\"repo:write\"]");
    }

    @Test
    void gsonDoesNotWriteAnId() {
        assertThat(Mapper.GSON.write(TOKEN.id()).failure().orElseThrow())
                .contains("TokenId refuses to be serialised", "write toString() yourself");
    }

    @ParameterizedTest
    @EnumSource
    void noMapperWritesWhatRefusesWhereverItIsNested(Mapper mapper) {
        Map<Class<?>, Object> refusing = refusing();
        if (mapper.goesByFieldsAlone()) {
            refusing.keySet().removeAll(Set.of(Accepted.class, Authenticated.class, AuditEvent.class));
        }

        refusing.forEach((type, object) -> nested(object).forEach(body -> {
            Outcome outcome = mapper.write(body);

            assertThat(outcome.failure()).as(type + " in " + body.getClass()).isPresent();
            assertNoSecret(outcome);
        }));
    }

    private static List<Object> nested(Object object) {
        return List.of(object, List.of(object), Map.of("key", object), new RecordBody(object), new BeanBody(object));
    }

    /** As a controller would return it. */
    public record RecordBody(Object value) {}

    /** As an older controller would return it. */
    public static final class BeanBody {
        private final Object value;

        BeanBody(Object value) {
            this.value = value;
        }

        public Object getValue() {
            return value;
        }
    }

    private void assertNoSecret(Outcome outcome) {
        String all = outcome.text() + outcome.failure().orElse("");
        assertThat(all).doesNotContain(forms());
    }

    /** The secret and the stored hash, in the forms in which they could turn up. */
    private List<String> forms() {
        String phc = store.find(issued.token().id()).orElseThrow().hash().phc();
        return Stream.of(text, text.substring(16, 59), phc.substring(phc.lastIndexOf('$') + 1))
                .flatMap(plain -> {
                    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
                    return Stream.of(
                            plain.substring(0, 20),
                            Base64.getEncoder().encodeToString(bytes).substring(0, 20),
                            HexFormat.of().formatHex(bytes).substring(0, 24),
                            Arrays.toString(bytes).substring(1, 40).replace(" ", ""));
                })
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void refusalSaysWhatToDo(Mapper mapper) {
        Map<Class<?>, Object> refusing = refusing();
        refusing.keySet()
                .retainAll(Set.of(SecretText.class, SecretHash.class, IssuedToken.class, PresentedToken.class));

        refusing.values()
                .forEach(object -> assertThat(mapper.write(object).failure().orElseThrow())
                        .contains("refuses to be serialised", "call secret().reveal() and write that text yourself"));
    }

    @ParameterizedTest
    @EnumSource(names = {"JACKSON_2_BY_FIELDS", "JACKSON_3_BY_FIELDS"})
    void acceptedIsOnlyFactsToAMapperThatGoesByFieldsAlone(Mapper mapper) throws JsonProcessingException {
        Outcome outcome = mapper.write(tokens.verifier().verify(PresentedToken.of(text), READ));

        assertThat(TREES.readTree(outcome.text()).at("/token/id").textValue())
                .isEqualTo(issued.token().id().toString());
        assertThat(TREES.readTree(outcome.text()).at("/scopes/0").textValue()).isEqualTo(READ.value());
        assertNoSecret(outcome);
    }

    @Test
    void javaSerialisationRefuses() {
        refusing().values().forEach(object -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();

            assertThatThrownBy(() -> new ObjectOutputStream(bytes).writeObject(new ArrayList<>(List.of(object))))
                    .isInstanceOf(NotSerializableException.class);
            assertNoSecret(new Outcome(bytes.toString(StandardCharsets.ISO_8859_1), Optional.empty()));
        });
    }

    @ParameterizedTest
    @EnumSource
    void noServiceGivesASecretAway(Mapper mapper) {
        tokens.verifier().verify(PresentedToken.of(text), READ);

        for (Object service : List.of(tokens, store, tokens.verifier(), tokens.administration("admin"))) {
            assertNoSecret(mapper.write(service));
        }
    }

    @ParameterizedTest
    @EnumSource
    void secretIsReadByNoMapperAndQuotedByNone(Mapper mapper) {
        for (Class<?> type : List.of(SecretText.class, PresentedToken.class, SecretBody.class, PresentedBody.class)) {
            for (String json : List.of(
                    "\"" + text + "\"",
                    "{}",
                    "{\"text\": \"" + text + "\", \"bytes\": \"" + text + "\"}",
                    "{\"value\": \"" + text + "\"}",
                    "{\"value\": {}}")) {
                Outcome outcome = mapper.read(json, type);

                assertThat(outcome.text()).as(type + " of " + json).doesNotContain("hidden", "absent");
                assertNoSecret(outcome);
            }
        }
    }

    /** A body that a controller might ask for. */
    public record SecretBody(SecretText value) {}

    /** Another. */
    public record PresentedBody(PresentedToken value) {}
}
