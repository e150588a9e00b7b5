package dev.patkit.examples.benchmarks.memory;

/**
 * What a service may use in place of this library: makes tokens that carry an owner, a scope and an expiry, and checks
 * them.
 */
interface Peer {
    /** A token of an owner, allowing one scope for a day. */
    String issue(String owner) throws Exception;

    /** Whether the secret or signature fits, the token has not expired and its scope is enough. */
    boolean accepts(String text) throws Exception;

    /** The peer of a name, with fresh keys. */
    static Peer named(String name) {
        return switch (name) {
            case "jmacaroons" -> new MacaroonPeer();
            case "java-jwt HS256" -> new JavaJwtPeer();
            case "nimbus HS256" -> NimbusPeer.hs256();
            case "nimbus ES256" -> NimbusPeer.es256();
            case "jjwt HS256" -> new JjwtPeer();
            case "paseto4j v4.local" -> new PasetoPeer();
            case "Spring PBKDF2", "Spring BCrypt", "Spring Argon2" -> EncoderPeer.named(name);
            default -> throw new IllegalArgumentException("no such peer: " + name);
        };
    }
}
