package dev.patkit.examples.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That the slow network changes nothing but the time. */
class DelayProxyTest {
    private ServerSocket listening;
    private DelayProxy proxy;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        proxy = DelayProxy.start(listening.getLocalPort(), Duration.ofNanos(100_000));
        client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        server = listening.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        proxy.close();
        listening.close();
    }

    @Test
    void whatIsSentArrivesInBothDirections() throws IOException {
        for (int round = 0; round < 20; round++) {
            assertThat(carried(client, server, "question " + round)).isEqualTo("question " + round);
            assertThat(carried(server, client, "answer " + round)).isEqualTo("answer " + round);
        }
    }

    private static String carried(Socket from, Socket to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        from.getOutputStream().write(bytes);
        return new String(to.getInputStream().readNBytes(bytes.length), StandardCharsets.UTF_8);
    }

    @Test
    void anEndThatHangsUpIsSeenByTheOther() throws IOException {
        client.close();

        assertThat(server.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void closingBreaksWhatIsOpen() throws IOException {
        assertThat(carried(client, server, "there")).isEqualTo("there");
        proxy.close();

        assertThat(endsOf(client)).isTrue();
    }

    private static boolean endsOf(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            return in.read() == -1;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void waitsUntilTheInstantAndNotLonger() {
        AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 100_000);
        long instant = clock.get() + 200_000;

        DelayProxy.awaitPast(instant, () -> clock.getAndAdd(10_000));

        assertThat(clock.get() - instant).isBetween(0L, 10_000L);
    }
}
