package dev.patkit.jdbc;

import static dev.patkit.contract.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.patkit.PersonalAccessTokens;
import dev.patkit.contract.MovingClock;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.TokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Accepted;
import dev.patkit.verify.Reason;
import dev.patkit.verify.Rejected;
import dev.patkit.verify.Verification;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A token issued on one node expires at the same millisecond on another, in whichever zones the nodes and their
 * databases are.
 */
@Tag("E-1")
@Tag("E-3")
@Tag("E-5")
@Tag("E-6")
@ResourceLock(Resources.TIME_ZONE)
final class TimesAreExactTest {
    private static final Scope READ = Scope.of("catalog:read");
    private static final Map<TestDatabases, String> URLS = new EnumMap<>(TestDatabases.class);

    private final TimeZone zone = TimeZone.getDefault();
    private final MovingClock clock = MovingClock.at(NOW);

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(zone);
    }

    static List<Arguments> databasesAndExpiries() {
        return Arrays.stream(TestDatabases.values())
                .flatMap(database -> expiries().stream().map(expiry -> Arguments.of(database, expiry)))
                .toList();
    }

    /** Gaps and overlaps of summer time on both nodes, the ends of 32 bits, and the last expiry. */
    private static List<Instant> expiries() {
        return List.of(
                NOW.plusMillis(1),
                Instant.parse("2026-03-08T10:30:00.001Z"),
                Instant.parse("2026-11-01T08:30:00.999Z"),
                Instant.parse("2026-11-01T09:30:00.999Z"),
                Instant.parse("2038-01-19T03:14:08.001Z"),
                Instant.parse("2106-02-07T06:28:16.999Z"),
                Instant.parse("9999-12-31T23:59:59.999Z"));
    }

    @ParameterizedTest
    @MethodSource("databasesAndExpiries")
    void tokenExpiresAtTheSameMillisecondInEveryZone(TestDatabases database, Instant expiry) {
        String url = URLS.computeIfAbsent(database, it -> it.newDatabase(UnaryOperator.identity()));
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        try (HikariDataSource tokyo = TestDatabases.pool(inZone(database, url, "Asia/Tokyo", "+09:00"));
                PersonalAccessTokens issuing = tokens(JdbcTokenStore.on(tokyo))) {
            IssuedToken issued = issuing.issue(TokenRequest.forOwner("alice")
                    .named("until " + expiry)
                    .allowing(READ)
                    .expiringAt(expiry.plusNanos(999_999)));

            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            try (HikariDataSource angeles = TestDatabases.pool(inZone(database, url, "America/Los_Angeles", "-08:00"));
                    PersonalAccessTokens verifying = tokens(JdbcTokenStore.on(angeles))) {
                requireExpiry(verifying, issued, expiry);
            }
        }
    }

    private PersonalAccessTokens tokens(TokenStore store) {
        return PersonalAccessTokens.builder(store)
                .hasher(SecretHasher.weakArgon2idForTests())
                .clock(clock)
                .build();
    }

    private static String inZone(TestDatabases database, String url, String zone, String offset) {
        return switch (database) {
            case H2 -> url + ";INIT=SET TIME ZONE '" + zone + "'";
            case SQLITE -> url;
            case POSTGRESQL -> url + "&options=-c%20TimeZone=" + zone;
            case MARIADB -> url + "&sessionVariables=time_zone='" + offset + "'";
            case MYSQL -> url + "&sessionVariables=time_zone='" + offset.replace("+", "%2B") + "'";
        };
    }

    private void requireExpiry(PersonalAccessTokens verifying, IssuedToken issued, Instant expiry) {
        assertThat(verifying.find("alice", issued.token().id()).orElseThrow().expiresAt())
                .contains(expiry);
        assertThat(answer(verifying, issued, expiry.minusMillis(1))).isInstanceOf(Accepted.class);
        assertThat(answer(verifying, issued, expiry))
                .isInstanceOfSatisfying(
                        Rejected.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.EXPIRED));
    }

    private Verification answer(PersonalAccessTokens verifying, IssuedToken issued, Instant now) {
        clock.moveTo(now);
        return verifying.verifier().verify(PresentedToken.of(issued.secret().reveal()), READ);
    }
}
