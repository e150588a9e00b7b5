package dev.patkit.examples.httpservice;

import dev.patkit.error.UnavailableException;
import dev.patkit.token.AuthorizationHeader;
import dev.patkit.verify.Authenticated;
import dev.patkit.verify.Verifier;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * All code that a service on Spring Security needs until PatKit has ready-made Spring modules, which come later: a
 * filter that authenticates each request by its token. The token's scopes become authorities such as {@code
 * SCOPE_catalog:read}, so the service decides by {@code hasAuthority} who may do what.
 */
final class TokenAuthenticationFilter extends OncePerRequestFilter {
    private final Verifier verifier;

    TokenAuthenticationFilter(Verifier verifier) {
        this.verifier = verifier;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        try {
            if (!(verifier.authenticate(AuthorizationHeader.read(headers, "Bearer")) instanceof Authenticated caller)) {
                response.setHeader("WWW-Authenticate", "Bearer");
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                return;
            }
            SecurityContextHolder.setContext(new SecurityContextImpl(authentication(caller)));
        } catch (UnavailableException e) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        chain.doFilter(request, response);
    }

    private static Authentication authentication(Authenticated caller) {
        String[] authorities =
                caller.scopes().names().stream().map("SCOPE_"::concat).toArray(String[]::new);
        return new PreAuthenticatedAuthenticationToken(
                caller.token().owner(), "", AuthorityUtils.createAuthorityList(authorities));
    }
}
