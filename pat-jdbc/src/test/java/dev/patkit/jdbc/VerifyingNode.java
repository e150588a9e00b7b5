package dev.patkit.jdbc;

import dev.patkit.jdbc.Watch.Sight;
import dev.patkit.secret.SecretHasher;
import dev.patkit.secret.SecretProver;
import dev.patkit.store.EpochStore;
import dev.patkit.token.PresentedToken;
import dev.patkit.verify.StoreVerifier;
import dev.patkit.verify.Verifier;
import dev.patkit.verify.VerifierOptions;
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

/** The process that serves tokens from memory. It is told what to do at its standard input and answers at the output. */
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
    private final List<Watch> watches = new ArrayList<>();
    private final List<Future<?>> watching = new ArrayList<>();

    private VerifyingNode(DataInputStream commands, DataOutputStream replies, NodeStore store, Verifier verifier) {
        this.commands = commands;
        this.replies = replies;
        this.store = store;
        this.verifier = verifier;
    }

    /** What it can be told. */
    enum Command {
        /** To say what the monotonic clock shows. */
        TIME,
        /** To verify tokens over and over; it answers how many once all are in memory. */
        WATCH,
        /** To say what was seen of the tokens, once all are refused, or were verified again after an instant. */
        SEEN,
        /** To let no poll through; it answers with the time from when on. */
        BLOCK_POLLS,
        RELEASE_POLLS,
        END
    }

    public static void main(String[] arguments) throws Exception {
        DataInputStream commands = new DataInputStream(new BufferedInputStream(System.in));
        DataOutputStream replies = new DataOutputStream(new BufferedOutputStream(System.out));
        System.setOut(System.err);
        EpochStore store = JdbcTokenStore.on(OwnConnections.to(commands.readUTF()));
        while (commands.readBoolean()) {
            Condition condition = Condition.valueOf(commands.readUTF());
            Sabotage sabotage = Sabotage.valueOf(commands.readUTF());
            VerifierOptions options =
                    VerifierOptions.ofDefaults().freshness(sabotage.freshness()).clock(condition.clock());
            serve(commands, replies, new NodeStore(store, sabotage), options);
        }
    }

    private static void serve(
            DataInputStream commands, DataOutputStream replies, NodeStore store, VerifierOptions options)
            throws Exception {
        try (SecretProver prover =
                        SecretProver.builder().hasher(SecretHasher.sha256()).build();
                StoreVerifier verifier = new StoreVerifier(store, prover, options)) {
            VerifyingNode node = new VerifyingNode(commands, replies, store, verifier);
            node.executeAll();
            node.threads.shutdown();
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
            case WATCH -> watch();
            case SEEN -> tellWhatWasSeen(commands.readLong());
            case BLOCK_POLLS -> {
                store.blockPolls();
                replies.writeLong(System.nanoTime());
            }
            case RELEASE_POLLS -> store.releasePolls();
            case END -> throw new AssertionError("has ended");
        }
    }

    private void watch() throws Exception {
        List<List<PresentedToken>> shares = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            shares.add(new ArrayList<>());
        }
        int count = commands.readInt();
        for (int number = 0; number < count; number++) {
            shares.get(number % THREADS).add(PresentedToken.of(commands.readUTF()));
        }
        watches.clear();
        shares.forEach(share -> watches.add(new Watch(store, verifier, share)));
        run(Watch::untilInMemory);
        awaitAll();
        run(Watch::untilRevoked);
        replies.writeInt(count);
    }

    private void run(Consumer<Watch> work) {
        watching.clear();
        watches.forEach(watch -> watching.add(threads.submit(() -> work.accept(watch))));
    }

    /** Fails if a thread has failed. */
    private void awaitAll() throws Exception {
        for (Future<?> thread : watching) {
            thread.get();
        }
    }

    private void tellWhatWasSeen(long end) throws Exception {
        watches.forEach(watch -> watch.endAt(end));
        awaitAll();
        int count = watches.stream().mapToInt(Watch::size).sum();
        for (int number = 0; number < count; number++) {
            Sight sight = watches.get(number % THREADS).sightOf(number / THREADS);
            replies.writeLong(sight.accepted());
            replies.writeByte(sight.answers());
        }
    }
}
