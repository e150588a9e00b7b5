package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A push that the server's disk does not take: the client is told so, and not where. */
@NeedsProgram("git")
class GitStorageFailureTest extends GitClientTest {
    private Path clone;

    @BeforeEach
    void commitFirst() throws Exception {
        clone = cloned(warden.token("alice", PlatformScope.REPO_WRITE), "clone");
        commit(clone, "a.txt", text("a"));
    }

    /** A file where a folder should be stops everybody, even the root user of a container. */
    private void block(String folder) throws IOException {
        Path blocked = repository().resolve(folder);
        if (Files.exists(blocked)) {
            Files.move(blocked, work.resolve("moved"));
        }
        Files.createFile(blocked);
    }

    private String refusedPush(String what) throws Exception {
        Programs.Result pushed = programs.git(clone, "push", "origin", what);
        assertThat(pushed.status()).isNotZero();
        return pushed.output();
    }

    @Test
    void whatAPackMeetsOnTheDiskIsNotToldToThePusher() throws Exception {
        block("objects/pack");

        assertThat(refusedPush("main"))
                .contains("could not be stored")
                .doesNotContain(warden.settings().home().toString(), "Exception");
    }

    @Test
    void whatABranchMeetsOnTheDiskIsNotToldToThePusher() throws Exception {
        block("logs");

        assertThat(refusedPush("main:side"))
                .contains("could not be stored")
                .doesNotContain(warden.settings().home().toString(), "Exception");
    }
}
