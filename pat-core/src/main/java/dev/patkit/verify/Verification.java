package dev.patkit.verify;

/** The answer to "may this token do this?": accepted or rejected, nothing else. Immutable. */
public sealed interface Verification permits Accepted, Rejected {}
