package dev.patkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.fixture.api.PublicApi;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PublicApiIsRecordedTest {
    @Test
    void publicApiIsTheRecordedOne() throws IOException {
        PublicApi api = PublicApi.ofModuleOf(PersonalAccessTokens.class);

        assertThat(api.changesSince(Path.of("..", "docs", "api", "pat-core.txt")))
                .as(PublicApi.IF_MEANT)
                .isEmpty();
    }
}
