package dev.patkit.examples.benchmarks.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * A network of a chosen length in front of a server on this machine: what is sent, in either direction, arrives after a
 * delay, so that a trip there and back takes two delays more. Fit for question and answer; a stream would be slowed
 * down as well, since a connection carries one chunk at a time in each direction.
 */
public final class DelayProxy implements AutoCloseable {
    /** How much later than asked a parked thread wakes up on Linux: this much of a delay is spun. */
    private static final long LATE_NANOS = 55_000;

    private static final int CHUNK_BYTES = 1 << 16;

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int target;
    private final long delayNanos;

    private DelayProxy(ServerSocket listening, int target, Duration delay) {
        this.listening = listening;
        this.target = target;
        delayNanos = delay.toNanos();
    }

    /**
     * Starts a proxy.
     *
     * @param target the server's port on this machine
     * @param delay how long each chunk is on its way
     * @return the proxy, which accepts connections
     * @throws IOException if there is no free port
     */
    public static DelayProxy start(int target, Duration delay) throws IOException {
        ServerSocket listening = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        DelayProxy proxy = new DelayProxy(listening, target, delay);
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    /**
     * Where to connect instead of to the server.
     *
     * @return a port of this machine
     */
    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (!listening.isClosed()) {
                Socket client = open(listening.accept());
                Socket server = open(new Socket(listening.getInetAddress(), target));
                threads.execute(() -> forward(client, server));
                threads.execute(() -> forward(server, client));
            }
        } catch (IOException e) {
            close();
        }
    }

    private Socket open(Socket socket) throws IOException {
        sockets.add(socket);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private void forward(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                awaitPast(System.nanoTime() + delayNanos, System::nanoTime);
                out.write(chunk, 0, length);
            }
        } catch (IOException e) {
            // One end hung up; both are closed now.
        } finally {
            sockets.remove(from);
        }
    }

    /** Waits until a clock is past an instant: parked while that is far off, then spinning. */
    static void awaitPast(long instant, LongSupplier nanoTime) {
        for (long left = instant - nanoTime.getAsLong(); left > 0; left = instant - nanoTime.getAsLong()) {
            if (left > LATE_NANOS) {
                LockSupport.parkNanos(left - LATE_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Breaks all connections, and accepts no more. */
    @Override
    public void close() {
        threads.shutdown();
        closeQuietly(listening);
        sockets.forEach(DelayProxy::closeQuietly);
    }

    private static void closeQuietly(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException("a connection of this machine cannot be closed", e);
        }
    }
}
