package dev.patkit.examples.warden.guard;

import dev.patkit.token.Requirement;
import io.javalin.router.EndpointMetadata;

/**
 * Marks a route that the token guard protects.
 *
 * @param service the service that the route belongs to
 * @param needed the scopes that a token needs
 */
public record Guarded(String service, Requirement needed) implements EndpointMetadata {}
