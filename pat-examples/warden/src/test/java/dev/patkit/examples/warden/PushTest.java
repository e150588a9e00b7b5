package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import dev.patkit.examples.warden.platform.ProjectStore;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a push may contain, and what is recorded of it. */
@NeedsProgram("git")
class PushTest extends GitClientTest {
    private static final String BRANCHES = "/v1/repositories/" + ProjectStore.DEMO + "/branches";

    private String token;
    private Path clone;

    @BeforeEach
    void cloneFirst() throws Exception {
        token = warden.token("alice", PlatformScope.REPO_WRITE);
        clone = cloned(token, "clone");
    }

    private Programs.Result push(String what) throws Exception {
        return programs.git(clone, "push", "-q", "origin", what);
    }

    private HttpResponse<String> branches(String more) throws Exception {
        return warden.call("GET", BRANCHES + more, "MxToken " + token, "");
    }

    /** Creates a commit with an arbitrary author line and returns its id. */
    private String commitOf(String author) throws Exception {
        String tree = programs.git(clone, "rev-parse", "HEAD^{tree}").output().strip();
        String text = "tree " + tree + "\n" + author + "\ncommitter C <c@example.com> 1700000000 +0000\n\nodd\n";
        Path file = Files.writeString(clone.resolve(".git/odd"), text);
        return programs.git(clone, "hash-object", "-t", "commit", "--literally", "-w", file.toString())
                .output()
                .strip();
    }

    @Test
    void largePushIsStoredCompletely() throws Exception {
        long seed = 20261125;
        byte[] content = new byte[3 << 20];
        new Random(seed).nextBytes(content);
        commit(clone, "large.bin", content);

        Programs.Result pushed = push("main");

        assertThat(pushed.status()).as(pushed.output()).isZero();
        assertThat(cloned(token, "second").resolve("large.bin"))
                .as("seed %d", seed)
                .hasBinaryContent(content);
    }

    @Test
    void mainBranchCannotBeDeletedOrRewritten() throws Exception {
        commit(clone, "kept.txt", text("kept"));
        programs.git(clone, "push", "-q", "origin", "main", "main:side");
        programs.git(clone, "commit", "-q", "--amend", "-m", "Rewritten");

        assertThat(programs.git(clone, "push", "--force", "origin", "main").output())
                .contains("the main branch is protected");
        assertThat(programs.git(clone, "push", "origin", ":main").output()).contains("the main branch is protected");
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
    void reflogNamesTheTokensOwner() throws Exception {
        commit(clone, "a.txt", text("a"));
        push("main");

        assertThat(Files.readString(repository().resolve("logs/refs/heads/main"))
                        .lines())
                .last()
                .asString()
                .contains(" alice <alice@example.com> ")
                .doesNotContain("Ann");
    }

    @Test
    void branchMustPointToACommit() throws Exception {
        String file =
                programs.git(clone, "rev-parse", "HEAD:README.md").output().strip();
        programs.git(clone, "tag", "-a", "-m", "one", "one");
        String tag = programs.git(clone, "rev-parse", "one").output().strip();

        assertThat(push(file + ":refs/heads/file").output()).contains("a branch must point to a commit");
        assertThat(push(tag + ":refs/heads/tag").output()).contains("a branch must point to a commit");
        assertThat(push("one").status()).isZero();
        assertThat(branches("").statusCode()).isEqualTo(200);
        assertThat(branches("").body()).doesNotContain("\"file\"", "\"tag\"", "\"one\"");
    }

    @Test
    void commitWithoutAValidAuthorIsRejected() throws Exception {
        for (String author : new String[] {"nobody", "author nobody", "author A <a@example.com> x y"}) {
            Programs.Result pushed = push(commitOf(author) + ":refs/heads/odd");

            assertThat(pushed.status()).as(author).isNotZero();
            assertThat(pushed.output()).doesNotContain("/repositories/", "Exception");
        }
        assertThat(branches("").statusCode()).isEqualTo(200);
        assertThat(branches("/odd").statusCode()).isEqualTo(404);
    }

    @Test
    void dateAfterTheYear9999IsCapped() throws Exception {
        String id = commitOf("author A <a@example.com> 99999999999999 +9900");

        assertThat(push(id + ":refs/heads/odd").status()).isZero();
        assertThat(branches("/odd").body()).contains("\"date\":\"9999-12-30T00:00:00Z\"");
    }

    @Test
    void tooLargeFileIsRejectedAndNothingIsWritten() throws Exception {
        commit(clone, "zeros", new byte[21 << 20]);
        Map<String, Long> before = served();

        Programs.Result pushed = push("main");

        assertThat(pushed.status()).isNotZero();
        assertThat(pushed.output()).contains("Object too large").doesNotContain("/repositories/");
        assertThat(served()).isEqualTo(before);
    }

    @Test
    void tooLargePackIsRejectedAndNothingIsWritten() throws Exception {
        long seed = 20261125;
        Random random = new Random(seed);
        for (String file : new String[] {"a", "b", "c"}) {
            byte[] content = new byte[18 << 20];
            random.nextBytes(content);
            commit(clone, file, content);
        }
        Map<String, Long> before = served();

        Programs.Result pushed = push("main");

        assertThat(pushed.status()).as("seed %d", seed).isNotZero();
        assertThat(pushed.output()).contains("Pack exceeds the limit").doesNotContain("/repositories/");
        assertThat(served()).isEqualTo(before);
    }

    @Test
    void hooksInTheRepositoryAreNotRun() throws Exception {
        Path trace = work.resolve("ran");
        for (String name : new String[] {"pre-receive", "update", "post-receive", "post-update"}) {
            Path hook = Files.createDirectories(repository().resolve("hooks")).resolve(name);
            Files.writeString(hook, "#!/bin/sh\ntouch '" + trace + "'\nexit 1\n");
            assertThat(hook.toFile().setExecutable(true)).isTrue();
        }
        commit(clone, "a.txt", text("a"));

        assertThat(push("main").status()).isZero();
        assertThat(trace).doesNotExist();
    }

    @Test
    void gitConfigurationOfTheMachineIsIgnored() {
        SystemReader system = SystemReader.getInstance();

        assertThat(system.openUserConfig(null, FS.DETECTED).getFile()).isNull();
        assertThat(system.openSystemConfig(null, FS.DETECTED).getFile()).isNull();
        assertThat(system.openJGitConfig(null, FS.DETECTED).getFile()).isNull();
    }
}
