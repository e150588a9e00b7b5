package dev.patkit.examples.benchmarks.versions;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

/**
 * Measures the library of the class path in turns with an earlier version of it, in one process. Each side comes from a
 * loader of its own.
 */
public final class Versions {
    private Versions() {}

    /**
     * Prints a line for each comparison.
     *
     * @param args the jars or class folders of the earlier version: {@code pat-core} and {@code pat-jdbc}; expressions
     *     that choose among the titles. Without jars, what needs no earlier version is measured
     * @throws IOException if the database server cannot be started
     * @throws SQLException if it fails
     * @throws InterruptedException if interrupted
     * @throws ExecutionException if a token is refused
     * @throws IllegalArgumentException if an argument is neither a file nor part of a title
     */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException, ExecutionException {
        run(List.of(args), Effort.FULL, System.out);
    }

    static void run(List<String> arguments, Effort effort, PrintStream out)
            throws IOException, SQLException, InterruptedException, ExecutionException {
        List<URL> earlier = arguments.stream()
                .map(Path::of)
                .filter(Files::exists)
                .map(VersionLoader::place)
                .toList();
        List<Pattern> expressions = arguments.stream()
                .filter(argument -> !Files.exists(Path.of(argument)))
                .map(Pattern::compile)
                .toList();
        try (StrictSides databases = new StrictSides(effort.rows())) {
            List<Line> chosen = chosen(Line.all(earlier, effort, databases), expressions);
            out.println(Result.header());
            for (Line line : chosen) {
                out.println(InTurns.measure(line, effort));
            }
        }
    }

    private static List<Line> chosen(List<Line> lines, List<Pattern> expressions) {
        for (Pattern expression : expressions) {
            if (lines.stream()
                    .noneMatch(line -> expression.matcher(line.title()).find())) {
                throw new IllegalArgumentException("neither a file nor part of a title: " + expression);
            }
        }
        return lines.stream()
                .filter(line -> expressions.isEmpty()
                        || expressions.stream()
                                .anyMatch(expression ->
                                        expression.matcher(line.title()).find()))
                .toList();
    }
}
