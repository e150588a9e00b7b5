package dev.patkit.examples.httpservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patkit.PersonalAccessTokens;
import dev.patkit.jdbc.JdbcTokenStore;
import dev.patkit.secret.SecretHasher;
import dev.patkit.token.IssuedToken;
import dev.patkit.token.TokenRequest;
import dev.patkit.verify.Verifier;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.web.context.support.GenericWebApplicationContext;

/**
 * Spring Security in front of a servlet, with {@link TokenAuthenticationFilter} as the only code between the two
 * libraries. The ready-made Spring modules come later; this test shows what a service writes until then.
 */
class SpringSecurityTest {
    private static final int MOST_LINES = 30;

    private final JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:spring", "", "");
    private final PersonalAccessTokens pats = PersonalAccessTokens.builder(
                    JdbcTokenStore.builder(pool).createTablesIfMissing().build())
            .prefix("acme")
            .hasher(SecretHasher.sha256())
            .build();
    private final GenericWebApplicationContext context = new GenericWebApplicationContext();

    @Configuration
    @EnableWebSecurity
    static class Rules {
        @Bean
        SecurityFilterChain rules(HttpSecurity http, Verifier verifier) {
            return http.csrf(csrf -> csrf.disable())
                    .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .addFilterBefore(new TokenAuthenticationFilter(verifier), AnonymousAuthenticationFilter.class)
                    .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET, "/v1/register")
                            .hasAuthority("SCOPE_catalog:read")
                            .anyRequest()
                            .denyAll())
                    .build();
        }
    }

    static class Hello extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("hello " + request.getRemoteUser());
        }
    }

    @BeforeEach
    void startSpring() {
        context.setServletContext(new MockServletContext());
        context.registerBean(Verifier.class, pats::verifier);
        new AnnotatedBeanDefinitionReader(context).register(Rules.class);
        context.refresh();
    }

    @AfterEach
    void close() {
        context.close();
        pats.close();
        pool.dispose();
    }

    @Test
    void tokenWithTheScopeIsServedAsItsOwner() throws Exception {
        MockHttpServletResponse response = get("Bearer " + text(issue(CatalogScope.READ)));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).isEqualTo("hello alice");
    }

    private IssuedToken issue(CatalogScope scope) {
        return pats.issue(TokenRequest.forOwner("alice").named("import").allowing(scope));
    }

    private static String text(IssuedToken issued) {
        return issued.secret().reveal();
    }

    private MockHttpServletResponse get(String... authorization) throws Exception {
        Filter security = context.getBean("springSecurityFilterChain", Filter.class);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/v1/register");
        List.of(authorization).forEach(value -> request.addHeader("Authorization", value));
        MockHttpServletResponse response = new MockHttpServletResponse();
        new MockFilterChain(new Hello(), security).doFilter(request, response);
        return response;
    }

    @Test
    void tokenWithoutTheScopeIsForbidden() throws Exception {
        String token = text(issue(CatalogScope.WRITE));

        assertThat(get("Bearer " + token).getStatus()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer x", "Basic YWxpY2U6c2VjcmV0"})
    void whatIsNoTokenIsChallenged(String authorization) throws Exception {
        MockHttpServletResponse response = get(authorization);

        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void missingAndRepeatedHeadersAreChallenged() throws Exception {
        String header = "Bearer " + text(issue(CatalogScope.READ));

        assertThat(get().getStatus()).isEqualTo(401);
        assertThat(get(header, header).getStatus()).isEqualTo(401);
    }

    @Test
    void wrongSecretIsChallenged() throws Exception {
        String forged = ForgedToken.of(issue(CatalogScope.READ).token().id());

        assertThat(get("Bearer " + forged).getStatus()).isEqualTo(401);
    }

    @Test
    void revokedTokenIsChallengedOnTheNextRequest() throws Exception {
        IssuedToken issued = issue(CatalogScope.READ);
        int before = get("Bearer " + text(issued)).getStatus();

        pats.revoke("alice", issued.token().id());

        assertThat(before).isEqualTo(200);
        assertThat(get("Bearer " + text(issued)).getStatus()).isEqualTo(401);
    }

    @Test
    void storeThatIsDownIsAnsweredWith503AndTheServletIsNotReached() throws Exception {
        String token = text(issue(CatalogScope.READ));

        pool.dispose();

        MockHttpServletResponse response = get("Bearer " + token);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).isEmpty();
    }

    @Test
    void allThatAServiceHasToWriteIsAtMostThirtyLinesOfCode() throws IOException {
        Path source = Path.of(
                "src/test/java", TokenAuthenticationFilter.class.getName().replace('.', '/') + ".java");

        List<String> code = Files.readAllLines(source).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.matches("(package|import|/\\*|\\*).*"))
                .toList();

        // One more line adds the filter to the chain.
        assertThat(code).hasSizeLessThan(MOST_LINES);
    }
}
