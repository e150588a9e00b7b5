package dev.patkit.internal.issuing;

import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.error.UnavailableException.Kind;
import dev.patkit.internal.text.Base62;
import dev.patkit.internal.text.TokenLayout;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.store.TokenQuery;
import dev.patkit.token.Scope;
import dev.patkit.token.TokenRequest;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SecretGeneratorTest {
    private static final int SECRETS = 1_000_000;
    private static final long SEED = Long.getLong("patkit.seed", 9);

    private static SecretGenerator seeded() {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(SEED);
            return new SecretGenerator(random);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("S-9")
    void secretIs43Base62Digits() {
        SecretGenerator generator = new SecretGenerator(new SecureRandom());

        for (int round = 0; round < 1000; round++) {
            assertThat(generator.secret().reveal()).matches("[0-9A-Za-z]{43}");
        }
    }

    @Test
    @Tag("S-9")
    void millionSecretsAreAllDifferentAndTheirDigitsEven() {
        SecretGenerator generator = seeded();
        byte[][] secrets = new byte[SECRETS][];
        long[][] counts = new long[TokenLayout.SECRET_LENGTH][Base62.RADIX];
        for (int number = 0; number < SECRETS; number++) {
            secrets[number] = generator.secret().revealBytes();
            for (int place = 0; place < secrets[number].length; place++) {
                counts[place][Base62.valueOf(secrets[number][place])]++;
            }
        }

        assertThat(repeats(secrets)).as("repeats, seed %d", SEED).isZero();
        for (int place = 0; place < counts.length; place++) {
            assertThat(chiSquare(counts[place]))
                    .as("place %d, seed %d", place, SEED)
                    .isBetween(15.0, 130.0);
        }
    }

    private static long repeats(byte[][] secrets) {
        Arrays.sort(secrets, Arrays::compare);
        long repeats = 0;
        for (int number = 1; number < secrets.length; number++) {
            repeats += Arrays.equals(secrets[number - 1], secrets[number]) ? 1 : 0;
        }
        return repeats;
    }

    private static double chiSquare(long[] counts) {
        double expected = (double) SECRETS / counts.length;
        return Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }

    @Test
    @Tag("S-9")
    void millionIdsAreAllDifferentAndUseEveryBit() {
        SecretGenerator generator = seeded();
        long[] ids = new long[SECRETS];
        int[] set = new int[Long.SIZE];
        for (int number = 0; number < SECRETS; number++) {
            ids[number] = generator.id().value();
            for (int bit = 0; bit < Long.SIZE; bit++) {
                set[bit] += (int) (ids[number] >>> bit & 1);
            }
        }

        assertThat(Arrays.stream(ids).distinct().count()).as("seed %d", SEED).isEqualTo(SECRETS);
        assertThat(set[Long.SIZE - 1]).isZero();
        for (int bit = 0; bit < Long.SIZE - 1; bit++) {
            assertThat(set[bit]).as("bit %d, seed %d", bit, SEED).isBetween(497_000, 503_000);
        }
    }

    @Test
    @Tag("S-9")
    void idsAndSecretsComeFromTheGivenSourceAlone() {
        SecretGenerator one = seeded();
        SecretGenerator other = seeded();

        List<String> drawn = draws(one);

        assertThat(drawn).isEqualTo(draws(other)).doesNotHaveDuplicates();
    }

    private static List<String> draws(SecretGenerator generator) {
        List<String> draws = new ArrayList<>();
        for (int round = 0; round < 100; round++) {
            draws.add(generator.id().toString());
            draws.add(generator.secret().reveal());
        }
        return draws;
    }

    @Test
    @Tag("S-10")
    void sourceThatThrowsIsUnavailableWithItsCause() {
        SecretGenerator generator = new SecretGenerator(new BrokenRandom());

        assertThatThrownBy(generator::secret)
                .is(unavailable(Kind.RANDOM_SOURCE))
                .hasRootCauseMessage("no entropy");
        assertThatThrownBy(generator::id).is(unavailable(Kind.RANDOM_SOURCE)).hasRootCauseMessage("no entropy");
    }

    @ParameterizedTest
    @Tag("S-10")
    @MethodSource("patterns")
    void sourceThatRepeatsItselfIsUnavailable(byte[] pattern) {
        SecretGenerator generator = new SecretGenerator(new PatternRandom(pattern));

        assertThatThrownBy(generator::secret).is(unavailable(Kind.RANDOM_SOURCE));
    }

    static Stream<byte[]> patterns() {
        return Stream.of(
                new byte[] {0},
                new byte[] {-1},
                new byte[] {62},
                new byte[] {1, 2},
                new byte[] {0, -1},
                new byte[] {62, 63},
                new byte[] {0x55, (byte) 0xAA},
                "deadbeef".getBytes(StandardCharsets.US_ASCII),
                new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    }

    @ParameterizedTest
    @Tag("S-10")
    @MethodSource("patterns")
    void noTokenIsIssuedFromASourceThatRepeatsItself(byte[] pattern) {
        try (PersonalAccessTokens tokens = PersonalAccessTokens.builder(new InMemoryTokenStore())
                .hasher(SecretHasher.sha256())
                .random(new PatternRandom(pattern))
                .build()) {
            TokenRequest request =
                    TokenRequest.forOwner("alice").named("import").allowing(Scope.of("repo:read"));

            assertThatThrownBy(() -> tokens.issue(request)).is(unavailable(Kind.RANDOM_SOURCE));
            assertThat(tokens.list(TokenQuery.ownedBy("alice").includingRevoked())
                            .tokens())
                    .isEmpty();
        }
    }

    private static final class BrokenRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            throw new IllegalStateException("no entropy");
        }
    }

    private static final class PatternRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] pattern;

        PatternRandom(byte[] pattern) {
            this.pattern = pattern.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = pattern[i % pattern.length];
            }
        }
    }
}
