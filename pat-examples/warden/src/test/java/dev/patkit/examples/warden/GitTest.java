package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.examples.warden.platform.ProjectStore;
import dev.patkit.token.IssuedToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real git client and App Repository, with a token as the password. */
@NeedsProgram("git")
class GitTest extends GitClientTest {
    @ParameterizedTest
    @ValueSource(strings = {"pat", "alice"})
    void tokenAsPasswordClonesPushesAndPulls(String user) throws Exception {
        String token = warden.token("alice", PlatformScope.REPO_READ, PlatformScope.REPO_WRITE);
        assertThat(clone(url(user, token), "first").status()).isZero();
        Path second = cloned(token, "second");

        commit(work.resolve("first"), "new.txt", text("new"));
        Programs.Result pushed = programs.git(work.resolve("first"), "push", "-q", "origin", "main");
        Programs.Result pulled = programs.git(second, "pull", "-q");

        assertThat(pushed.status()).as(pushed.output()).isZero();
        assertThat(pulled).isEqualTo(new Programs.Result(0, ""));
        assertThat(second.resolve("new.txt")).hasContent("new");
        assertThat(warden.call(
                                "GET",
                                "/v1/repositories/" + ProjectStore.DEMO + "/branches/main",
                                "MxToken " + token,
                                "")
                        .body())
                .contains("\"message\":\"Add new.txt\"", "\"email\":\"ann@example.com\"");
    }

    @Test
    void commitsAreListedInPagesNewestFirst() throws Exception {
        String token = warden.token("alice", PlatformScope.REPO_WRITE);
        Path clone = cloned(token, "clone");
        for (String file : List.of("a", "b", "c")) {
            commit(clone, file, text(file));
        }
        programs.git(clone, "push", "-q", "origin", "main");
        String path = "/v1/repositories/" + ProjectStore.DEMO + "/branches/main/commits?limit=2&cursor=";

        String first = warden.call("GET", path + "0", "MxToken " + token, "").body();
        String last = warden.call("GET", path + "2", "MxToken " + token, "").body();

        assertThat(first)
                .containsSubsequence("Add c", "Add b")
                .doesNotContain("Add a")
                .endsWith("\"cursors\":{\"first\":\"0\",\"next\":\"2\",\"last\":\"2\"}}");
        assertThat(last)
                .containsSubsequence("Add a", "Initial commit")
                .doesNotContain("Add b")
                .endsWith("\"cursors\":{\"first\":\"0\",\"prev\":\"0\",\"last\":\"2\"}}");
    }

    @Test
    void deletedTokenFailsToAuthenticateAndNothingIsWritten() throws Exception {
        IssuedToken issued = warden.issue("alice", PlatformScope.REPO_WRITE);
        Path clone = cloned(issued.secret().reveal(), "clone");
        commit(clone, "late.txt", text("late"));
        Map<String, Long> before = served();
        warden.revoke("alice", issued.token().id());

        List<Programs.Result> results = List.of(
                programs.git(clone, "push", "origin", "main"),
                programs.git(clone, "fetch"),
                clone(url("pat", issued.secret().reveal()), "again"));

        assertThat(results).allSatisfy(result -> {
            assertThat(result.status()).isNotZero();
            assertThat(result.output()).contains("Authentication failed");
        });
        assertThat(served()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mx:modelrepository:repo:read", "mx:modelrepository:write"})
    void readOnlyTokenCanCloneButItsPushIsRefusedAndNothingIsWritten(String scope) throws Exception {
        Path clone = cloned(warden.token("alice", () -> scope), "clone");
        commit(clone, "never.txt", text("never"));
        Map<String, Long> before = served();

        Programs.Result pushed = programs.git(clone, "push", "origin", "main");

        assertThat(pushed.status()).isNotZero();
        assertThat(pushed.output()).contains("403");
        assertThat(served()).isEqualTo(before);
        assertThat(programs.git(clone, "fetch").status()).isZero();
    }

    @Test
    void userNameOfAnotherMemberFailsToAuthenticate() throws Exception {
        String token = warden.token("alice", PlatformScope.REPO_READ);

        for (String user : List.of("bob", "ALICE", "pat%20", "alice%40example.com")) {
            Programs.Result result = clone(url(user, token), "clone");

            assertThat(result.status()).as(user).isNotZero();
            assertThat(result.output()).as(user).contains("Authentication failed");
        }
    }

    @Test
    void cloneWithoutATokenIsChallengedAndFails() throws Exception {
        Programs.Result result = clone(warden.at("/" + APP).toString(), "clone");

        assertThat(result.status()).isNotZero();
        assertThat(result.output()).contains("could not read Username");
    }

    @Test
    void tokenInAnExtraHeaderWorks() throws Exception {
        String header = "http.extraHeader=Authorization: MxToken " + warden.token("alice", PlatformScope.REPO_READ);

        Programs.Result result = programs.git(
                work, "-c", header, "clone", "-q", warden.at("/" + APP).toString(), "clone");

        assertThat(result).isEqualTo(new Programs.Result(0, ""));
        assertThat(work.resolve("clone/README.md")).exists();
    }

    @Test
    void deactivatedOwnerFailsToAuthenticateUntilReactivated() throws Exception {
        Path clone = cloned(warden.token("bob", PlatformScope.REPO_WRITE), "clone");
        commit(clone, "late.txt", text("late"));
        Map<String, Long> before = served();
        WebClient carol = WebClient.signedIn(warden, "carol");

        carol.post("/members/bob/deactivate");
        List<Programs.Result> deactivated =
                List.of(programs.git(clone, "fetch"), programs.git(clone, "push", "origin", "main"));
        Map<String, Long> during = served();
        carol.post("/members/bob/reactivate");

        assertThat(deactivated).allSatisfy(result -> {
            assertThat(result.status()).isNotZero();
            assertThat(result.output()).contains("Authentication failed");
        });
        assertThat(during).isEqualTo(before);
        assertThat(programs.git(clone, "fetch").status()).isZero();
        assertThat(programs.git(clone, "push", "-q", "origin", "main").status()).isZero();
    }

    @Test
    void repositoryOfAnInvisibleProjectIsNotFound() throws Exception {
        String carols = warden.token("carol", PlatformScope.APP_CREATE, PlatformScope.APP_CREATE);
        String job = warden.call("POST", "/v2/projects", "MxToken " + carols, "{\"name\": \"Hers\"}")
                .body()
                .replaceFirst(".*\"jobId\":\"([^\"]+)\".*", "$1");
        String project = warden.call("GET", "/v2/projects/jobs/" + job, "MxToken " + carols, "")
                .body()
                .replaceFirst(".*\"projectId\":\"([^\"]+)\".*", "$1");

        Programs.Result alices = clone(
                url("pat", warden.token("alice", PlatformScope.REPO_READ))
                        .replace(ProjectStore.DEMO.toString(), project),
                "alices");
        Programs.Result hers = clone(
                url("pat", warden.token("carol", PlatformScope.REPO_READ))
                        .replace(ProjectStore.DEMO.toString(), project),
                "hers");

        assertThat(alices.status()).isNotZero();
        assertThat(alices.output()).contains("not found");
        assertThat(hers).isEqualTo(new Programs.Result(0, ""));
    }

    @Test
    void tokenIsInNoFileOfTheServer() throws Exception {
        String token = warden.token("alice", PlatformScope.REPO_WRITE);
        Path clone = cloned(token, "clone");
        commit(clone, "a.txt", text("a"));
        programs.git(clone, "push", "-q", "origin", "main");

        try (Stream<Path> files = Files.walk(warden.settings().home())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(content.contains(token.substring(15)))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }
}
