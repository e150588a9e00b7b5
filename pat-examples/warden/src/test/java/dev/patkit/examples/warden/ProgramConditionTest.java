package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;

/** When a test that needs a program is skipped. */
class ProgramConditionTest {
    @TempDir
    private Path folder;

    @Test
    void testRunsIfItsProgramIsInstalled() throws IOException {
        assertThat(Files.createFile(folder.resolve("present")).toFile().setExecutable(true))
                .isTrue();

        assertThat(evaluate("", "present").isDisabled()).isFalse();
    }

    @Test
    void skippedTestReportsTheMissingProgram() {
        ConditionEvaluationResult result = evaluate("present", "absent", "present");

        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).hasValue("not on the PATH: absent");
    }

    @Test
    void testIsNotSkippedIfItsProgramIsRequired() {
        assertThat(evaluate("browser,absent", "absent").isDisabled()).isFalse();
    }

    private ConditionEvaluationResult evaluate(String required, String... programs) {
        Map<String, String> environment = Map.of("PATH", folder.toString(), "PATKIT_REQUIRE", required);
        return new ProgramCondition(environment).evaluate(programs);
    }
}
