package dev.patkit.examples.benchmarks.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** Which tokens are presented. */
class KnownTokensTest {
    @Test
    void aSampleIsSpreadOverAllRows() {
        KnownTokens tokens = KnownTokens.spread(4, 10);

        assertThat(tokens.size()).isEqualTo(4);
        assertThat(tokens.id(0)).isEqualTo(TokenRows.idOf(1));
        assertThat(tokens.id(1)).isEqualTo(TokenRows.idOf(3));
        assertThat(tokens.id(3)).isEqualTo(TokenRows.idOf(8));
    }

    @Test
    void aSmallDatabaseIsTakenWhole() {
        KnownTokens tokens = KnownTokens.spread(20_000, 10);

        assertThat(tokens.size()).isEqualTo(10);
        assertThat(tokens.id(9)).isEqualTo(TokenRows.idOf(10));
    }

    @Test
    void textsNameTheIds() {
        KnownTokens tokens = KnownTokens.spread(10, 10);

        for (int i = 0; i < tokens.size(); i++) {
            assertThat(tokens.text(i)).startsWith("pat_" + tokens.id(i));
        }
    }

    @Test
    void aTurnReachesEveryTokenAndNoOther() {
        KnownTokens.Turn turn = new KnownTokens.Turn();
        BitSet reached = new BitSet();
        for (int i = 0; i < 2_000; i++) {
            reached.set(turn.next(100));
        }

        assertThat(reached.cardinality()).isEqualTo(100);
        assertThat(reached.length()).isEqualTo(100);
    }
}
