package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.examples.warden.platform.ProjectStore;
import dev.patkit.token.IssuedToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real git against App Repository, with a token as the password. */
@NeedsProgram("git")
class GitTest {
    private static final String APP = ProjectStore.DEMO + ".git";

    @TempDir
    private Path folder;

    private Path home;
    private Path work;
    private RunningWarden warden;
    private Programs programs;

    @BeforeEach
    void start() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        work = Files.createDirectory(folder.resolve("work"));
        warden = RunningWarden.in(Files.createDirectory(folder.resolve("warden")));
        programs = new Programs(home);
    }

    @AfterEach
    void stop() {
        warden.close();
    }

    private String url(String user, String token) {
        return warden.at("/" + APP).toString().replace("http://", "http://" + user + ":" + token + "@");
    }

    private Programs.Result clone(String url, String name) throws Exception {
        return programs.git(work, "clone", "-q", url, name);
    }

    private Path cloned(String token, String name) throws Exception {
        assertThat(clone(url("pat", token), name)).isEqualTo(new Programs.Result(0, ""));
        return work.resolve(name);
    }

    private void commit(Path clone, String file, byte[] content) throws Exception {
        Files.write(clone.resolve(file), content);
        assertThat(programs.git(clone, "add", file).status()).isZero();
        assertThat(programs.git(clone, "commit", "-q", "-m", "Add " + file).status())
                .isZero();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Every file of the served repository, with its length. */
    private Map<String, Long> served() throws IOException {
        Path repository = warden.settings().home().resolve("repositories").resolve(APP);
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(repository)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(repository.relativize(file).toString(), Files.size(file));
            }
        }
        return sizes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pat", "alice"})
    void tokenAsPasswordClonesPushesAndPulls(String user) throws Exception {
        String token = warden.token("alice", PlatformScope.REPO_READ, PlatformScope.REPO_WRITE);
        assertThat(clone(url(user, token), "first").status()).isZero();
        Path second = cloned(token, "second");

        commit(work.resolve("first"), "new.txt", text("new"));
        Programs.Result pushed = programs.git(work.resolve("first"), "push", "-q", "origin", "main");
        Programs.Result pulled = programs.git(second, "pull", "-q");

        assertThat(pushed.status()).as(pushed.printed()).isZero();
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
    void pushOfMegabytesArrivesWhole() throws Exception {
        long seed = 20261125;
        byte[] content = new byte[3 << 20];
        new Random(seed).nextBytes(content);
        String token = warden.token("alice", PlatformScope.REPO_WRITE);
        Path first = cloned(token, "first");

        commit(first, "large.bin", content);
        Programs.Result pushed = programs.git(first, "push", "-q", "origin", "main");

        assertThat(pushed.status()).as(pushed.printed()).isZero();
        assertThat(cloned(token, "second").resolve("large.bin"))
                .as("seed %d", seed)
                .hasBinaryContent(content);
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
            assertThat(result.printed()).contains("Authentication failed");
        });
        assertThat(served()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mx:modelrepository:repo:read", "mx:modelrepository:write"})
    void tokenThatMayOnlyReadClonesButItsPushIsRefusedAndNothingIsWritten(String scope) throws Exception {
        Path clone = cloned(warden.token("alice", () -> scope), "clone");
        commit(clone, "never.txt", text("never"));
        Map<String, Long> before = served();

        Programs.Result pushed = programs.git(clone, "push", "origin", "main");

        assertThat(pushed.status()).isNotZero();
        assertThat(pushed.printed()).contains("403");
        assertThat(served()).isEqualTo(before);
        assertThat(programs.git(clone, "fetch").status()).isZero();
    }

    @Test
    void userNameOfSomebodyElseFailsToAuthenticate() throws Exception {
        String token = warden.token("alice", PlatformScope.REPO_READ);

        for (String user : List.of("bob", "ALICE", "pat%20", "alice%40example.com")) {
            Programs.Result result = clone(url(user, token), "clone");

            assertThat(result.status()).as(user).isNotZero();
            assertThat(result.printed()).as(user).contains("Authentication failed");
        }
    }

    @Test
    void withoutATokenGitIsAskedForOneAndGetsNothing() throws Exception {
        Programs.Result result = clone(warden.at("/" + APP).toString(), "clone");

        assertThat(result.status()).isNotZero();
        assertThat(result.printed()).contains("could not read Username");
    }

    @Test
    void headerOfOnesOwnWorksToo() throws Exception {
        String header = "http.extraHeader=Authorization: MxToken " + warden.token("alice", PlatformScope.REPO_READ);

        Programs.Result result = programs.git(
                work, "-c", header, "clone", "-q", warden.at("/" + APP).toString(), "clone");

        assertThat(result).isEqualTo(new Programs.Result(0, ""));
        assertThat(work.resolve("clone/README.md")).exists();
    }

    @Test
    void deactivatedOwnerFailsToAuthenticateUntilReactivated() throws Exception {
        Path clone = cloned(warden.token("bob", PlatformScope.REPO_READ), "clone");
        WebClient carol = WebClient.signedIn(warden, "carol");

        carol.post("/members/bob/deactivate");
        Programs.Result deactivated = programs.git(clone, "fetch");
        carol.post("/members/bob/reactivate");

        assertThat(deactivated.status()).isNotZero();
        assertThat(deactivated.printed()).contains("Authentication failed");
        assertThat(programs.git(clone, "fetch").status()).isZero();
    }

    @Test
    void repositoryOfAProjectOfOthersIsNotFound() throws Exception {
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
        assertThat(alices.printed()).contains("not found");
        assertThat(hers).isEqualTo(new Programs.Result(0, ""));
    }

    @Test
    void mainBranchIsNeitherDeletedNorRewritten() throws Exception {
        Path clone = cloned(warden.token("alice", PlatformScope.REPO_WRITE), "clone");
        commit(clone, "kept.txt", text("kept"));
        programs.git(clone, "push", "-q", "origin", "main", "main:side");
        programs.git(clone, "commit", "-q", "--amend", "-m", "Rewritten");

        assertThat(programs.git(clone, "push", "--force", "origin", "main").printed())
                .contains("the main branch is protected");
        assertThat(programs.git(clone, "push", "origin", ":main").printed()).contains("the main branch is protected");
        assertThat(programs.git(clone, "push", "-q", "--force", "origin", "main:side")
                        .status())
                .isZero();
        assertThat(programs.git(clone, "push", "-q", "origin", ":side").status())
                .isZero();
        assertThat(cloned(warden.token("alice", PlatformScope.REPO_READ), "again")
                        .resolve("kept.txt"))
                .exists();
    }

    @Test
    void tokenIsInNoFileOfTheRepository() throws Exception {
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
