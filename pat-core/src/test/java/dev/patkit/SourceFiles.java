package dev.patkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source files of all modules. */
final class SourceFiles {
    private static final Path ROOT = Path.of("..");
    private static final Path EXAMPLES = ROOT.resolve("pat-examples");
    private static final Path CORE = ROOT.resolve("pat-core");
    private static final Path JDBC = ROOT.resolve("pat-jdbc");
    private static final Path MAIN = Path.of("src", "main", "java");

    private SourceFiles() {}

    /** The main sources of pat-core. */
    static List<Path> ofCore() {
        return javaIn(CORE.resolve(MAIN));
    }

    /** The main sources of pat-jdbc. */
    static List<Path> ofJdbc() {
        return javaIn(JDBC.resolve(MAIN));
    }

    /** The main sources of what users depend on. */
    static List<Path> ofLibraries() {
        return Stream.concat(ofCore().stream(), ofJdbc().stream()).toList();
    }

    /** The sources and tests of the examples. */
    static List<Path> ofExamples() {
        return examples()
                .flatMap(module -> javaIn(module.resolve("src")).stream())
                .toList();
    }

    private static Stream<Path> examples() {
        return filesIn(EXAMPLES, 1).stream().filter(folder -> Files.isDirectory(folder.resolve("src")));
    }

    /** The main sources of the examples. */
    static List<Path> ofExamplesMain() {
        return examples()
                .flatMap(module -> javaIn(module.resolve(MAIN)).stream())
                .toList();
    }

    /** Every file of every module that somebody wrote by hand, tests and resources included. */
    static List<Path> ofAllModules() {
        return Stream.concat(Stream.of(CORE, JDBC), examples())
                .flatMap(module -> filesIn(module.resolve("src"), Integer.MAX_VALUE).stream())
                .filter(file -> file.toString().matches(".*\\.(java|sql|xml|md|html|css|js|properties|json)"))
                .toList();
    }

    private static List<Path> javaIn(Path folder) {
        return filesIn(folder, Integer.MAX_VALUE).stream()
                .filter(SourceFiles::isJava)
                .toList();
    }

    static boolean isJava(Path file) {
        return file.toString().endsWith(".java");
    }

    private static List<Path> filesIn(Path folder, int depth) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that are neither blank nor comment. */
    static List<String> codeOf(Path file) {
        return linesOf(file).stream().filter(SourceFiles::isCode).toList();
    }

    static boolean isCode(String line) {
        return !line.isBlank() && !line.strip().matches("(/\\*|\\*|//).*");
    }
}
