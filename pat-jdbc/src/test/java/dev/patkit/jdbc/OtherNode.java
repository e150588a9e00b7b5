package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.jdbc.VerificationLoop.Observation;
import dev.patkit.jdbc.VerifyingNode.Command;
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

/** Starts a {@link VerifyingNode} in a process of its own and talks to it. A node that hangs is ended. */
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

    /** A node that is connected to a database and has no verifier yet. */
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

    /** Builds the node's verifier, which executes the commands until {@link #end}. */
    void begin(Condition condition, VerifierDefect defect) throws IOException {
        commands.writeBoolean(true);
        commands.writeUTF(condition.name());
        commands.writeUTF(defect.name());
    }

    /** Closes the node's verifier. */
    void end() throws IOException {
        send(Command.END);
    }

    /** A reply read from the node. */
    private interface Reply<T> {
        T read() throws IOException;
    }

    /**
     * Fails unless both processes read the same monotonic clock: the node's reading lies between two readings of this
     * process.
     */
    void requireOneClock() throws IOException {
        for (int reading = 0; reading < CLOCK_READINGS; reading++) {
            long before = System.nanoTime();
            send(Command.TIME);
            long nodeTime = reply(replies::readLong);
            long after = System.nanoTime();
            assertThat(nodeTime).as("the clock of the other process").isBetween(before, after);
        }
    }

    private void send(Command command) throws IOException {
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

    /** Has tokens verified repeatedly; returns once all are verified from cached rows. */
    void verify(List<String> secrets) throws IOException {
        send(Command.VERIFY);
        commands.writeInt(secrets.size());
        for (String secret : secrets) {
            commands.writeUTF(secret);
        }
        assertThat(reply(replies::readInt)).isEqualTo(secrets.size());
    }

    /** The observations of that many tokens, once all are refused, or were verified again after the end. */
    List<Observation> observations(int count, long end) throws IOException {
        send(Command.OBSERVATIONS);
        commands.writeLong(end);
        return reply(() -> {
            List<Observation> observations = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                observations.add(new Observation(replies.readLong(), replies.readByte()));
            }
            return observations;
        });
    }

    /** Blocks polls; returns the time since when they are blocked. */
    long blockPolls() throws IOException {
        send(Command.BLOCK_POLLS);
        return reply(replies::readLong);
    }

    void releasePolls() throws IOException {
        send(Command.RELEASE_POLLS);
    }

    /** Ends the node in an orderly way, or by force if it does not end. */
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
