package dev.patkit.secret;

import static dev.patkit.contract.Failures.unavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patkit.error.UnavailableException.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256HasherTest {
    private static final String SALT = PhcString.encode(new byte[8]);
    private static final String TAG = PhcString.encode(new byte[32]);

    private final SecretHasher hasher = SecretHasher.sha256();

    @Test
    void secretFitsItsOwnHash() {
        SecretHash hash = hasher.hash(SecretText.of("secret"));

        assertThat(hasher.matches(SecretText.of("secret"), hash)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Secret", "secret ", "secre", "secrets", ""})
    void anyOtherSecretDoesNot(String other) {
        SecretHash hash = hasher.hash(SecretText.of("secret"));

        assertThat(hasher.matches(SecretText.of(other), hash)).isFalse();
    }

    @Test
    void hashIsThePlainDigestOfSaltAndSecret() throws NoSuchAlgorithmException {
        PhcString stored = PhcString.parse(hasher.hash(SecretText.of("secret")));

        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(stored.salt());
        assertThat(stored.hash()).isEqualTo(digest.digest("secret".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void oneSecretIsNeverHashedTwiceAlike() {
        SecretHash one = hasher.hash(SecretText.of("secret"));
        SecretHash other = hasher.hash(SecretText.of("secret"));

        assertThat(one.sameAs(other)).isFalse();
    }

    static Stream<String> damagedRows() {
        return Stream.of(
                "",
                "$sha256",
                "$sha256$",
                "$sha256$" + SALT,
                "$sha256$" + SALT + "$",
                "$sha256$" + SALT + "$" + TAG + "\0junk",
                "$sha256$" + SALT + "$" + TAG + "=",
                "$sha256$" + SALT + "$" + TAG + "$",
                "$sha256$" + PhcString.encode(new byte[7]) + "$" + TAG,
                "$sha256$" + PhcString.encode(new byte[65]) + "$" + TAG,
                "$sha256$" + SALT + "$" + PhcString.encode(new byte[31]),
                "$sha256$" + SALT + "$" + PhcString.encode(new byte[33]),
                "$sha256$v=1$" + SALT + "$" + TAG,
                "$sha256$m=64$" + SALT + "$" + TAG,
                "$SHA256$" + SALT + "$" + TAG,
                "$sha512$" + SALT + "$" + TAG);
    }

    @ParameterizedTest
    @MethodSource("damagedRows")
    @Tag("F-16")
    void damagedRowIsUnavailableAndNotRepeated(String stored) {
        assertThatThrownBy(() -> hasher.matches(SecretText.of("secret"), SecretHash.of(stored)))
                .is(unavailable(Kind.HASHER))
                .hasNoCause()
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain(SALT, TAG);
    }

    @Test
    void hasherReportsThatItIsFast() {
        assertThat(hasher.workingMemory()).isZero();
        assertThat(hasher.workingMemory(SecretHash.of("$sha256$" + SALT + "$" + TAG)))
                .isZero();
    }

    @Test
    void onlyItsOwnHashesAreCurrent() {
        assertThat(hasher.isCurrent(hasher.hash(SecretText.of("secret")))).isTrue();
        assertThat(hasher.isCurrent(Argon2idHasher.weakForTests().hash(SecretText.of("secret"))))
                .isFalse();
    }
}
