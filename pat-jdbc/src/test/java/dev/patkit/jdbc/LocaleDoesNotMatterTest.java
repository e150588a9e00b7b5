package dev.patkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.fixture.ChildProcess;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store works in every default locale: with other digits than 0 to 9, and with another lower case of I. */
final class LocaleDoesNotMatterTest {
    private static final String ANSWERS = "[ACCEPTED, REFUSED, 1, REVOKED, 0, 1, 4]";

    @ParameterizedTest
    @EnumSource
    void storeWorksWhereDigitsAreArabic(TestDatabases database) throws IOException, InterruptedException {
        String url = "-Dpatkit.url=" + database.newDatabase();

        assertThat(ChildProcess.linesOf(LocalizedNode.class, "-Duser.language=ar", "-Duser.country=EG", url))
                .containsSubsequence("other digits", ANSWERS, "ACCEPTED");
    }

    @Test
    void storeWorksInTurkish() throws IOException, InterruptedException {
        String url = "-Dpatkit.url=" + TestDatabases.SQLITE.newDatabase();

        assertThat(ChildProcess.linesOf(LocalizedNode.class, "-Duser.language=tr", "-Duser.country=TR", url))
                .containsSubsequence("Latin digits", ANSWERS, "ACCEPTED");
    }
}
