package dev.patkit.internal.rows;

/** What the checks of a presented token found: a live token of an active owner, or why it is refused. */
public sealed interface CheckedToken permits CachedToken, RefusedToken {}
