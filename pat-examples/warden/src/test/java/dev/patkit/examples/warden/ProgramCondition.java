package dev.patkit.examples.warden;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Evaluates {@link NeedsProgram} with the PATH and the list of required programs. */
final class ProgramCondition implements ExecutionCondition {
    private static final System.Logger LOG = System.getLogger(ProgramCondition.class.getName());

    private final Map<String, String> environment;

    /** Uses the environment of this process. */
    ProgramCondition() {
        this(System.getenv());
    }

    ProgramCondition(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        ConditionEvaluationResult result = AnnotationSupport.findAnnotation(context.getElement(), NeedsProgram.class)
                .map(needs -> evaluate(needs.value()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("needs no program"));
        if (result.isDisabled()) {
            String reason = result.getReason().orElse("");
            LOG.log(System.Logger.Level.WARNING, "{0} is skipped: {1}", context.getDisplayName(), reason);
        }
        return result;
    }

    ConditionEvaluationResult evaluate(String... programs) {
        List<String> skippable = Arrays.stream(programs)
                .filter(program -> !isRequired(program) && !isInstalled(program))
                .toList();
        return skippable.isEmpty()
                ? ConditionEvaluationResult.enabled("every program is installed or required")
                : ConditionEvaluationResult.disabled("not on the PATH: " + String.join(", ", skippable));
    }

    private boolean isRequired(String program) {
        return List.of(environment.getOrDefault("PATKIT_REQUIRE", "").split(","))
                .contains(program);
    }

    private boolean isInstalled(String program) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .anyMatch(folder -> Files.isExecutable(folder.resolve(program))
                        || Files.isExecutable(folder.resolve(program + ".exe")));
    }
}
