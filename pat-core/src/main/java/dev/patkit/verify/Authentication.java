package dev.patkit.verify;

import dev.patkit.secret.Unserialisable;

/**
 * The answer to "whose token is this, and is it live?": authenticated or rejected, nothing else. Immutable. It refuses
 * to be serialised.
 */
public sealed interface Authentication extends Unserialisable permits Authenticated, Rejected {}
