package dev.patkit.examples.warden.web;

import dev.patkit.examples.warden.platform.Periodic;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.TokenId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries a new token's secret from the request that made it to the page that shows it: once, to the same session, and for
 * a minute at most. Afterwards nobody has it but its owner.
 */
final class HandOver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<TokenId, Parcel> parcels = new ConcurrentHashMap<>();
    private final Periodic sweeper = new Periodic();
    private final Clock clock;

    HandOver(Clock clock) {
        this.clock = clock;
        sweeper.every(Duration.ofSeconds(5), this::dropOld);
    }

    private record Parcel(IssuedToken issued, Session session, Instant until) {
        boolean isOld(Instant now) {
            return !now.isBefore(until);
        }
    }

    void leave(IssuedToken issued, Session session) {
        parcels.put(
                issued.token().id(), new Parcel(issued, session, clock.instant().plus(PATIENCE)));
    }

    /** Takes a token's secret, if it is there for this session. */
    @SuppressWarnings("ReferenceEquality") // a session is itself, not one like it
    Optional<IssuedToken> take(TokenId id, Session session) {
        Parcel parcel = parcels.get(id);
        if (parcel == null || parcel.session() != session || !parcels.remove(id, parcel)) {
            return Optional.empty();
        }
        if (parcel.isOld(clock.instant())) {
            parcel.issued().secret().close();
            return Optional.empty();
        }
        return Optional.of(parcel.issued());
    }

    private void dropOld() {
        Instant now = clock.instant();
        parcels.values().removeIf(parcel -> {
            if (parcel.isOld(now)) {
                parcel.issued().secret().close();
            }
            return parcel.isOld(now);
        });
    }

    @Override
    public void close() {
        sweeper.close();
        parcels.clear();
    }
}
