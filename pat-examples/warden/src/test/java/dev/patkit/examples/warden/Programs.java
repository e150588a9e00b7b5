package dev.patkit.examples.warden;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs external programs without user configuration and without prompts. */
final class Programs {
    private final Path home;

    Programs(Path home) {
        this.home = home;
    }

    /** The exit status of a program and its output, including errors. */
    record Result(int status, String output) {}

    Result run(Path folder, String... command) throws Exception {
        File output = Files.createTempFile(home, "printed", ".txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(output);
        Map<String, String> environment = builder.environment();
        environment.put("HOME", home.toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("LC_ALL", "C");
        Process process = builder.start();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + String.join(" ", command));
        }
        return new Result(process.exitValue(), Files.readString(output.toPath(), StandardCharsets.UTF_8));
    }

    /** Runs git with a user name, which commits need. */
    Result git(Path folder, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 5];
        System.arraycopy(
                new String[] {"git", "-c", "user.name=Ann", "-c", "user.email=ann@example.com"}, 0, command, 0, 5);
        System.arraycopy(arguments, 0, command, 5, arguments.length);
        return run(folder, command);
    }
}
