package dev.patkit.examples.benchmarks.memory;

import com.github.nitram509.jmacaroons.Macaroon;
import com.github.nitram509.jmacaroons.MacaroonsVerifier;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/** jmacaroons with two caveats: a scope and an expiry. */
final class MacaroonPeer implements Peer {
    private static final String SCOPE = "scope = catalog:read";
    private static final String EXPIRY = "time < ";

    private final String key = new BigInteger(256, new SecureRandom()).toString(16);

    @Override
    public String issue(String owner) {
        return Macaroon.builder("https://service.example", key, owner)
                .addCaveat(SCOPE)
                .addCaveat(EXPIRY + Instant.now().plus(Duration.ofDays(1)).getEpochSecond())
                .build()
                .serialize();
    }

    @Override
    public boolean accepts(String text) {
        return new MacaroonsVerifier(Macaroon.deserialize(text))
                .satisfyExact(SCOPE)
                .satisfyGeneral(MacaroonPeer::isStillGood)
                .isValid(key);
    }

    private static boolean isStillGood(String caveat) {
        return caveat.startsWith(EXPIRY)
                && Instant.now().getEpochSecond() < Long.parseLong(caveat, EXPIRY.length(), caveat.length(), 10);
    }
}
