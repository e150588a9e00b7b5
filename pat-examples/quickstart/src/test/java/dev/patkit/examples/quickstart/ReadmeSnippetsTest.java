package dev.patkit.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles and runs the Java blocks of the project's README and compares their output with the text blocks. */
class ReadmeSnippetsTest {
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```\\n(?:\\n*^```text\\n(.*?)^```\\n)?");
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```\\n");
    private static final Pattern TEST_CALLER = Pattern.compile("(?ms)^    static Accepted .*?^    }$");
    private static final Pattern CLASS_NAME = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");

    @TempDir
    private static Path folder;

    private static String readme;

    record Snippet(String className, String source, List<String> output) {
        /** Returns a pattern in which an ellipsis matches any text. */
        String outputPattern() {
            return output.stream()
                    .map(line -> Arrays.stream(line.split("…", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".+")))
                    .collect(Collectors.joining("\n"));
        }

        @Override
        public String toString() {
            return className;
        }
    }

    @BeforeAll
    static void readTheReadme() throws IOException {
        Path top = Path.of("").toAbsolutePath();
        while (!Files.exists(top.resolve("pat-core"))) {
            top = Objects.requireNonNull(top.getParent(), "no parent folder contains pat-core");
        }
        readme = Files.readString(top.resolve("README.md"));
    }

    static List<Snippet> snippets() {
        List<Snippet> snippets = new ArrayList<>();
        Matcher blocks = JAVA.matcher(readme);
        while (blocks.find()) {
            Matcher name = CLASS_NAME.matcher(blocks.group(1));
            assertThat(name.find()).as("each java block declares a class").isTrue();
            String output = blocks.group(2) == null ? "" : blocks.group(2);
            snippets.add(
                    new Snippet(name.group(1), blocks.group(1), output.lines().toList()));
        }
        return snippets;
    }

    @Test
    void readmeHasAJavaBlockFollowedByItsOutput() {
        assertThat(snippets())
                .isNotEmpty()
                .anyMatch(snippet -> !snippet.output().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void javaBlockCompilesAndPrintsWhatTheReadmeSays(Snippet snippet) throws Exception {
        Path classes = Files.createTempDirectory(folder, "classes");
        compile(snippet, classes);

        List<String> printed = run(snippet, classes);

        assertThat(String.join("\n", printed)).matches(snippet.outputPattern());
    }

    private static void compile(Snippet snippet, Path classes) throws IOException {
        Path file = Files.writeString(classes.resolve(snippet.className() + ".java"), snippet.source());
        StringWriter diagnostics = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", classes.toString(), "-proc:none", "-Xlint:all", "-Werror");
            boolean compiled = compiler.getTask(diagnostics, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertThat(compiled).as(diagnostics.toString()).isTrue();
        }
    }

    private static List<String> run(Snippet snippet, Path classes) throws Exception {
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            var main = loader.loadClass(snippet.className()).getMethod("main", String[].class);
            return PrintedOutput.of(() -> main.invoke(null, (Object) new String[0]));
        }
    }

    @Test
    void methodThatMakesAnAcceptedForTestsHasAtMostEightLines() {
        Matcher method = TEST_CALLER.matcher(readme);

        assertThat(method.find()).isTrue();

        assertThat(method.group().lines()).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void firstShellBlockHasTwoCommands() {
        Matcher block = SHELL.matcher(readme);

        assertThat(block.find()).isTrue();

        assertThat(block.group(1).lines()).hasSize(2).allMatch(line -> line.startsWith("mvn "));
    }
}
