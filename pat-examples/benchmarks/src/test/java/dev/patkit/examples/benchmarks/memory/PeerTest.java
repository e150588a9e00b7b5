package dev.patkit.examples.benchmarks.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/** A peer that does not check is no peer. */
final class PeerTest {
    static Stream<String> names() throws NoSuchFieldException {
        return Arrays.stream(PeerBenchmark.class
                .getDeclaredField("peer")
                .getAnnotation(Param.class)
                .value());
    }

    @ParameterizedTest
    @MethodSource("names")
    void peerAcceptsWhatItIssuedAndNothingThatWasChanged(String name) throws Exception {
        Peer peer = Peer.named(name);
        String text = peer.issue("alice");
        char changed = text.charAt(text.length() - 5) == 'A' ? 'B' : 'A';

        assertThat(peer.accepts(text)).isTrue();
        assertThat(isRefused(peer, text.substring(0, text.length() - 5) + changed + text.substring(text.length() - 4)))
                .isTrue();
    }

    private static boolean isRefused(Peer peer, String text) {
        try {
            return !peer.accepts(text);
        } catch (Exception refusal) {
            return true;
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void peerRefusesWhatAnotherKeyMade(String name) throws Exception {
        String foreign = Peer.named(name).issue("alice");
        Peer peer = Peer.named(name);

        assertThat(peer.accepts(peer.issue("bob"))).isTrue();
        assertThat(isRefused(peer, foreign)).isTrue();
    }

    @Test
    void unknownPeerIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Peer.named("noise"));
    }
}
