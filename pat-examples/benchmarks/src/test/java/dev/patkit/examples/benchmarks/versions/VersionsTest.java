package dev.patkit.examples.benchmarks.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.patkit.verify.Verifier;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That both sides do what is measured, each with its own classes. How fast it is, no test can say. */
final class VersionsTest {
    private static final Effort LITTLE =
            new Effort(2, 1, Duration.ofMillis(1), 1, Duration.ofMillis(1), List.of(1, 20), 20);
    private static final String NUMBER = "[\\d,]+(\\.\\d\\d)?";
    private static final String PAIR = " +" + NUMBER + " \\(" + NUMBER + "\\)";
    private static final String ROW = " +" + NUMBER + " +" + NUMBER + "-" + NUMBER + PAIR + PAIR;

    @Test
    void everyLineIsPrintedWhereTheClassPathIsComparedWithItself() throws Exception {
        List<String> printed = printed(presentLibrary());

        assertThat(printed.get(0)).isEqualTo(Result.header());
        assertThat(printed)
                .anyMatch(row -> row.matches("verify from memory, tokens: 1" + ROW + PAIR))
                .anyMatch(row -> row.matches("verify from memory, tokens: 20" + ROW + PAIR))
                .anyMatch(row -> row.matches("strict verify on PostgreSQL, threads: 1" + ROW))
                .anyMatch(row -> row.matches("strict verify on PostgreSQL, threads: 8" + ROW));
    }

    @Test
    void twoStepsAreComparedWithAVerifyAndAVerifyWithAPlainRead() throws Exception {
        List<String> printed = printed(List.of());

        assertThat(printed)
                .anyMatch(row -> row.matches("authenticate and authorise to verify, tokens: 20" + ROW + PAIR))
                .anyMatch(row -> row.matches("strict verify to a plain SELECT \\*, threads: 64" + ROW));
    }

    private static List<String> presentLibrary() throws Exception {
        return VersionLoader.present().stream()
                .map(place -> Path.of(URI.create(place.toString())).toString())
                .toList();
    }

    private static List<String> printed(List<String> arguments) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            Versions.run(arguments, LITTLE, out);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void expressionsChooseAmongTheTitles() throws Exception {
        List<String> printed = printed(Stream.concat(presentLibrary().stream(), Stream.of("memory, tokens: 1"))
                .toList());

        assertThat(printed).filteredOn(row -> row.contains("tokens: ")).hasSize(1);
        assertThat(printed).noneMatch(row -> row.contains("PostgreSQL"));
    }

    @Test
    void anArgumentThatIsNeitherAFileNorPartOfATitleIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> printed(List.of("no/such.jar")))
                .withMessageContaining("no/such.jar");
    }

    @Test
    void eachSideHasClassesOfItsOwnAndOnlyCallsAreShared() throws Exception {
        try (VersionLoader one = new VersionLoader(VersionLoader.present());
                VersionLoader other = new VersionLoader(VersionLoader.present())) {
            for (Class<?> own : List.of(Verifier.class, VerifyCalls.class)) {
                assertThat(Stream.of(one.loadClass(own.getName()), other.loadClass(own.getName()), own))
                        .doesNotHaveDuplicates();
            }
            assertThat(one.loadClass(Calls.class.getName())).isSameAs(Calls.class);
        }
    }

    @Test
    void aSideWithoutItsLibraryDoesNotFallBackOnTheClassPath() {
        List<URL> nothing = List.of();

        assertThatIllegalStateException()
                .isThrownBy(() -> Side.fromMemory(nothing, 1, VerifyCalls.class))
                .withMessageContaining("not in this version: dev.patkit.");
    }

    @Test
    void aTokenThatIsRefusedEndsTheMeasurement() {
        try (Side side = Side.fromMemory(VersionLoader.present(), 1, VerifyCalls.class)) {
            Calls stranger = side.service().calls(VerifyCalls.class, List.of("pat_unknown"));

            assertThatIllegalStateException()
                    .isThrownBy(() -> stranger.make(0, 1))
                    .withMessageContaining("MALFORMED");
        }
    }
}
