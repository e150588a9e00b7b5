package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.token.Scope;
import dev.patkit.token.Token;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating a token: what the form accepts, and that its secret is shown once. */
class CreateTokenTest {
    private static final Scope READ = PlatformScope.SERVICES_READ;

    @TempDir
    private Path folder;

    private RunningWarden warden;
    private WebClient alice;

    @BeforeEach
    void start() throws Exception {
        warden = RunningWarden.in(folder);
        alice = WebClient.signedIn(warden, "alice");
    }

    @AfterEach
    void stop() {
        warden.close();
    }

    private List<Token> tokens(String owner) {
        return warden.warden().pats().list(owner).tokens();
    }

    @Test
    void tokenCreatedOnThePageIsAcceptedByAService() throws Exception {
        String secret = alice.createAndRead("nightly import", READ);

        assertThat(warden.call("GET", "/v1/register", "mxtoken " + secret, "").statusCode())
                .isEqualTo(200);
        assertThat(alice.get("/tokens").body()).contains("nightly import", READ.value());
    }

    @Test
    @Tag("U-4")
    void secretIsShownOnceOnOnePageAndNowhereElse() throws Exception {
        String page = WebClient.location(alice.create("once", READ));

        String secret = WebClient.secretOn(alice.get(page));

        for (String path : List.of(page, "/tokens", page.replace("/secret", ""), page.replace("secret", "delete"))) {
            assertThat(alice.get(path).body()).as(path).doesNotContain(secret);
        }
        assertThat(alice.get(page).statusCode()).isEqualTo(410);
    }

    @Test
    void secretIsShownOnlyToTheSessionThatCreatedIt() throws Exception {
        WebClient elsewhere = WebClient.signedIn(warden, "alice");
        WebClient bob = WebClient.signedIn(warden, "bob");
        String page = WebClient.location(alice.create("mine", READ));

        assertThat(elsewhere.get(page).statusCode()).isEqualTo(410);
        assertThat(bob.get(page).statusCode()).isEqualTo(404);
        assertThat(alice.get(page).statusCode()).isEqualTo(200);
    }

    @Test
    void secretThatIsNotShownExpiresAfterAMinute() throws Exception {
        String page = WebClient.location(alice.create("late", READ));

        warden.clock().advance(Duration.ofSeconds(60));

        assertThat(alice.get(page).statusCode()).isEqualTo(410);
    }

    @Test
    @Tag("U-5")
    void formSubmittedTwiceCreatesOneTokenAndRedirectsToTheSamePage() throws Exception {
        String form = alice.newForm();

        String first = WebClient.location(alice.createWith(form, "twice", READ));
        String second = WebClient.location(alice.createWith(form, "twice", READ));

        assertThat(second).isEqualTo(first);
        assertThat(tokens("alice")).hasSize(1);
        assertThat(alice.get(first).statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("U-5")
    void formSubmittedSixteenTimesConcurrentlyCreatesOneToken() throws Exception {
        String form = alice.newForm();
        Callable<String> send = () -> WebClient.location(alice.createWith(form, "at once", READ));
        ExecutorService threads = Executors.newFixedThreadPool(16);

        Set<String> pages = threads
                .invokeAll(Stream.generate(() -> send).limit(16).toList())
                .stream()
                .map(CreateTokenTest::get)
                .collect(Collectors.toSet());
        threads.shutdown();

        assertThat(pages).hasSize(1);
        assertThat(tokens("alice")).hasSize(1);
    }

    private static String get(Future<String> page) {
        try {
            return page.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void expiredFormIsReturnedWithItsEntriesAndCanBeSubmitted() throws Exception {
        HttpResponse<String> stale = alice.createWith("long ago", "kept", READ);

        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("value=\"kept\"", "had expired");
        assertThat(alice.createWith(WebClient.field("form", stale.body()), "kept", READ)
                        .statusCode())
                .isEqualTo(303);
    }

    static List<String> validNames() {
        return List.of("a", "x".repeat(100), "😀".repeat(100), "Ωmega \"quoted\" & <b>", "имя", "اسم");
    }

    @ParameterizedTest
    @MethodSource("validNames")
    void nameOfOneToAHundredCharactersIsStoredUnchanged(String name) throws Exception {
        alice.createAndRead(name, READ);

        assertThat(tokens("alice")).extracting(Token::name).containsExactly(name);
    }

    @Test
    void surroundingBlanksAreStrippedFromTheName() throws Exception {
        alice.createAndRead("  import\t", READ);

        assertThat(tokens("alice")).extracting(Token::name).containsExactly("import");
    }

    static List<String> invalidNames() {
        return List.of(
                "",
                "   ",
                "\u2003",
                "x".repeat(101),
                "😀".repeat(101),
                "a\u0000b",
                "a\nb",
                "a\u001bb",
                "a\u2028b",
                "a\u202enedih\u202c",
                "a\u200bb\ufeffc",
                "Z\u0351\u036b\u036a\u033d\u0334\u0319");
    }

    @ParameterizedTest
    @MethodSource("invalidNames")
    void invalidNameIsReportedAtItsFieldAndEntriesAreKept(String name) throws Exception {
        HttpResponse<String> response = alice.create(name, READ, PlatformScope.REPO_READ);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body())
                .containsPattern("<p class=\"problem\" id=\"name-problem\">The name must [^<]+</p>")
                .contains("aria-invalid=\"true\" aria-describedby=\"name-problem name-hint\"")
                .contains("value=\"" + READ.value() + "\" checked")
                .contains("value=\"" + PlatformScope.REPO_READ.value() + "\" checked");
        assertThat(tokens("alice")).isEmpty();
    }

    @Test
    void nameCanBeReusedOnlyAfterItsTokenIsDeleted() throws Exception {
        alice.createAndRead("import", READ);

        HttpResponse<String> taken = alice.create("import", READ);
        String id = tokens("alice").get(0).id().toString();
        alice.post("/tokens/" + id + "/delete");

        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body())
                .contains("id=\"name-problem\">You already have a token with this name.", "value=\"import\"");
        assertThat(alice.create("import", READ).statusCode()).isEqualTo(303);
    }

    @Test
    void twoMembersCanUseTheSameName() throws Exception {
        alice.createAndRead("import", READ);

        assertThat(WebClient.signedIn(warden, "bob").create("import", READ).statusCode())
                .isEqualTo(303);
    }

    @Test
    void tokenWithoutScopesIsNotCreated() throws Exception {
        HttpResponse<String> response = alice.create("none");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("id=\"scopes-problem\">The scopes must not be empty.", "value=\"none\"");
        assertThat(tokens("alice")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "mx:datahub:services:admin", "MX:DATAHUB:SERVICES:READ", "mx:datahub:services:read ", "ü"})
    void scopeThatIsNotOnThePageIsRejected(String scope) throws Exception {
        HttpResponse<String> response = alice.create("wide", READ, () -> scope);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("id=\"scopes-problem\"");
        assertThat(tokens("alice")).isEmpty();
    }

    @Test
    void tokenWorksUntilTheEndOfItsLastDay() throws Exception {
        LocalDate today = LocalDate.ofInstant(warden.clock().instant(), ZoneOffset.UTC);

        HttpResponse<String> created = alice.post(
                "/tokens",
                "form",
                alice.newForm(),
                "name",
                "short",
                "scope",
                READ.value(),
                "lastDay",
                today.toString());

        Instant end = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        String secret = WebClient.secretOn(alice.get(WebClient.location(created)));
        assertThat(tokens("alice").get(0).expiresAt()).hasValue(end);
        warden.clock().advance(Duration.between(warden.clock().instant(), end).plus(1, ChronoUnit.SECONDS));
        assertThat(warden.call("GET", "/v1/register", "MxToken " + secret, "").statusCode())
                .isEqualTo(403);
        assertThat(alice.get("/tokens").body()).contains("Expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01", "tomorrow", "2027-02-30", "+999999999-12-31", "2027-1-1", "<b>"})
    void invalidOrPastLastDayIsReportedAtItsField(String day) throws Exception {
        HttpResponse<String> response =
                alice.post("/tokens", "form", alice.newForm(), "name", "short", "scope", READ.value(), "lastDay", day);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("id=\"expiry-problem\">The last day must ");
        assertThat(tokens("alice")).isEmpty();
    }

    @Test
    @Tag("U-9")
    void oldSignInIsConfirmedBeforeATokenIsCreatedAndEntriesAreKept() throws Exception {
        warden.close();
        Settings settings = warden.settings();
        warden = RunningWarden.with(
                new Settings(0, settings.jdbcUrl(), settings.home(), Optional.of(Duration.ofMinutes(15))));
        alice = WebClient.signedIn(warden, "alice");
        String form = alice.newForm();
        warden.clock().advance(Duration.ofMinutes(16));

        HttpResponse<String> asked = alice.createWith(form, "kept", READ);

        assertThat(asked.body()).contains("Confirm that it is you");
        assertThat(tokens("alice")).isEmpty();
        String again = WebClient.field("scope", asked.body());
        HttpResponse<String> created = alice.post(
                "/tokens/confirm", "form", form, "name", WebClient.field("name", asked.body()), "scope", again);
        assertThat(created.statusCode()).isEqualTo(303);
        assertThat(tokens("alice")).extracting(Token::name).containsExactly("kept");
        assertThat(alice.create("next", READ).statusCode()).isEqualTo(303);
    }
}
