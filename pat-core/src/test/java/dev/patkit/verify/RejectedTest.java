package dev.patkit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.patkit.token.TokenId;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RejectedTest {
    private static final TokenId ID = new TokenId(7);

    @Test
    @Tag("T-1")
    void publicMessageIsOneSentenceThatNamesNoReason() {
        assertThat(Stream.of(Reason.values()).map(Reason::name))
                .noneMatch(Rejected.PUBLIC_MESSAGE.toUpperCase(Locale.ROOT)::contains);
        assertThat(Rejected.class.getFields()).extracting(Field::getName).containsExactly("PUBLIC_MESSAGE");
    }

    @Test
    void reasonAndIdAreThoseGiven() {
        assertThat(Rejected.of(Reason.REVOKED, ID).reason()).isEqualTo(Reason.REVOKED);
        assertThat(Rejected.of(Reason.REVOKED, ID).tokenId()).contains(ID);
        assertThat(Rejected.of(Reason.ABSENT).tokenId()).isEmpty();
    }

    @Test
    void printedFormIsReasonAndId() {
        assertThat(Rejected.of(Reason.ABSENT)).hasToString("Rejected[ABSENT]");
        assertThat(Rejected.of(Reason.REVOKED, ID)).hasToString("Rejected[REVOKED, id=00000000007]");
    }

    @Test
    @SuppressWarnings("NullAway")
    void missingArgumentIsRefusedByName() {
        assertThatNullPointerException().isThrownBy(() -> Rejected.of(null)).withMessage("reason must not be null");
        assertThatNullPointerException().isThrownBy(() -> Rejected.of(null, ID)).withMessage("reason must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> Rejected.of(Reason.REVOKED, null))
                .withMessage("tokenId must not be null");
    }
}
