package dev.patkit.token;

import dev.patkit.secret.SecretHasher;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.patkit.secret.ProofDigest;
import dev.patkit.secret.SecretProver;
import org.junit.jupiter.api.Test;

final class TokenReadingTest {
    @Test
    void noiseHasNoSecretNotEvenThatOfTheTokenReadBefore() {
        try (SecretProver prover =
                SecretProver.builder().hasher(SecretHasher.sha256()).build()) {
            TokenReader reader = new TokenReader(SampleToken.FORMAT, prover);
            ProofDigest proven =
                    reader.read(PresentedToken.of(SampleToken.TOKEN)).digest();

            TokenReading noise = reader.read(PresentedToken.of("noise"));

            assertThat(noise.id()).isNegative();
            assertThat(noise.hasSecretOf(proven)).isFalse();
            assertThatIllegalStateException().isThrownBy(noise::digest);
            assertThat(reader.read(PresentedToken.of(SampleToken.TOKEN)).hasSecretOf(proven))
                    .isTrue();
        }
    }
}
