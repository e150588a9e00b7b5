package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A push that the server cannot store: the client gets an error without server details. */
@NeedsProgram("git")
class GitStorageFailureTest extends GitClientTest {
    private Path clone;

    @BeforeEach
    void commitFirst() throws Exception {
        clone = cloned(warden.token("alice", PlatformScope.REPO_WRITE), "clone");
        commit(clone, "a.txt", text("a"));
    }

    /** Replaces a folder by a file, so that writing fails even for the root user. */
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
    void failureToStoreAPackIsReportedWithoutServerDetails() throws Exception {
        block("objects/pack");

        assertThat(refusedPush("main"))
                .contains("could not be stored")
                .doesNotContain(warden.settings().home().toString(), "Exception");
    }

    @Test
    void failureToStoreABranchIsReportedWithoutServerDetails() throws Exception {
        block("logs");

        assertThat(refusedPush("main:side"))
                .contains("could not be stored")
                .doesNotContain(warden.settings().home().toString(), "Exception");
    }
}
