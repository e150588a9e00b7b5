package dev.patkit.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That every benchmark runs and is in the table. How fast it is, no test can say. */
class BenchmarksTest {
    private static final String LOCK = "jmh.ignoreLock";
    private static final String NUMBERS = " +[1-9]\\d*\\.\\d +[\\d.]+-[\\d.]+ +\\d+ +\\d+\\.\\d\\d";

    @BeforeEach
    void letOtherRunsOfJmhBe() {
        System.setProperty(LOCK, "true");
    }

    @AfterEach
    void lockAgain() {
        System.clearProperty(LOCK);
    }

    @Test
    void mainPrintsOneTableWithAPositiveScoreForEachBenchmark() throws Exception {
        List<String> printed =
                run("-f", "0", "-wi", "0", "-i", "1", "-r", "50ms", "-p", "tokens=1", "-p", "hasher=sha256");

        List<String> table = printed.subList(printed.size() - 10, printed.size());
        assertThat(table.get(0)).matches(" +median ns +spread ns +B/op +x limit");
        assertThat(table.subList(1, 10))
                .satisfiesOnlyOnce(row -> assertThat(row)
                        .matches(Pattern.quote("the limit: SHA-256 of the token's text") + NUMBERS)
                        .endsWith(" 1.00"))
                .satisfiesOnlyOnce(row -> assertThat(row).matches("verify, store in memory" + NUMBERS))
                .satisfiesOnlyOnce(row -> assertThat(row).matches("refuse a malformed token" + NUMBERS))
                .satisfiesOnlyOnce(row -> assertThat(row).matches("verify within 1 s, from memory: 1" + NUMBERS))
                .satisfiesOnlyOnce(row -> assertThat(row).matches("the limit, over as many tokens: 1" + NUMBERS))
                .satisfiesOnlyOnce(row -> assertThat(row).matches("first proof: sha256" + NUMBERS))
                .satisfiesOnlyOnce(row -> assertThat(row).matches("bare SELECT, H2 in memory" + NUMBERS))
                .satisfiesOnlyOnce(row -> assertThat(row).matches("verify, H2 in memory" + NUMBERS))
                .satisfiesOnlyOnce(row -> assertThat(row).matches("a peer: Nimbus JWT, HS256" + NUMBERS));
    }

    private static List<String> run(String... options) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            Benchmarks.main(options);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
