package dev.patkit.contract;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.store.TokenUse;
import dev.patkit.token.Token;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Instants are exact to the millisecond, wherever the machine believes to be. */
interface TimePromises extends StoreUnderTest {
    @ParameterizedTest
    @MethodSource("dev.patkit.contract.TimePromises#difficultInstants")
    default void instantOfIssueIsKeptExactly(Instant instant) {
        Token token = tokens().token("alice", instant);

        insert(token);

        assertThat(facts(token.id()).createdAt()).isEqualTo(instant);
    }

    @ParameterizedTest
    @MethodSource("dev.patkit.contract.TimePromises#difficultInstants")
    default void expiryIsKeptExactly(Instant instant) {
        Token token = tokens().named("alice", "import").expiresAt(instant).build();

        insert(token);

        assertThat(facts(token.id()).expiresAt()).contains(instant);
    }

    @ParameterizedTest
    @MethodSource("dev.patkit.contract.TimePromises#difficultInstants")
    default void lastUseIsKeptExactly(Instant instant) {
        Token token = tokens().token("alice");
        insert(token);

        store().recordUses(List.of(new TokenUse(token.id(), instant, null)));

        assertThat(facts(token.id()).lastUsedAt()).contains(instant);
    }

    @ParameterizedTest
    @MethodSource("dev.patkit.contract.TimePromises#difficultInstants")
    default void instantOfRevocationIsKeptExactly(Instant instant) {
        Token token = tokens().token("alice");
        insert(token);

        revokeAll(store(), "alice", instant);

        assertThat(facts(token.id()).revokedAt()).contains(instant);
    }

    static Stream<Instant> difficultInstants() {
        return Stream.concat(
                Stream.of(Long.MIN_VALUE, -1001L, -1000L, -1L, 0L, 1L, Long.MAX_VALUE)
                        .map(Instant::ofEpochMilli),
                Stream.of(
                                "1582-10-10T12:00:00.001Z",
                                "1969-12-31T23:59:59.999Z",
                                "2016-12-31T23:59:59.999Z",
                                "2026-03-29T01:30:00.500Z",
                                "2026-11-01T08:30:00.001Z",
                                "2026-11-01T09:30:00.001Z",
                                "2038-01-19T03:14:08.001Z",
                                "2106-02-07T06:28:16.999Z",
                                "9999-12-31T23:59:59.999Z",
                                "+10000-01-01T00:00:00.001Z")
                        .map(Instant::parse));
    }

    @Test
    default void partsOfAMillisecondAreCutOffARevocation() {
        Token token = tokens().token("alice");
        insert(token);

        revokeAll(store(), "alice", NOW.plusNanos(999_999));

        assertThat(facts(token.id()).revokedAt()).contains(NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Tokyo", "America/Los_Angeles", "Asia/Kathmandu", "UTC"})
    @ResourceLock(Resources.TIME_ZONE)
    default void zoneOfTheMachineDoesNotMoveAnInstant(String zone) {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            Token written = tokens().named("alice", "import")
                    .expiresAt(NOW.plusMillis(1))
                    .build();
            insert(written);
            store().recordUses(List.of(new TokenUse(written.id(), NOW, null)));
            revokeAll(store(), "alice", NOW.plusMillis(2));

            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            Token read = facts(written.id());

            Token expected = Token.copyOf(written)
                    .lastUsedAt(NOW)
                    .revokedAt(NOW.plusMillis(2))
                    .build();
            assertThat(read).isEqualTo(expected);
            assertThat(allOf("alice")).containsExactly(expected);
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
