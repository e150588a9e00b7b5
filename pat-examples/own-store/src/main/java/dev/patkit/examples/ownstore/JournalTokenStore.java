package dev.patkit.examples.ownstore;

import dev.patkit.error.UnavailableException;
import dev.patkit.store.AuditEvent;
import dev.patkit.store.AuditStore;
import dev.patkit.store.Change;
import dev.patkit.store.EpochStore;
import dev.patkit.store.Epochs;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.store.StoredToken;
import dev.patkit.store.TokenPage;
import dev.patkit.store.TokenQuery;
import dev.patkit.store.TokenUse;
import dev.patkit.token.TokenId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Stores tokens in one append-only file: each change is a line that is written to disk before it takes effect. Opening
 * the file replays all changes into memory, and reads are served from memory. Thread-safe. A file lock allows one
 * process at a time. The file grows with every change, so this store suits examples and small services.
 */
public final class JournalTokenStore implements EpochStore, AuditStore, AutoCloseable {
    private final ReentrantLock changes = new ReentrantLock();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore();
    // Not a FileChannel: an interrupt during a write would close it for all threads.
    private final RandomAccessFile file;

    private JournalTokenStore(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Opens a journal, or creates it.
     *
     * @param path the file; an incomplete last line was never acknowledged and is removed
     * @return the store; close it to release the file
     * @throws UnavailableException if the file cannot be read, or another store has it open
     */
    public static JournalTokenStore open(Path path) {
        try {
            RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
            try {
                JournalTokenStore store = new JournalTokenStore(file);
                store.lockAndReplay();
                return store;
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            throw UnavailableException.store("open", "the journal cannot be opened", e);
        }
    }

    private void lockAndReplay() throws IOException {
        if (file.getChannel().tryLock() == null) {
            throw new OverlappingFileLockException();
        }
        byte[] bytes = new byte[Math.toIntExact(file.length())];
        file.readFully(bytes);
        String journal = new String(bytes, StandardCharsets.US_ASCII);
        String complete = journal.substring(0, journal.lastIndexOf('\n') + 1);
        complete.lines().forEach(line -> JournalLine.replay(line, tokens));
        file.setLength(complete.length());
        file.seek(complete.length());
    }

    /** Writes a change and applies it in memory under one lock, so that lines and changes have the same order. */
    private <T> T change(String operation, String lines, Supplier<T> inMemory) {
        changes.lock();
        try {
            append(lines);
            return inMemory.get();
        } catch (IOException e) {
            throw UnavailableException.store(operation, "the journal cannot be written", e);
        } finally {
            changes.unlock();
        }
    }

    private void append(String lines) throws IOException {
        long before = file.getFilePointer();
        try {
            file.write(lines.getBytes(StandardCharsets.US_ASCII));
            file.getFD().sync();
        } catch (IOException e) {
            rollBack(before);
            throw e;
        }
    }

    /** Removes a partially written line. If that fails too, closes the file, so that all later changes fail. */
    private void rollBack(long before) throws IOException {
        try {
            file.setLength(before);
            file.seek(before);
            file.getFD().sync();
        } catch (IOException e) {
            file.close();
        }
    }

    @Override
    public Optional<StoredToken> find(TokenId id) {
        return tokens.find(id);
    }

    @Override
    public TokenPage list(TokenQuery query) {
        return tokens.list(query);
    }

    @Override
    public Change.Outcome apply(Change change) {
        return change("apply", JournalLine.change(change), () -> tokens.apply(change));
    }

    @Override
    public void recordUses(List<TokenUse> uses) {
        change("recordUses", uses.stream().map(JournalLine::use).collect(Collectors.joining()), () -> {
            tokens.recordUses(uses);
            return uses;
        });
    }

    @Override
    public int purge(Instant deadBefore, int limit) {
        return change("purge", JournalLine.purge(deadBefore, limit), () -> tokens.purge(deadBefore, limit));
    }

    /** Epochs are counted in memory from the start of the journal. A replay gives the same counts. */
    @Override
    public Epochs epochs() {
        return tokens.epochs();
    }

    @Override
    public List<AuditEvent> events(String owner, int limit) {
        return tokens.events(owner, limit);
    }

    /** Releases the file. Later changes fail. */
    @Override
    public void close() {
        changes.lock();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            changes.unlock();
        }
    }
}
