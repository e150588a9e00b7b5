package dev.patkit.verify;

import dev.patkit.secret.Unserialisable;

/**
 * The answer to "may this token do this?": accepted or rejected, nothing else. Immutable. It refuses to be serialised:
 * it is for the service, and the reason of a refusal is for its log only.
 */
public sealed interface Verification extends Unserialisable permits Accepted, Rejected {}
