package dev.patkit.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {
    private static final String ID = "[0-9A-Za-z]{11}";
    private static final String TEXT = "acme_[0-9A-Za-z]{60}";

    @TempDir
    private Path folder;

    @Test
    void firstRunShowsATokenAcceptedRefusedAndRevoked() throws Exception {
        List<String> printed = run();

        assertThat(String.join("\n", printed))
                .matches(String.join(
                        "\n",
                        "Tokens are stored in .+\\.mv\\.db",
                        "Tokens of earlier runs, newest first: 0",
                        "Issued 'run 1', shown only once: " + TEXT,
                        "Verified with scope catalog:read: Accepted\\[id=" + ID + ", owner=alice, scopes=catalog:read]",
                        "Verified with scope catalog:write: Rejected\\[INSUFFICIENT_SCOPE, id=" + ID + "]",
                        "Verified with one character changed: Rejected\\[MALFORMED]",
                        "Revoked: true",
                        "Verified after revocation: Rejected\\[REVOKED, id=" + ID + "]"));
    }

    private List<String> run() throws Exception {
        return PrintedOutput.of(() -> {
            Quickstart.main(new String[] {folder.resolve("tokens").toString()});
            return null;
        });
    }

    @Test
    void laterRunListsTheTokensOfEarlierRuns() throws Exception {
        run();
        run();

        List<String> printed = run();

        assertThat(printed)
                .contains("Tokens of earlier runs, newest first: 2")
                .anyMatch(line -> line.matches("  " + ID + "  run 2"))
                .anyMatch(line -> line.matches("  " + ID + "  run 1"))
                .anyMatch(line -> line.matches("Issued 'run 3'.+"));
    }

    @Test
    void databaseFileContainsNeitherTokenTextNorSecret() throws Exception {
        List<String> printed = run();

        String text = printed.stream()
                .filter(line -> line.startsWith("Issued"))
                .map(line -> line.substring(line.indexOf("acme_")))
                .findFirst()
                .orElseThrow();
        byte[] file = Files.readAllBytes(folder.resolve("tokens.mv.db"));
        String secret = text.substring(text.length() - 6 - 43, text.length() - 6);
        assertThat(new String(file, StandardCharsets.ISO_8859_1))
                .contains("run 1")
                .doesNotContain(secret, "acme_");
        assertThat(new String(file, StandardCharsets.UTF_16BE)).doesNotContain(secret);
    }
}
