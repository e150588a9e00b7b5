package dev.patkit.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.fixture.SampleToken;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M-11")
final class MillionsOfMutationsAreRefusedTest {
    private static final int MUTATIONS = Integer.getInteger("patkit.mutations", 10_000_000);
    private static final long SEED = Long.getLong("patkit.seed", 11);
    private static final int MUTATIONS_PER_TOKEN = 1000;
    private static final int MOST_EDITS = 4;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final TokenLayout layout = TokenLayout.withPrefix("acme");
    private final TokenScanner scanner = layout.newScanner();

    @Test
    void mutatedTokenIsNeverAccepted() {
        String token = token();
        int unchanged = 0;
        for (int number = 0; number < MUTATIONS; number++) {
            token = number % MUTATIONS_PER_TOKEN == 0 ? token() : token;
            String mutated = mutate(token);
            if (scanner.scan(mutated)) {
                assertThat(mutated).as("seed %d, mutation %d", SEED, number).isEqualTo(token);
                unchanged++;
            }
        }

        assertThat(unchanged).as("unchanged ones, seed %d", SEED).isLessThan(MUTATIONS / 10);
    }

    private String token() {
        StringBuilder secret = new StringBuilder();
        for (int i = 0; i < TokenLayout.SECRET_LENGTH; i++) {
            secret.append(digit());
        }
        byte[] text = layout.write(
                random.nextLong() & Long.MAX_VALUE, secret.toString().getBytes(StandardCharsets.US_ASCII));
        return new String(text, StandardCharsets.US_ASCII);
    }

    private char digit() {
        return SampleToken.ALPHABET.charAt(random.nextInt(Base62.RADIX));
    }

    private String mutate(String token) {
        StringBuilder text = new StringBuilder(token);
        for (int edits = 1 + random.nextInt(MOST_EDITS); edits > 0; edits--) {
            edit(text);
        }
        return text.toString();
    }

    private void edit(StringBuilder text) {
        int place = random.nextInt(text.length() - 1);
        char there = text.charAt(place);
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> text.setCharAt(place, digit());
            case 3 -> text.setCharAt(place, (char) (0x80 + random.nextInt(0x80)));
            case 4 -> text.setCharAt(place, (char) (0xD800 + random.nextInt(0x800)));
            case 5 -> text.setCharAt(place, (char) random.nextInt(0x10000));
            case 6 -> text.setCharAt(place, (char) (there ^ (1 << random.nextInt(8))));
            case 7 -> text.insert(place, digit());
            case 8 -> text.deleteCharAt(place);
            case 9 -> text.deleteCharAt(place).insert(random.nextInt(text.length()), there);
            case 10 -> {
                text.setCharAt(place, text.charAt(place + 1));
                text.setCharAt(place + 1, there);
            }
            default -> text.deleteCharAt(place).append(digit());
        }
    }
}
