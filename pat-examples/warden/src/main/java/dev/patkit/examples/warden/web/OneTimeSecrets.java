package dev.patkit.examples.warden.web;

import dev.patkit.examples.warden.platform.PeriodicTasks;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.TokenId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds the secrets of new tokens until their page shows them: once, to the session that created the token, for at
 * most one minute. After that, only the owner has the secret.
 */
final class OneTimeSecrets implements AutoCloseable {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    private final Map<TokenId, Entry> entries = new ConcurrentHashMap<>();
    private final PeriodicTasks sweeper = new PeriodicTasks();
    private final Clock clock;

    OneTimeSecrets(Clock clock) {
        this.clock = clock;
        sweeper.every(Duration.ofSeconds(5), this::removeExpired);
    }

    private record Entry(IssuedToken issued, Session session, Instant expiresAt) {
        boolean isExpired(Instant now) {
            return !now.isBefore(expiresAt);
        }
    }

    void put(IssuedToken issued, Session session) {
        entries.put(
                issued.token().id(), new Entry(issued, session, clock.instant().plus(TIME_TO_LIVE)));
    }

    /** Removes and returns a token's secret, if this session created the token and it has not expired. */
    @SuppressWarnings("ReferenceEquality") // the same session, not an equal one
    Optional<IssuedToken> take(TokenId id, Session session) {
        Entry entry = entries.get(id);
        if (entry == null || entry.session() != session || !entries.remove(id, entry)) {
            return Optional.empty();
        }
        if (entry.isExpired(clock.instant())) {
            entry.issued().secret().close();
            return Optional.empty();
        }
        return Optional.of(entry.issued());
    }

    private void removeExpired() {
        Instant now = clock.instant();
        entries.values().removeIf(entry -> {
            if (entry.isExpired(now)) {
                entry.issued().secret().close();
            }
            return entry.isExpired(now);
        });
    }

    @Override
    public void close() {
        sweeper.close();
        entries.clear();
    }
}
