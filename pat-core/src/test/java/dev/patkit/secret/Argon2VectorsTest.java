package dev.patkit.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Argon2VectorsTest {
    private static final long SEED = 9106;
    private static final String SECRET = "correct horse battery staple";

    @Test
    void vectorOfRfc9106Section53IsExact() {
        Argon2Parameters cost = new Argon2Parameters(32, 3, 4);

        byte[] tag = Argon2Native.tag(cost, filled(32, 1), filled(16, 2), filled(8, 3), filled(12, 4), 32);

        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"7168, 1, 1", "7168, 5, 1", "12288, 3, 1", "9216, 4, 2", "19456, 2, 1"})
    void hashMadeHereIsReadByAnotherImplementation(int memoryKib, int iterations, int parallelism) {
        SecretHash hash = Argon2idHasher.of(memoryKib, iterations, parallelism).hash(SecretText.of(SECRET));

        PhcString stored = PhcString.parse(hash);

        assertThat(hash.phc())
                .startsWith("$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism + "$");
        assertThat(other(memoryKib, iterations, parallelism, stored.salt(), 32)).isEqualTo(stored.hash());
    }

    private static byte[] other(int memoryKib, int iterations, int parallelism, byte[] salt, int length) {
        var parameters = new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                        org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
                .withVersion(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(parallelism)
                .withSalt(salt)
                .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] tag = new byte[length];
        generator.generateBytes(SECRET.getBytes(StandardCharsets.UTF_8), tag);
        return tag;
    }

    @ParameterizedTest
    @CsvSource({
        "64, 1, 1, 8, 16",
        "64, 3, 2, 16, 32",
        "1024, 2, 4, 24, 48",
        "19456, 2, 1, 16, 32",
        "32768, 1, 8, 64, 64"
    })
    void hashOfAnotherImplementationIsReadHere(
            int memoryKib, int iterations, int parallelism, int saltLength, int hashLength) {
        byte[] salt = new byte[saltLength];
        new Random(SEED).nextBytes(salt);
        byte[] tag = other(memoryKib, iterations, parallelism, salt, hashLength);
        SecretHash stored = SecretHash.of("$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism
                + "$" + PhcString.encode(salt) + "$" + PhcString.encode(tag));
        Argon2idHasher hasher = Argon2idHasher.weakForTests();

        assertThat(hasher.matches(SecretText.of(SECRET), stored))
                .as("seed %d", SEED)
                .isTrue();
        assertThat(hasher.matches(SecretText.of(SECRET + "."), stored))
                .as("seed %d", SEED)
                .isFalse();
    }
}
