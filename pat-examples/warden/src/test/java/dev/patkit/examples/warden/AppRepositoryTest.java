package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.examples.warden.platform.ProjectStore;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** App Repository's API for repositories, branches and commits. */
class AppRepositoryTest extends ServiceTest {
    private static final String APP = "/v1/repositories/" + ProjectStore.DEMO;

    @TempDir
    private Path home;

    private void branch(String... names) throws Exception {
        get(token("alice"), APP + "/branches");
        Path folder = warden().settings().home().resolve("repositories/" + ProjectStore.DEMO + ".git");
        try (Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).build()) {
            for (String name : names) {
                var update = repository.updateRef(Constants.R_HEADS + name);
                update.setNewObjectId(repository.resolve("main"));
                update.update();
            }
        }
    }

    private static List<String> names(JsonNode page) {
        return page.findValuesAsText("name").stream()
                .filter(name -> !name.equals("App Repository"))
                .toList();
    }

    @Test
    void infoSaysWhereGitFindsTheRepository() throws Exception {
        HttpResponse<String> response = get(token("bob"), APP + "/info");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"appId\":\"%s\",\"type\":\"git\",\"url\":\"%s\"}"
                        .formatted(ProjectStore.DEMO, warden().at("/" + ProjectStore.DEMO + ".git")));
    }

    @Test
    void branchPagesLinkToTheNextPreviousAndLastPage() throws Exception {
        branch("a", "b/c", "d", "e");
        String token = token("alice");

        JsonNode first = json(get(token, APP + "/branches?limit=2"));
        JsonNode second = json(get(
                token,
                APP + "/branches?limit=2&cursor=" + first.at("/cursors/next").asText()));
        JsonNode last = json(get(
                token,
                APP + "/branches?limit=2&cursor=" + first.at("/cursors/last").asText()));

        assertThat(names(first)).containsExactly("a", "b/c");
        assertThat(names(second)).containsExactly("d", "e");
        assertThat(names(last)).containsExactly("main");
        assertThat(first.at("/cursors").has("prev")).isFalse();
        assertThat(last.at("/cursors").has("next")).isFalse();
        assertThat(names(json(get(
                        token,
                        APP + "/branches?limit=2&cursor="
                                + second.at("/cursors/prev").asText()))))
                .containsExactly("a", "b/c");
        assertThat(names(json(get(token, APP + "/branches?limit=1000")))).hasSize(5);
        assertThat(json(get(token, APP + "/branches?cursor=999999999")).at("/items"))
                .isEmpty();
    }

    @Test
    void pageSizeIsTwentyByDefaultAndAHundredAtMost() throws Exception {
        branch(IntStream.range(100, 220).mapToObj(number -> "b" + number).toArray(String[]::new));
        String token = token("alice");

        JsonNode byDefault = json(get(token, APP + "/branches"));
        JsonNode most = json(get(token, APP + "/branches?limit=101"));

        assertThat(names(byDefault)).hasSize(20).startsWith("b100");
        assertThat(byDefault.get("cursors").toString()).isEqualTo("{\"first\":\"0\",\"next\":\"20\",\"last\":\"120\"}");
        assertThat(names(most)).hasSize(100);
        assertThat(most.get("cursors").toString()).isEqualTo("{\"first\":\"0\",\"next\":\"100\",\"last\":\"100\"}");
        assertThat(names(json(get(token, APP + "/branches?limit=100&cursor=100"))))
                .hasSize(21);
    }

    @ParameterizedTest
    @ValueSource(strings = {"branches/development", "branches%2Fdevelopment"})
    void branchNameWithASlashIsFoundPlainOrEncoded(String name) throws Exception {
        branch("branches/development");
        String token = token("alice");

        HttpResponse<String> read = get(token, APP + "/branches/" + name);
        JsonNode commits = json(get(token, APP + "/branches/" + name + "/commits"));

        assertThat(json(read).get("name").asText()).isEqualTo("branches/development");
        assertThat(read.body())
                .matches("\\{\"name\":\"branches/development\",\"latestCommit\":\\{\"id\":\"[0-9a-f]{40}\",\"author\":"
                        + "\\{\"name\":\"App Repository\",\"email\":\"app-repository@example.com\"},"
                        + "\"date\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)\","
                        + "\"message\":\"Initial commit\"}}");
        assertThat(commits.at("/items/0")).isEqualTo(json(read).get("latestCommit"));
        assertThat(commits.get("items")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "main.lock",
                "..",
                "%2e%2e%2fHEAD",
                "main%00",
                "-",
                "refs/heads/main",
                "HEAD",
                "@%7B1%7D",
                "a..b"
            })
    void unknownOrInvalidBranchIsNotFound(String name) throws Exception {
        HttpResponse<String> response = get(token("alice"), APP + "/branches/" + name);

        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(response.body()).doesNotContain("/repositories/", "Exception");
    }

    @Test
    void errorResponsesAreExact() throws Exception {
        String alice = token("alice");

        HttpResponse<String> noId = get(alice, "/v1/repositories/aurora/info");
        HttpResponse<String> unknown = get(alice, "/v1/repositories/" + UNKNOWN_ID + "/info");

        assertThat(noId.statusCode()).isEqualTo(400);
        assertThat(noId.body())
                .isEqualTo("{\"errorCode\":\"RS400\",\"errorMessage\":"
                        + "\"Please provide valid input to execute this request. Invalid app id\"}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("{\"errorCode\":\"RS404\",\"errorMessage\":\"Repository not found\"}");
        assertThat(get(alice, APP + "/branches?limit=0").statusCode()).isEqualTo(400);
        assertThat(get(alice, APP + "/branches?cursor=x").statusCode()).isEqualTo(400);
    }

    @Test
    void repositoryOfADeletedProjectIsVisibleToAdminsOnly() throws Exception {
        String alice = token("alice");
        get(alice, APP + "/branches");

        call("DELETE", alice, "/v2/projects/" + ProjectStore.DEMO, "");

        assertThat(get(alice, APP + "/info").statusCode()).isEqualTo(404);
        assertThat(get(token("carol"), APP + "/info").statusCode()).isEqualTo(200);
    }

    @Test
    void concurrentFirstRequestsCreateTheRepositoryOnce() throws Exception {
        String token = token("alice");
        Callable<String> ask = () -> get(token, APP + "/branches").body();
        ExecutorService threads = Executors.newFixedThreadPool(8);

        List<Future<String>> responses =
                threads.invokeAll(Stream.generate(() -> ask).limit(8).toList());
        threads.shutdown();

        for (Future<String> response : responses) {
            assertThat(response.get()).isEqualTo(responses.get(0).get()).contains("\"name\":\"main\"");
        }
    }

    @Test
    @NeedsProgram("curl")
    void curlWorksWithTheTokenAsPasswordOrAsHeader() throws Exception {
        String token = warden().token("alice", PlatformScope.REPO_READ);
        String url = warden().at(APP + "/info").toString();
        Programs programs = new Programs(Files.createDirectory(home.resolve("home")));

        Programs.Result basic = programs.run(home, "curl", "-sf", "-u", "pat:" + token, url);
        Programs.Result header = programs.run(home, "curl", "-sf", "-H", "Authorization: MXTOKEN  " + token, url);
        Programs.Result otherOwner = programs.run(home, "curl", "-sf", "-u", "bob:" + token, url);

        assertThat(basic.output()).contains("\"type\":\"git\"");
        assertThat(header).isEqualTo(basic);
        assertThat(otherOwner.status()).isEqualTo(22);
    }
}
