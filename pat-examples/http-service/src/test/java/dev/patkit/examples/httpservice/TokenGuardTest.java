package dev.patkit.examples.httpservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.secret.SecretHasher;
import dev.patkit.store.InMemoryTokenStore;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.TokenId;
import dev.patkit.token.TokenRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenGuardTest {
    private static final String GET = "GET /v1/register?name=orders";
    private static final RawResponse HELLO = new RawResponse(
            "HTTP/1.1 200 OK",
            List.of("content-length: 18", "content-type: application/json"),
            "{\"hello\": \"alice\"}");
    private static final RawResponse CHALLENGED = new RawResponse(
            "HTTP/1.1 401 Unauthorized",
            List.of(
                    "cache-control: no-store",
                    "content-length: 13",
                    "content-type: application/json",
                    "www-authenticate: Bearer realm=\"catalog\"",
                    "www-authenticate: mxtoken realm=\"catalog\""),
            "{\"error\": \"\"}");
    private static final RawResponse REFUSED = new RawResponse(
            "HTTP/1.1 403 Forbidden",
            List.of("cache-control: no-store", "content-length: 13", "content-type: application/json"),
            "{\"error\": \"\"}");

    private static final InMemoryTokenStore STORE = new InMemoryTokenStore();
    private static PersonalAccessTokens pats;
    private static HttpService service;

    @BeforeAll
    static void start() throws IOException {
        pats = tokensAt(Clock.systemUTC());
        service = HttpService.start(0, pats.verifier());
    }

    private static PersonalAccessTokens tokensAt(Clock clock) {
        return PersonalAccessTokens.builder(STORE)
                .prefix("acme")
                .hasher(SecretHasher.sha256())
                .clock(clock)
                .build();
    }

    @AfterAll
    static void stop() {
        service.close();
        pats.close();
    }

    private static IssuedToken issue(String owner) {
        return pats.issue(request(owner).allowing(CatalogScope.READ));
    }

    private static TokenRequest.Named request(String owner) {
        return TokenRequest.forOwner(owner).named(UUID.randomUUID().toString());
    }

    private static RawResponse get(String... headers) throws IOException {
        return RawResponse.to(service.address(), GET, headers);
    }

    private static String text(IssuedToken issued) {
        return issued.secret().reveal();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: mxtoken ",
                "Authorization: MxToken ",
                "Authorization: MXTOKEN   ",
                "authorization: bearer ",
                "AUTHORIZATION:BEARER      ",
                "Authorization: Bearer\t"
            })
    void validTokenIsAcceptedInBothSchemesIgnoringCaseAndSpacing(String start) throws IOException {
        String token = text(issue("alice"));

        assertThat(get(start + token)).isEqualTo(HELLO);
    }

    @Test
    void ownerIsWrittenAsJson() throws IOException {
        String token = text(issue("a \"b\" \\ c"));

        assertThat(get("Authorization: Bearer " + token).body()).isEqualTo("{\"hello\": \"a \\\"b\\\" \\\\ c\"}");
    }

    @Test
    void missingHeaderIsChallengedWithBothSchemes() throws IOException {
        assertThat(get()).isEqualTo(CHALLENGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic YWxpY2U6c2VjcmV0", "mxtokens x"})
    void unknownSchemeIsChallenged(String value) throws IOException {
        assertThat(get("Authorization: " + value)).isEqualTo(CHALLENGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mxtoken", "Bearer", "mxtoken x", "Bearer acme_", "Bearer ÿ€"})
    void malformedTokenIsRefused(String value) throws IOException {
        assertThat(get("Authorization: " + value)).isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer %s,", "Bearer %s, Bearer %s", "Bearer \"%s\"", "Bearer %s x"})
    void validTokenWithExtraCharactersIsRefused(String value) throws IOException {
        String token = text(issue("alice"));

        assertThat(get("Authorization: " + value.replace("%s", token))).isEqualTo(REFUSED);
    }

    @Test
    void twoHeadersAreRefusedEvenIfBothAreValid() throws IOException {
        String header = "Authorization: Bearer " + text(issue("alice"));

        assertThat(get(header, header)).isEqualTo(REFUSED);
    }

    @Test
    void headerOf64KibibytesIsRefused() throws IOException {
        assertThat(get("Authorization: Bearer " + "x".repeat(64 * 1024))).isEqualTo(REFUSED);
    }

    @Test
    void unknownTokenIsRefused() throws IOException {
        assertThat(get("Authorization: Bearer " + ForgedToken.of(new TokenId(1))))
                .isEqualTo(REFUSED);
    }

    @Test
    void wrongSecretIsRefused() throws IOException {
        TokenId id = issue("alice").token().id();

        assertThat(get("Authorization: Bearer " + ForgedToken.of(id))).isEqualTo(REFUSED);
    }

    @Test
    void revokedTokenIsRefusedOnTheNextRequest() throws IOException {
        IssuedToken issued = issue("alice");
        String header = "Authorization: mxtoken " + text(issued);

        RawResponse before = get(header);
        pats.revoke("alice", issued.token().id());

        assertThat(before).isEqualTo(HELLO);
        assertThat(get(header)).isEqualTo(REFUSED);
    }

    @Test
    void expiredTokenIsRefused() throws IOException {
        Clock lastYear = Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC);
        String token;
        try (PersonalAccessTokens earlier = tokensAt(lastYear)) {
            token = text(
                    earlier.issue(request("alice").allowing(CatalogScope.READ).expiringIn(Duration.ofDays(1))));
        }

        assertThat(get("Authorization: Bearer " + token)).isEqualTo(REFUSED);
    }

    @Test
    void tokenOfSuspendedOwnerIsRefusedUntilReinstated() throws IOException {
        String header = "Authorization: Bearer " + text(issue("bob"));

        pats.administration("admin").suspend("bob");
        RawResponse suspended = get(header);
        pats.administration("admin").reinstate("bob");

        assertThat(suspended).isEqualTo(REFUSED);
        assertThat(get(header).body()).isEqualTo("{\"hello\": \"bob\"}");
    }

    @Test
    void operationNeedsItsOwnScope() throws IOException {
        String reader = text(issue("alice"));
        String writer = text(pats.issue(request("alice").allowing(CatalogScope.WRITE)));

        assertThat(post(reader)).isEqualTo(REFUSED);
        assertThat(post(writer).status()).isEqualTo("HTTP/1.1 201 Created");
        assertThat(get("Authorization: Bearer " + writer)).isEqualTo(REFUSED);
    }

    private static RawResponse post(String token) throws IOException {
        return RawResponse.to(
                service.address(), "POST /v1/register", "Authorization: Bearer " + token, "Content-Length: 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /v1/registered", "GET /v1/register/1", "GET /", "PUT /v1/register", "HEAD /v1/register"})
    void unknownOperationIsNotFound(String head) throws IOException {
        String token = text(issue("alice"));

        RawResponse response = RawResponse.to(service.address(), head, "Authorization: Bearer " + token);

        assertThat(response.status()).isEqualTo("HTTP/1.1 404 Not Found");
    }
}
