package dev.patkit.examples.warden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.examples.warden.platform.PlatformScope;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages during a database outage: they report it, keep form entries, and leave no partial changes. */
@Tag("F-2")
@Tag("java-independent")
class OutagePagesTest extends WebTest {
    private static final PlatformScope READ = PlatformScope.SERVICES_READ;

    private void rename(String from, String to) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(warden().settings().jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + from + " RENAME TO " + to);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pat_token", "warden_member"})
    void formIsReturnedWithItsEntriesAndWorksAfterTheOutage(String table) throws Exception {
        String form = carol().newForm();
        rename(table, "renamed");

        HttpResponse<String> response = carol().createWith(form, "kept <b>", READ);
        rename("renamed", table);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(response.body())
                .contains("The database is unavailable", "value=\"kept &lt;b&gt;\"", READ.value() + "\" checked");
        String again = WebClient.field("form", response.body());
        assertThat(carol().createWith(again, "kept <b>", READ).statusCode()).isEqualTo(303);
        assertThat(warden().warden().pats().list("carol").tokens()).hasSize(1);
    }

    @Test
    void pagesAnswer503DuringAnOutage() throws Exception {
        String id = warden().issue("carol", READ).token().id().toString();
        rename("pat_token", "renamed");
        for (String path : List.of("/tokens", "/tokens/" + id, "/tokens/" + id + "/delete", "/members")) {
            assertThat(carol().get(path).statusCode()).as(path).isEqualTo(503);
        }
        HttpResponse<String> deleted = carol().post("/tokens/" + id + "/delete");
        rename("renamed", "pat_token");

        assertThat(deleted.statusCode()).isEqualTo(503);
        assertThat(carol().get("/tokens").body()).contains(id);
    }

    @Test
    void signInAnswers503DuringAnOutage() throws Exception {
        rename("warden_member", "renamed");

        HttpResponse<String> page = WebClient.of(warden()).get("/sign-in");
        HttpResponse<String> sent = WebClient.of(warden()).post("/sign-in", "member", "alice");
        rename("renamed", "warden_member");

        assertThat(List.of(page.statusCode(), sent.statusCode())).containsOnly(503);
        assertThat(WebClient.of(warden()).post("/sign-in", "member", "alice").statusCode())
                .isEqualTo(303);
    }

    @Test
    @Tag("F-19")
    void tokenThatCannotBeAuditedIsRevokedAndItsSecretIsNotShown() throws Exception {
        String form = carol().newForm();
        rename("warden_audit", "renamed");

        HttpResponse<String> response = carol().createWith(form, "unseen", READ);
        rename("renamed", "warden_audit");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("value=\"unseen\"");
        assertThat(warden().warden().pats().list("carol").tokens()).isEmpty();
        assertThat(carol().createWith(form, "unseen", READ).statusCode()).isEqualTo(303);
    }

    @Test
    void deletionSucceedsWhileTheTrailIsUnavailableAndIsRecordedLater() throws Exception {
        String id = warden().issue("carol", READ).token().id().toString();
        rename("warden_audit", "renamed");

        HttpResponse<String> response = carol().post("/tokens/" + id + "/delete");
        rename("renamed", "warden_audit");

        assertThat(response.statusCode()).isEqualTo(303);
        assertThat(warden().warden().pats().list("carol").tokens()).isEmpty();
        assertThat(carol().get("/audit").body()).contains("Deleted", id);
    }

    @Test
    void deactivationFailsIfItCannotBeAudited() throws Exception {
        rename("warden_audit", "renamed");

        HttpResponse<String> response = carol().post("/members/bob/deactivate");
        rename("renamed", "warden_audit");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(WebClient.of(warden()).post("/sign-in", "member", "bob").statusCode())
                .isEqualTo(303);
    }
}
