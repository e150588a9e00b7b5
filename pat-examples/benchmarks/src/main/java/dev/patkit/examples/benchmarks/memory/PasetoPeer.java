package dev.patkit.examples.benchmarks.memory;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.paseto4j.commons.SecretKey;
import org.paseto4j.commons.Version;
import org.paseto4j.version4.Paseto;

/**
 * paseto4j with v4.local. Its payload is whatever the service writes; a service with a JSON library would take longer
 * than this one, which knows where its claims are.
 */
final class PasetoPeer implements Peer {
    private static final String NO_FOOTER = "";

    private final SecretKey key;

    PasetoPeer() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        key = new SecretKey(bytes, Version.V4);
    }

    @Override
    public String issue(String owner) {
        long expiry = Instant.now().plus(Duration.ofDays(1)).getEpochSecond();
        return Paseto.encrypt(
                key, "{\"exp\":" + expiry + ",\"sub\":\"" + owner + "\",\"scope\":\"catalog:read\"}", NO_FOOTER);
    }

    @Override
    public boolean accepts(String text) {
        String claims = Paseto.decrypt(key, text, NO_FOOTER);
        long expiry = Long.parseLong(claims, claims.indexOf(':') + 1, claims.indexOf(','), 10);
        return Instant.now().getEpochSecond() < expiry && claims.endsWith(",\"scope\":\"catalog:read\"}");
    }
}
