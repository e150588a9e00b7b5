package dev.patkit.examples.benchmarks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The peer: a signed JWT that carries its claims, and so can neither be revoked nor reads a row. */
@State(Scope.Benchmark)
public class NimbusHs256Benchmark {
    private final MACVerifier verifier;
    private final String text;

    /** Signs one JWT. */
    public NimbusHs256Benchmark() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject("alice")
                .jwtID("0000000000A")
                .claim("scope", List.of("catalog:read"))
                .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(1))))
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            verifier = new MACVerifier(key);
            jwt.sign(new MACSigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the JWT cannot be signed", e);
        }
        text = jwt.serialize();
    }

    /**
     * Signature, expiry and scope.
     *
     * @return the subject
     * @throws ParseException if the JWT cannot be read
     * @throws JOSEException if the signature cannot be computed
     */
    @Benchmark
    public String accepted() throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(text);
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        boolean good = jwt.verify(verifier)
                && claims.getExpirationTime().toInstant().isAfter(Instant.now())
                && claims.getStringListClaim("scope").contains("catalog:read");
        if (!good) {
            throw new IllegalStateException("refused");
        }
        return claims.getSubject();
    }
}
