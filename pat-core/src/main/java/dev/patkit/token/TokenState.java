package dev.patkit.token;

/** Where a token stands at an instant, its owner left aside. */
public enum TokenState {
    /** Neither revoked nor expired. */
    LIVE,
    /** Ended by its owner or an administrator, for good. */
    REVOKED,
    /** Past its expiry. */
    EXPIRED
}
