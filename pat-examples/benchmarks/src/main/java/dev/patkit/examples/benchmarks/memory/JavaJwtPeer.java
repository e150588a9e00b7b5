package dev.patkit.examples.benchmarks.memory;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.JWTVerifier;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Auth0's java-jwt with HS256; its verifier refuses what has expired. */
final class JavaJwtPeer implements Peer {
    private final Algorithm algorithm;
    private final JWTVerifier verifier;

    JavaJwtPeer() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        algorithm = Algorithm.HMAC256(key);
        verifier = JWT.require(algorithm).build();
    }

    @Override
    public String issue(String owner) {
        return JWT.create()
                .withSubject(owner)
                .withClaim("scope", List.of("catalog:read"))
                .withExpiresAt(Instant.now().plus(Duration.ofDays(1)))
                .sign(algorithm);
    }

    @Override
    public boolean accepts(String text) {
        return verifier.verify(text).getClaim("scope").asList(String.class).contains("catalog:read");
    }
}
