package dev.patkit.examples.ownstore;

import dev.patkit.fault.TokenStoreException;
import dev.patkit.store.EpochStore;
import dev.patkit.store.Epochs;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.store.Insertion;
import dev.patkit.store.Selection;
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
 * Tokens in one file that is only ever appended to: each change is a line, on the disk before it counts. Opening the file
 * repeats all changes in memory, where reads are answered. Thread-safe, for one process at a time, which a file lock sees
 * to. The file grows with every change; it is meant for reading and for small services.
 */
public final class JournalTokenStore implements EpochStore, AutoCloseable {
    private final ReentrantLock changes = new ReentrantLock();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore();
    // No FileChannel: it would be closed for everybody by the first thread that is interrupted while it writes.
    private final RandomAccessFile file;

    private JournalTokenStore(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Opens a journal, or begins one.
     *
     * @param path the file; a last line that was cut off by a crash was never acknowledged and is removed
     * @return the store; close it to let go of the file
     * @throws TokenStoreException if the file cannot be read, or another store has it open
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
            throw new TokenStoreException("open", "the journal cannot be opened", e);
        }
    }

    private void lockAndReplay() throws IOException {
        if (file.getChannel().tryLock() == null) {
            throw new OverlappingFileLockException();
        }
        byte[] bytes = new byte[Math.toIntExact(file.length())];
        file.readFully(bytes);
        String journal = new String(bytes, StandardCharsets.US_ASCII);
        String whole = journal.substring(0, journal.lastIndexOf('\n') + 1);
        whole.lines().forEach(line -> JournalLine.replay(line, tokens));
        file.setLength(whole.length());
        file.seek(whole.length());
    }

    /** Writes a change, then makes it in memory, all under one lock: the order of lines is the order of changes. */
    private <T> T change(String operation, String lines, Supplier<T> inMemory) {
        changes.lock();
        try {
            append(lines);
            return inMemory.get();
        } catch (IOException e) {
            throw new TokenStoreException(operation, "the journal cannot be written", e);
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
            takeBack(before);
            throw e;
        }
    }

    /** Leaves nothing half done; where even that fails, the store stays closed. */
    private void takeBack(long before) throws IOException {
        try {
            file.setLength(before);
            file.seek(before);
            file.getFD().sync();
        } catch (IOException e) {
            file.close();
        }
    }

    @Override
    public Insertion insert(StoredToken row) {
        return change("insert", JournalLine.insert(row), () -> tokens.insert(row));
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
    public int revoke(Selection selection, Instant at) {
        return change("revoke", JournalLine.revoke(selection, at), () -> tokens.revoke(selection, at));
    }

    @Override
    public void setSuspended(String owner, boolean suspended, Instant at) {
        change("setSuspended", JournalLine.suspend(owner, suspended, at), () -> {
            tokens.setSuspended(owner, suspended, at);
            return owner;
        });
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

    /** Counted in memory, from the journal's beginning: the same changes in the same order give the same counts. */
    @Override
    public Epochs epochs() {
        return tokens.epochs();
    }

    /** Lets go of the file. Changes are refused from now on. */
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
