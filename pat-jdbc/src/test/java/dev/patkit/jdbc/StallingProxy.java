package dev.patkit.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network between a store and its database that can fall silent, where connections stay open but nothing comes
 * through, or be cut, as if the database were stopped.
 */
final class StallingProxy implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Pattern PORT = Pattern.compile("(?<=//127\\.0\\.0\\.1:)\\d+");

    private final ServerSocket listening = new ServerSocket(0, 50, LOOPBACK);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final String url;
    private final int target;
    private volatile boolean silent;
    private boolean cut;

    /** A network in front of the database of a URL. */
    StallingProxy(String url) throws IOException {
        Matcher port = PORT.matcher(url);
        if (!port.find()) {
            throw new IllegalArgumentException("no database of this machine: " + url);
        }
        this.url = url;
        target = Integer.parseInt(port.group());
        threads.execute(this::accept);
    }

    /** The URL of the same database through this proxy. */
    String url() {
        return PORT.matcher(url).replaceFirst(String.valueOf(listening.getLocalPort()));
    }

    /** Drops everything that is sent from now on. */
    void fallSilent() {
        silent = true;
    }

    /** Breaks all connections, and each new one from now on. */
    synchronized void cut() throws IOException {
        cut = true;
        for (Socket socket : sockets) {
            reset(socket);
        }
        sockets.clear();
    }

    /** Accepts new connections again. */
    synchronized void restore() {
        cut = false;
    }

    /** Closes a socket by a reset: no data is left to read, and the port is free at once. */
    private static void reset(Socket socket) throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                connect(listening.accept());
            }
        } catch (IOException e) {
            close();
        }
    }

    private synchronized void connect(Socket client) throws IOException {
        if (cut) {
            reset(client);
            return;
        }
        Socket server = new Socket(LOOPBACK, target);
        sockets.addAll(List.of(client, server));
        threads.execute(() -> forward(client, server));
        threads.execute(() -> forward(server, client));
    }

    private void forward(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (!silent) {
                    out.write(buffer, 0, length);
                }
            }
            to.close();
        } catch (IOException e) {
            sockets.remove(from);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
