package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;

/** When a test that needs a program is skipped, and when it must run and fail. */
class ProgramConditionTest {
    @TempDir
    private Path folder;

    @Test
    void aTestRunsWhereItsProgramIsInstalled() throws IOException {
        assertThat(Files.createFile(folder.resolve("present")).toFile().setExecutable(true))
                .isTrue();

        assertThat(judge("", "present").isDisabled()).isFalse();
    }

    @Test
    void aSkippedTestSaysWhichProgramIsMissing() {
        ConditionEvaluationResult result = judge("present", "absent", "present");

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).hasValue("not on this machine's PATH: absent");
    }

    @Test
    void aRequiredProgramIsNeverAReasonToSkip() {
        assertThat(judge("browser,absent", "absent").isDisabled()).isFalse();
    }

    private ConditionEvaluationResult judge(String required, String... programs) {
        Map<String, String> environment = Map.of("PATH", folder.toString(), "PATKIT_REQUIRE", required);
        return new ProgramCondition(environment).judge(programs);
    }
}
