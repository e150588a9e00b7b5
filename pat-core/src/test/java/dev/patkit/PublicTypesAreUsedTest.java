package dev.patkit;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the exported types of pat-core against those who use them. */
class PublicTypesAreUsedTest {
    private static final int MOST_PUBLIC_TYPES = 42;
    private static final Path ROOT = Path.of("..", "pat-core", "src", "main", "java");
    private static final Path INTERNAL = Path.of("dev", "patkit", "internal");
    private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+);");

    /** The exported types that nobody has to import, and why they are public. */
    private static final Map<String, String> NOT_IMPORTED = Map.of(
            "dev.patkit.PersonalAccessTokensBuilder", "chained after PersonalAccessTokens.builder",
            "dev.patkit.Housekeeping", "chained after PersonalAccessTokens.housekeeping",
            "dev.patkit.secret.Unserialisable", "parent of the types that no mapper may write",
            "dev.patkit.error.PatException", "parent of both exceptions, for those who catch either",
            "dev.patkit.verify.OwnerDirectory", "implemented by services, usually as a lambda",
            "dev.patkit.verify.VerificationListener", "implemented by services, usually as a lambda");

    private static Stream<String> exportedTypes() {
        List<String> packages = exportedPackages();
        return SourceFiles.ofCore().stream()
                .filter(PublicTypesAreUsedTest::isPublic)
                .map(PublicTypesAreUsedTest::nameOf)
                .filter(name -> packages.contains(packageOf(name)));
    }

    private static List<String> exportedPackages() {
        return SourceFiles.codeOf(ROOT.resolve("module-info.java")).stream()
                .flatMap(line -> EXPORT.matcher(line).results())
                .map(export -> export.group(1))
                .toList();
    }

    private static boolean isPublic(Path file) {
        String type = String.valueOf(file.getFileName()).replace(".java", "");
        Pattern declaration = Pattern.compile("^public [\\w ]*\\b(class|interface|record|enum) " + type + "\\b");
        return SourceFiles.codeOf(file).stream()
                .anyMatch(line -> declaration.matcher(line).find());
    }

    private static String nameOf(Path file) {
        String path = ROOT.relativize(file).toString();
        return path.substring(0, path.length() - ".java".length()).replace(path.contains("\\") ? '\\' : '/', '.');
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.'));
    }

    @Test
    void publicApiHasAtMost42Types() {
        assertThat(exportedTypes()).hasSizeBetween(30, MOST_PUBLIC_TYPES);
    }

    @Test
    void everyExportedTypeIsImportedByAnExampleOrByJdbcOrIsListed() {
        String code = Stream.concat(SourceFiles.ofExamples().stream(), SourceFiles.ofJdbc().stream())
                .flatMap(file -> SourceFiles.codeOf(file).stream())
                .collect(joining("\n"));

        assertThat(exportedTypes().filter(type -> !isImported(type, code)))
                .containsExactlyInAnyOrderElementsOf(NOT_IMPORTED.keySet());
    }

    private static boolean isImported(String type, String code) {
        return Pattern.compile("(?m)^import (static )?" + Pattern.quote(type) + "[.;]")
                .matcher(code)
                .find();
    }

    @Test
    void everyExportedTypeIsNamedOutsideOfInternalPackages() {
        Map<Path, String> outside = Stream.of(SourceFiles.ofCore(), SourceFiles.ofJdbc(), SourceFiles.ofExamples())
                .flatMap(List::stream)
                .filter(file -> !file.startsWith(ROOT.resolve(INTERNAL)))
                .collect(toMap(file -> file, file -> String.join("\n", SourceFiles.codeOf(file))));

        assertThat(exportedTypes()).allSatisfy(type -> {
            String simpleName = type.substring(type.lastIndexOf('.') + 1);
            Pattern name = Pattern.compile("\\b" + simpleName + "\\b");
            assertThat(outside.entrySet())
                    .as(type)
                    .anyMatch(file -> !file.getKey().endsWith(simpleName + ".java")
                            && name.matcher(file.getValue()).find());
        });
    }
}
