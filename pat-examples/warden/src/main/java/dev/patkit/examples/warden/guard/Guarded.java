package dev.patkit.examples.warden.guard;

import dev.patkit.token.Requirement;
import io.javalin.router.EndpointMetadata;

/**
 * Marks a route that a guard stands before.
 *
 * @param service the service it belongs to
 * @param needed what a token must allow
 */
public record Guarded(String service, Requirement needed) implements EndpointMetadata {}
