package dev.patkit.examples.ownstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnStoreTest {
    @TempDir
    private Path folder;

    @Test
    void tokenIsAcceptedAfterReopeningAndRefusedAfterRevocation() throws IOException {
        String first = run();
        String second = run();

        assertThat(first).matches(expected(3));
        assertThat(second).matches(expected(6));
    }

    private static String expected(int lines) {
        return String.join(
                "\n",
                "Issued IssuedToken\\[id=\\w+, secret=<hidden>]",
                "Verified after reopening: Accepted\\[id=\\w+, owner=alice, scopes=catalog:read]",
                "Revoked: 1",
                "Verified after revocation: Rejected\\[REVOKED, id=\\w+]",
                "The journal has " + lines + " lines\\. The last one is:",
                "  USED .+",
                "");
    }

    private String run() throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            OwnStore.main(new String[] {folder.resolve("tokens.journal").toString()});
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
