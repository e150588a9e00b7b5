package dev.patkit.verify;

/** The answer to "whose token is this, and is it live?": authenticated or rejected, nothing else. Immutable. */
public sealed interface Authentication permits Authenticated, Rejected {}
