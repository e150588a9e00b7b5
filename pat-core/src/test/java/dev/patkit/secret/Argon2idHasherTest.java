package dev.patkit.secret;

import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.error.UnavailableException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idHasherTest {
    private static final String SALT = PhcString.encode(new byte[16]);
    private static final String TAG = PhcString.encode(new byte[32]);
    private static final int MEBIBYTE = 1 << 20;

    private final Argon2idHasher hasher = Argon2idHasher.weakForTests();

    @Test
    void secretFitsItsOwnHash() {
        SecretHash hash = hasher.hash(SecretText.of("secret"));

        assertThat(hasher.matches(SecretText.of("secret"), hash)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Secret", "secret ", "secre", "secrets"})
    void anyOtherSecretDoesNot(String other) {
        SecretHash hash = hasher.hash(SecretText.of("secret"));

        assertThat(hasher.matches(SecretText.of(other), hash)).isFalse();
    }

    @Test
    void longSecretIsNotTruncated() {
        String secret = "0123456789".repeat(100);
        SecretHash hash = hasher.hash(SecretText.of(secret + "a"));

        assertThat(hasher.matches(SecretText.of(secret + "a"), hash)).isTrue();
        assertThat(hasher.matches(SecretText.of(secret + "b"), hash)).isFalse();
    }

    @Test
    void secretContinuesAfterANulCharacter() {
        SecretHash hash = hasher.hash(SecretText.of("secret\0a"));

        assertThat(hasher.matches(SecretText.of("secret\0b"), hash)).isFalse();
    }

    @Test
    void oneSecretIsNeverHashedTwiceAlike() {
        SecretHash one = hasher.hash(SecretText.of("secret"));
        SecretHash other = hasher.hash(SecretText.of("secret"));

        assertThat(one.sameAs(other)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0junk", "\0", " ", "\n", "=", "AA", "$", "$AAAA"})
    void storedHashWithATailIsUnavailable(String tail) {
        SecretHash hash = hasher.hash(SecretText.of("secret"));

        assertUnavailable(SecretHash.of(hash.phc() + tail));
    }

    private void assertUnavailable(SecretHash stored) {
        assertThatThrownBy(() -> hasher.matches(SecretText.of("secret"), stored))
                .is(unavailable(Kind.HASHER))
                .hasNoCause()
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain(SALT, TAG)
                .hasSizeLessThan(200);
        assertThatThrownBy(() -> hasher.workingMemory(stored)).is(unavailable(Kind.HASHER));
    }

    static Stream<String> hostileRows() {
        return Stream.of(
                row("m=4194304,t=3,p=1"),
                row("m=262145,t=1,p=1"),
                row("m=64,t=4294967295,p=1"),
                row("m=64,t=33,p=1"),
                row("m=64,t=999999999,p=1"),
                row("m=262144,t=5,p=1"),
                row("m=262144,t=1,p=16777215"),
                row("m=262144,t=1,p=17"),
                row("m=8,t=1,p=1"),
                row("m=63,t=1,p=1"),
                row("m=64,t=1,p=9"),
                row("m=64,t=0,p=1"),
                row("m=64,t=1,p=0"),
                row("m=0,t=1,p=1"),
                row("m=-64,t=1,p=1"),
                row("m=64,t=-1,p=1"),
                row("m=+64,t=1,p=1"),
                row("m=99999999999,t=1,p=1"),
                row("t=1,m=64,p=1"),
                row("m=64,t=1"),
                row("m=64,t=1,p=1,p=1"),
                row("m=64,t=1,p=1,keyid=AAAA"),
                row("m=064,t=1,p=1"),
                row("m=64,t=01,p=1"),
                row("m=64, t=1,p=1"),
                row("m=\u0666\u0664,t=1,p=1"),
                row("M=64,t=1,p=1"),
                row("m=,t=1,p=1"),
                row("m,t=1,p=1"),
                row(""),
                "$argon2id$m=64,t=1,p=1$" + SALT + "$" + TAG,
                "$argon2id$v=16$m=64,t=1,p=1$" + SALT + "$" + TAG,
                "$argon2id$v=019$m=64,t=1,p=1$" + SALT + "$" + TAG,
                "$argon2id$v=19$" + SALT + "$" + TAG,
                "$argon2id$v=19$m=64,t=1,p=1$" + SALT,
                "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "$",
                "$argon2id$v=19$m=64,t=1,p=1$$" + TAG,
                "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "==$" + TAG,
                "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "$" + TAG + "=",
                "$argon2id$v=19$m=64,t=1,p=1$" + PhcString.encode(new byte[7]) + "$" + TAG,
                "$argon2id$v=19$m=64,t=1,p=1$" + PhcString.encode(new byte[65]) + "$" + TAG,
                "$argon2id$v=19$m=64,t=1,p=1$" + PhcString.encode(new byte[MEBIBYTE]) + "$" + TAG,
                "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "$" + PhcString.encode(new byte[4]),
                "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "$" + PhcString.encode(new byte[15]),
                "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "$" + PhcString.encode(new byte[65]),
                "$argon2id$v=19$m=64,t=1,p=1$" + SALT + "$" + PhcString.encode(new byte[MEBIBYTE]),
                "$argon2i$v=19$m=64,t=1,p=1$" + SALT + "$" + TAG,
                "$argon2d$v=19$m=64,t=1,p=1$" + SALT + "$" + TAG,
                "$ARGON2ID$v=19$m=64,t=1,p=1$" + SALT + "$" + TAG,
                "argon2id$v=19$m=64,t=1,p=1$" + SALT + "$" + TAG,
                "$argon2id",
                "$argon2id$",
                "$",
                "$$$$$",
                "",
                "plain");
    }

    private static String row(String parameters) {
        return "$argon2id$v=19$" + parameters + "$" + SALT + "$" + TAG;
    }

    @ParameterizedTest
    @MethodSource("hostileRows")
    @Tag("Q-5")
    @Tag("F-16")
    void hostileRowIsUnavailableBeforeAnyWorkAndIsNotRepeated(String stored) {
        assertUnavailable(SecretHash.of(stored));
    }

    @ParameterizedTest
    @CsvSource({"262144, 4, 1", "32768, 32, 16", "64, 32, 8"})
    void rowAtACeilingIsStillRead(int memoryKib, int iterations, int parallelism) {
        SecretHash stored = SecretHash.of(row("m=" + memoryKib + ",t=" + iterations + ",p=" + parallelism));

        assertThat(hasher.workingMemory(stored)).isEqualTo(memoryKib * 1024L);
    }

    @ParameterizedTest
    @Tag("Q-6")
    @CsvSource({
        "-1, 1, 1",
        "0, 1, 1",
        "7167, 1, 1",
        "262145, 1, 1",
        "2147483647, 1, 1",
        "-2147483648, 1, 1",
        "7168, -1, 1",
        "7168, 0, 1",
        "7168, 33, 1",
        "7168, 2147483647, 1",
        "262144, 5, 1",
        "7168, 1, -1",
        "7168, 1, 0",
        "7168, 1, 17",
        "7168, 1, 2147483647",
        "7168, 1, 268435456"
    })
    void costOutOfBoundsIsRefused(int memoryKib, int iterations, int parallelism) {
        assertThatThrownBy(() -> Argon2idHasher.of(memoryKib, iterations, parallelism))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void costAtTheBoundsIsAccepted() {
        assertThatCode(() -> Argon2idHasher.of(7168, 1, 1)).doesNotThrowAnyException();
        assertThatCode(() -> Argon2idHasher.of(262_144, 4, 16)).doesNotThrowAnyException();
    }

    @Test
    @Tag("S-7")
    void defaultIsWhatOwaspListsFirst() {
        SecretHash hash = Argon2idHasher.owasp().hash(SecretText.of("secret"));

        assertThat(hash.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSize(97);
    }

    @Test
    void hashIsCurrentForItsOwnParametersOnly() {
        SecretHash weak = hasher.hash(SecretText.of("secret"));

        assertThat(hasher.isCurrent(weak)).isTrue();
        assertThat(Argon2idHasher.owasp().isCurrent(weak)).isFalse();
        assertThat(hasher.isCurrent(SecretHasher.sha256().hash(SecretText.of("secret"))))
                .isFalse();
        assertThat(hasher.isCurrent(SecretHash.of("damaged"))).isFalse();
    }

    @Test
    void workingMemoryIsWhatTheParametersAskFor() {
        assertThat(hasher.workingMemory()).isEqualTo(64 * 1024);
        assertThat(hasher.workingMemory(SecretHash.of(row("m=19456,t=2,p=1")))).isEqualTo(19_456 * 1024);
    }

    @Test
    void comparingNeverCallsTheNativeVerify() throws IOException {
        try (InputStream code = Argon2Native.class.getResourceAsStream("Argon2Native.class")) {
            assertThat(code).isNotNull();
            String constants = new String(code.readAllBytes(), StandardCharsets.ISO_8859_1);

            assertThat(constants).contains("rawHashAdvanced").doesNotContain("verify");
        }
    }
}
