package dev.patkit.verify;

/** The answer to a presented token: accepted or rejected, nothing else. Immutable. */
public sealed interface Verification permits Accepted, Rejected {}
