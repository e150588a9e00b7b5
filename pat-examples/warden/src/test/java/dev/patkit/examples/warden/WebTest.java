package dev.patkit.examples.warden;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Base of page tests: a new Warden for each test, with the admin signed in. */
abstract class WebTest {
    @TempDir
    private Path folder;

    private RunningWarden warden;
    private WebClient carol;

    @BeforeEach
    void start() throws Exception {
        warden = RunningWarden.in(folder);
        carol = WebClient.signedIn(warden, "carol");
    }

    @AfterEach
    void stop() {
        warden.close();
    }

    RunningWarden warden() {
        return warden;
    }

    WebClient carol() {
        return carol;
    }
}
