package dev.patkit.examples.benchmarks.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/**
 * A password encoder of Spring Security over a map from ids to hashes, as "API keys" are often made; at every call
 * anew.
 */
final class EncoderPeer implements Peer {
    private final PasswordEncoder encoder;
    private final Map<String, String> hashes = new ConcurrentHashMap<>();

    private EncoderPeer(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    static EncoderPeer named(String name) {
        return new EncoderPeer(
                switch (name) {
                    case "Spring PBKDF2" -> Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
                    case "Spring BCrypt" -> new BCryptPasswordEncoder();
                    default -> Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
                });
    }

    @Override
    public String issue(String owner) {
        String secret = "s".repeat(43);
        hashes.put(owner, encoder.encode(secret));
        return owner + "." + secret;
    }

    @Override
    public boolean accepts(String text) {
        int dot = text.indexOf('.');
        String hash = hashes.get(text.substring(0, dot));
        return hash != null && encoder.matches(text.substring(dot + 1), hash);
    }
}
