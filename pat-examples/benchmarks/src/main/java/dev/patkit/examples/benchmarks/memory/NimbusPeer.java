package dev.patkit.examples.benchmarks.memory;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Nimbus JOSE + JWT. */
record NimbusPeer(JWSAlgorithm algorithm, JWSSigner signer, JWSVerifier verifier) implements Peer {
    private static final String SCOPE = "scope";

    static NimbusPeer hs256() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        try {
            return new NimbusPeer(JWSAlgorithm.HS256, new MACSigner(key), new MACVerifier(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("every key of 32 bytes is good", e);
        }
    }

    static NimbusPeer es256() {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256).generate();
            return new NimbusPeer(JWSAlgorithm.ES256, new ECDSASigner(key), new ECDSAVerifier(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    @Override
    public String issue(String owner) throws JOSEException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(owner)
                .claim(SCOPE, List.of("catalog:read"))
                .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(1))))
                .build();
        SignedJWT jwt = new SignedJWT(new JWSHeader(algorithm), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    @Override
    public boolean accepts(String text) throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(text);
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        return jwt.verify(verifier)
                && claims.getExpirationTime().toInstant().isAfter(Instant.now())
                && claims.getStringListClaim(SCOPE).contains("catalog:read");
    }
}
