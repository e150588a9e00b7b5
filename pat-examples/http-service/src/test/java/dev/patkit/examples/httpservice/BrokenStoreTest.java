package dev.patkit.examples.httpservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.error.UnavailableException;
import dev.patkit.jdbc.JdbcTokenStore;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.TokenStore;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

/** A token that cannot be verified is answered with 503. */
class BrokenStoreTest {
    private static final RawResponse UNAVAILABLE = new RawResponse(
            "HTTP/1.1 503 Service Unavailable",
            List.of(
                    "cache-control: no-store",
                    "content-length: 13",
                    "content-type: application/json",
                    "retry-after: 5"),
            "{\"error\": \"\"}");

    @Test
    void failingStoreIsAnsweredWith503() throws IOException {
        try (PersonalAccessTokens pats = over(failingStore());
                HttpService service = HttpService.start(0, pats.verifier())) {
            String token = ForgedToken.of(new TokenId(1));

            assertThat(get(service, token)).isEqualTo(UNAVAILABLE);
        }
    }

    private static TokenStore failingStore() {
        return (TokenStore) Proxy.newProxyInstance(
                TokenStore.class.getClassLoader(), new Class<?>[] {TokenStore.class}, (proxy, method, arguments) -> {
                    throw UnavailableException.store(method.getName(), "broken", null);
                });
    }

    private static PersonalAccessTokens over(TokenStore store) {
        return PersonalAccessTokens.builder(store)
                .prefix("acme")
                .hasher(SecretHasher.sha256())
                .build();
    }

    private static RawResponse get(HttpService service, String token) throws IOException {
        return RawResponse.to(service.address(), "GET /v1/register", "Authorization: mxtoken " + token);
    }

    @Test
    void validTokenIsAnsweredWith503AfterTheDatabaseIsClosed() throws IOException {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:closed", "", "");
        JdbcTokenStore store =
                JdbcTokenStore.builder(pool).createTablesIfMissing().build();
        try (PersonalAccessTokens pats = over(store);
                HttpService service = HttpService.start(0, pats.verifier())) {
            String token = pats.issue(
                            TokenRequest.forOwner("alice").named("import").allowing(CatalogScope.READ))
                    .secret()
                    .reveal();
            RawResponse before = get(service, token);

            pool.dispose();

            assertThat(before.body()).isEqualTo("{\"hello\": \"alice\"}");
            assertThat(get(service, token)).isEqualTo(UNAVAILABLE);
        }
    }

    @Test
    void closedVerifierIsAnsweredWith503() throws IOException {
        PersonalAccessTokens pats = over(failingStore());
        pats.close();

        try (HttpService service = HttpService.start(0, pats.verifier())) {
            assertThat(get(service, "anything")).isEqualTo(UNAVAILABLE);
        }
    }
}
