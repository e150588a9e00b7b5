package dev.patkit.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PresentedTokenTest {
    @Test
    void textIsTakenAsItIs() {
        assertThat(PresentedToken.of(" a\n").reveal()).isEqualTo(" a\n");
        assertThat(PresentedToken.of("").isAbsent()).isFalse();
        assertThat(PresentedToken.of(null).isAbsent()).isTrue();
    }

    @Test
    void textThatCameWithoutAUserNameFitsEveryOwner() {
        assertThat(PresentedToken.of("abc").fitsOwner("alice")).isTrue();
        assertThat(AuthorizationHeader.read("Bearer abc", "Bearer").fitsOwner("alice"))
                .isTrue();
    }

    @Test
    void contentIsNeverPrinted() {
        assertThat(PresentedToken.of("canary")).hasToString("<hidden>");
        assertThat(PresentedToken.of(null)).hasToString("<absent>");
    }
}
