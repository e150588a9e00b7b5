package dev.patkit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.error.UnavailableException;
import dev.patkit.fixture.ChildProcess;
import dev.patkit.store.InMemoryTokenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("F-18")
class MissingNativeLibraryTest {
    @Test
    void withoutALibraryToUnpackTheServiceDoesNotStart() throws IOException, InterruptedException {
        assertThatItIsRefusedWithTheCure("-Djna.nounpack=true", "-Djna.nosys=true");
    }

    private static void assertThatItIsRefusedWithTheCure(String... options) throws IOException, InterruptedException {
        List<String> printed = ChildProcess.linesOf(Service.class, options);

        assertThat(printed).filteredOn(line -> line.startsWith("started")).isEmpty();
        assertThat(printed)
                .filteredOn(line -> line.startsWith("refused"))
                .hasSize(2)
                .allMatch(line -> line.contains("-Djna.tmpdir") && line.contains("libargon2"));
    }

    @Test
    void withoutAFolderToUnpackIntoTheServiceDoesNotStart(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = Files.createFile(folder.resolve("not-a-folder"));

        assertThatItIsRefusedWithTheCure("-Djna.tmpdir=" + file, "-Djna.nosys=true");
    }

    @Test
    void onAProcessorWithoutALibraryTheServiceDoesNotStart() throws IOException, InterruptedException {
        assertThatItIsRefusedWithTheCure("-Dos.arch=riscv64", "-Djna.nosys=true");
    }

    /** A service that tries twice to start: the second failure of a native library differs from the first. */
    static final class Service {
        private Service() {}

        public static void main(String[] arguments) {
            start();
            start();
        }

        private static void start() {
            try (PersonalAccessTokens tokens =
                    PersonalAccessTokens.builder(new InMemoryTokenStore()).build()) {
                System.out.println("started " + tokens.scannerExpression());
            } catch (UnavailableException e) {
                System.out.println("refused " + e.getMessage());
            }
        }
    }
}
