package dev.patkit.jdbc;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.jdbc.VerificationLoop.Observation;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.EpochStore;
import dev.patkit.token.PresentedToken;
import dev.patkit.verify.Verifier;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The process that verifies tokens from cached rows. It reads commands from its standard input and answers on its
 * output.
 */
final class VerifyingNode {
    private static final int THREADS = 3;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "verifying");
        thread.setDaemon(true);
        return thread;
    });
    private final DataInputStream commands;
    private final DataOutputStream replies;
    private final NodeStore store;
    private final Verifier verifier;
    private final List<VerificationLoop> loops = new ArrayList<>();
    private final List<Future<?>> running = new ArrayList<>();

    private VerifyingNode(DataInputStream commands, DataOutputStream replies, NodeStore store, Verifier verifier) {
        this.commands = commands;
        this.replies = replies;
        this.store = store;
        this.verifier = verifier;
    }

    /** The commands that the process understands. */
    enum Command {
        /** Answers with the monotonic clock. */
        TIME,
        /** Verifies tokens repeatedly; answers with their number once all are cached. */
        VERIFY,
        /** Answers with the observations, once all tokens are refused, or were verified again after an instant. */
        OBSERVATIONS,
        /** Blocks polls; answers with the time since when they are blocked. */
        BLOCK_POLLS,
        RELEASE_POLLS,
        END
    }

    public static void main(String[] arguments) throws Exception {
        DataInputStream commands = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream replies = new DataOutputStream(new BufferedOutputStream(System.out));
        System.setOut(System.err);
        EpochStore store = JdbcTokenStore.on(ConnectionPerThread.to(commands.readUTF()));
        while (commands.readBoolean()) {
            Condition condition = Condition.valueOf(commands.readUTF());
            VerifierDefect defect = VerifierDefect.valueOf(commands.readUTF());
            NodeStore nodeStore = new NodeStore(store, defect);
            try (PersonalAccessTokens pats = PersonalAccessTokens.builder(nodeStore)
                    .hasher(SecretHasher.sha256())
                    .freshness(defect.freshness())
                    .clock(condition.clock())
                    .build()) {
                VerifyingNode node = new VerifyingNode(commands, replies, nodeStore, pats.verifier());
                node.executeAll();
                node.threads.shutdown();
            }
        }
    }

    private void executeAll() throws Exception {
        Command command = next();
        while (command != Command.END) {
            execute(command);
            replies.flush();
            command = next();
        }
    }

    private Command next() throws IOException {
        return Command.valueOf(commands.readUTF());
    }

    private void execute(Command command) throws Exception {
        switch (command) {
            case TIME -> replies.writeLong(System.nanoTime());
            case VERIFY -> verify();
            case OBSERVATIONS -> writeObservations(commands.readLong());
            case BLOCK_POLLS -> {
                store.blockPolls();
                replies.writeLong(System.nanoTime());
            }
            case RELEASE_POLLS -> store.releasePolls();
            case END -> throw new AssertionError("END is not executed");
        }
    }

    private void verify() throws Exception {
        List<List<PresentedToken>> shares = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            shares.add(new ArrayList<>());
        }
        int count = commands.readInt();
        for (int number = 0; number < count; number++) {
            shares.get(number % THREADS).add(PresentedToken.of(commands.readUTF()));
        }
        loops.clear();
        shares.forEach(share -> loops.add(new VerificationLoop(store, verifier, share)));
        run(VerificationLoop::untilCached);
        awaitAll();
        run(VerificationLoop::untilRevoked);
        replies.writeInt(count);
    }

    private void run(Consumer<VerificationLoop> work) {
        running.clear();
        loops.forEach(loop -> running.add(threads.submit(() -> work.accept(loop))));
    }

    /** Fails if a thread has failed. */
    private void awaitAll() throws Exception {
        for (Future<?> thread : running) {
            thread.get();
        }
    }

    private void writeObservations(long end) throws Exception {
        loops.forEach(loop -> loop.endAt(end));
        awaitAll();
        int count = loops.stream().mapToInt(VerificationLoop::size).sum();
        for (int number = 0; number < count; number++) {
            Observation observation = loops.get(number % THREADS).observationOf(number / THREADS);
            replies.writeLong(observation.accepted());
            replies.writeByte(observation.answers());
        }
    }
}
