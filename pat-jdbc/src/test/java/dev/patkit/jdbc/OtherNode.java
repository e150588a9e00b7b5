package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.jdbc.VerifyingNode.Command;
import dev.patkit.jdbc.Watch.Sight;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A {@link VerifyingNode} in a process of its own, as the process sees it that started it. A node that hangs is ended. */
final class OtherNode implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;
    private static final int CLOCK_READINGS = 100;

    private final ScheduledExecutorService patience = Executors.newSingleThreadScheduledExecutor();
    private final Process process;
    private final DataOutputStream commands;
    private final DataInputStream replies;

    private OtherNode(Process process) {
        this.process = process;
        commands = new DataOutputStream(process.getOutputStream());
        replies = new DataInputStream(process.getInputStream());
    }

    /** A node that has nothing but its connections to a database yet. */
    static OtherNode start(String url) throws IOException {
        OtherNode node = new OtherNode(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        VerifyingNode.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        node.commands.writeUTF(url);
        return node;
    }

    /** Makes the node's verifier; what follows is told to this one, until its end. */
    void begin(Condition condition, Sabotage sabotage) throws IOException {
        commands.writeBoolean(true);
        commands.writeUTF(condition.name());
        commands.writeUTF(sabotage.name());
    }

    /** Closes the node's verifier. */
    void end() throws IOException {
        tell(Command.END);
    }

    /** What is read from the node. */
    private interface Reply<T> {
        T read() throws IOException;
    }

    /** Fails unless both processes read one monotonic clock: what the node reads lies between two readings of here. */
    void requireOneClock() throws IOException {
        for (int reading = 0; reading < CLOCK_READINGS; reading++) {
            long before = System.nanoTime();
            tell(Command.TIME);
            long there = reply(replies::readLong);
            long after = System.nanoTime();
            assertThat(there).as("the clock of the other process").isBetween(before, after);
        }
    }

    private void tell(Command command) throws IOException {
        commands.writeUTF(command.name());
    }

    private <T> T reply(Reply<T> reply) throws IOException {
        commands.flush();
        Future<?> end = patience.schedule(process::destroyForcibly, PATIENCE_SECONDS, TimeUnit.SECONDS);
        try {
            return reply.read();
        } catch (IOException e) {
            throw new IOException("the other process has failed, or did not answer in time and was ended", e);
        } finally {
            end.cancel(false);
        }
    }

    /** Has tokens verified over and over; returns once all are served from memory. */
    void watch(List<String> secrets) throws IOException {
        tell(Command.WATCH);
        commands.writeInt(secrets.size());
        for (String secret : secrets) {
            commands.writeUTF(secret);
        }
        assertThat(reply(replies::readInt)).isEqualTo(secrets.size());
    }

    /** What was seen of that many tokens, once all are refused, or were verified again after the end. */
    List<Sight> seen(int count, long end) throws IOException {
        tell(Command.SEEN);
        commands.writeLong(end);
        return reply(() -> {
            List<Sight> sights = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                sights.add(new Sight(replies.readLong(), replies.readByte()));
            }
            return sights;
        });
    }

    /** No poll begins any more; returns from when on. */
    long blockPolls() throws IOException {
        tell(Command.BLOCK_POLLS);
        return reply(replies::readLong);
    }

    void releasePolls() throws IOException {
        tell(Command.RELEASE_POLLS);
    }

    /** Lets the node end in order, and ends it if it does not. */
    @Override
    public void close() throws IOException {
        try (commands;
                replies) {
            commands.writeBoolean(false);
            commands.close();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(ended && process.exitValue() == 0)
                    .as("the other process ended well")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
            patience.shutdownNow();
        }
    }
}
