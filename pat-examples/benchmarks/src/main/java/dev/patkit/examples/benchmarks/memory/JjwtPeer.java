package dev.patkit.examples.benchmarks.memory;

import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import javax.crypto.SecretKey;

/** JJWT with HS256; its parser refuses what has expired. */
final class JjwtPeer implements Peer {
    private final SecretKey key = Jwts.SIG.HS256.key().build();
    private final JwtParser parser = Jwts.parser().verifyWith(key).build();

    @Override
    public String issue(String owner) {
        return Jwts.builder()
                .subject(owner)
                .claim("scope", List.of("catalog:read"))
                .expiration(Date.from(Instant.now().plus(Duration.ofDays(1))))
                .signWith(key)
                .compact();
    }

    @Override
    public boolean accepts(String text) {
        return parser.parseSignedClaims(text).getPayload().get("scope") instanceof Collection<?> scopes
                && scopes.contains("catalog:read");
    }
}
