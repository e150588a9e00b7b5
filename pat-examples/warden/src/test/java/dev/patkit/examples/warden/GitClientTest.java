package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.ProjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Base of the tests with a real git client: a new Warden for each test, and methods to clone and push. */
@Tag("java-independent")
abstract class GitClientTest {
    static final String APP = ProjectStore.DEMO + ".git";

    @TempDir
    private Path folder;

    private Path home;
    Path work;
    RunningWarden warden;
    Programs programs;

    @BeforeEach
    void start() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        work = Files.createDirectory(folder.resolve("work"));
        warden = RunningWarden.in(Files.createDirectory(folder.resolve("warden")));
        programs = new Programs(home);
    }

    @AfterEach
    void stop() {
        warden.close();
    }

    String url(String user, String token) {
        return warden.at("/" + APP).toString().replace("http://", "http://" + user + ":" + token + "@");
    }

    Programs.Result clone(String url, String name) throws Exception {
        return programs.git(work, "clone", "-q", url, name);
    }

    Path cloned(String token, String name) throws Exception {
        assertThat(clone(url("pat", token), name)).isEqualTo(new Programs.Result(0, ""));
        return work.resolve(name);
    }

    void commit(Path clone, String file, byte[] content) throws Exception {
        Files.write(clone.resolve(file), content);
        assertThat(programs.git(clone, "add", file).status()).isZero();
        assertThat(programs.git(clone, "commit", "-q", "-m", "Add " + file).status())
                .isZero();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Path repository() {
        return warden.settings().home().resolve("repositories").resolve(APP);
    }

    /** Every file of the served repository, with its length. */
    Map<String, Long> served() throws IOException {
        Path repository = repository();
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(repository)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(repository.relativize(file).toString(), Files.size(file));
            }
        }
        return sizes;
    }
}
