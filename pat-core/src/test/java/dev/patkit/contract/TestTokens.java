package dev.patkit.contract;

import dev.patkit.secret.SecretHash;
import dev.patkit.store.StoredToken;
import dev.patkit.token.Scope;
import dev.patkit.token.Scopes;
import dev.patkit.token.Token;
import dev.patkit.token.TokenId;
import java.time.Instant;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Makes tokens for tests: random ids, names and hashes out of a seed, so that two runs make the same ones. No secret
 * fits the hashes. Thread-safe, but the order of calls decides what each of them gets.
 */
public final class TestTokens {
    /** When the tokens made here were issued; not on a full second. */
    public static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");

    private static final Scopes SCOPES = Scopes.of(Scope.of("catalog:read"), Scope.of("catalog:write"));

    private final long seed;
    private final Random random;

    private TestTokens(long seed) {
        this.seed = seed;
        random = new Random(seed);
    }

    /**
     * A generator of tokens.
     *
     * @param seed decides all that is random
     * @return the generator
     */
    public static TestTokens seeded(long seed) {
        return new TestTokens(seed);
    }

    /**
     * A random id.
     *
     * @return the id
     */
    public TokenId id() {
        return new TokenId(random.nextLong() & Long.MAX_VALUE);
    }

    /**
     * A token issued at {@link #NOW} that does not expire, with a random id and name.
     *
     * @param owner the owner
     * @return the facts
     */
    public Token token(String owner) {
        return named(owner, "token " + id()).build();
    }

    /**
     * A token issued at {@link #NOW} that does not expire, with a random id and name.
     *
     * @param owner the owner
     * @param createdAt when it was issued
     * @return the facts
     */
    public Token token(String owner, Instant createdAt) {
        return Token.builder(id(), owner, "token " + id(), SCOPES, createdAt).build();
    }

    /**
     * A token issued at {@link #NOW} with a random id and a given name.
     *
     * @param owner the owner
     * @param name the name
     * @return a builder for the facts that are left
     */
    public Token.Builder named(String owner, String name) {
        return Token.builder(id(), owner, name, SCOPES, NOW);
    }

    /**
     * The row of a token: its facts with a random hash and secret check.
     *
     * @param token the facts
     * @return the row
     */
    public StoredToken row(Token token) {
        return new StoredToken(token, hash(), OptionalInt.of(random.nextInt()), false);
    }

    /**
     * A hash of nothing, in the form of Argon2id.
     *
     * @return the hash
     */
    public SecretHash hash() {
        return SecretHash.of("$argon2id$v=19$m=19456,t=2,p=1$" + base64(16) + "$" + base64(32));
    }

    private String base64(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The seed. */
    @Override
    public String toString() {
        return "TestTokens[seed=" + seed + "]";
    }
}
