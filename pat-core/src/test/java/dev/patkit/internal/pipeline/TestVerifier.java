package dev.patkit.internal.pipeline;

import dev.patkit.internal.background.Notifier;
import dev.patkit.internal.background.OpenState;
import dev.patkit.internal.proof.SecretProver;
import dev.patkit.internal.rows.TokenCache;
import dev.patkit.internal.rows.TokenReads;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.internal.usage.HashUpgrades;
import dev.patkit.internal.usage.LastUsedPolicy;
import dev.patkit.internal.usage.LastUsedRecorder;
import dev.patkit.store.TokenStore;
import dev.patkit.token.PresentedToken;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenId;
import dev.patkit.verify.OwnerDirectory;
import dev.patkit.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The verification pipeline, wired as {@code PersonalAccessTokensBuilder} wires it, around a cache that the test
 * polls by hand. Nothing is started, so nothing has to be closed.
 */
public final class TestVerifier {
    private static final TokenLayout LAYOUT = TokenLayout.withPrefix("pat");
    private static final LastUsedPolicy BY_HAND = new LastUsedPolicy(Duration.ofDays(1), Duration.ofMinutes(1), 100);

    private final LastUsedRecorder uses;
    private final TokenVerifier verifier;

    /** Wires a verifier over a store and a cache. */
    public TestVerifier(
            TokenStore store,
            SecretProver prover,
            TokenCache cache,
            OwnerDirectory owners,
            Notifier notifier,
            Authenticator.Time time) {
        OwnerRights rights = new OwnerRights(owners);
        uses = new LastUsedRecorder(store, BY_HAND, notifier);
        Authenticator authenticator = new Authenticator(
                LAYOUT,
                prover,
                cache,
                new TokenReads(store, time.nanoTime(), Duration.ofHours(1)),
                rights,
                uses,
                new HashUpgrades(prover, uses, notifier, time.clock()),
                time);
        verifier = new TokenVerifier(authenticator, rights, notifier, new OpenState());
    }

    /** Verifies a text for an operation that needs one scope. */
    public Verification verify(String text, Scope scope) {
        return verifier.verify(PresentedToken.of(text), scope);
    }

    /** Writes the last-used times that wait. */
    public void flush() {
        uses.flush();
    }

    /** The text of a token of this verifier, from an id and the 43 digits of a secret. */
    public static String textOf(TokenId id, String secret) {
        byte[] text = LAYOUT.write(id.value(), secret.getBytes(StandardCharsets.US_ASCII));
        return new String(text, StandardCharsets.US_ASCII);
    }
}
