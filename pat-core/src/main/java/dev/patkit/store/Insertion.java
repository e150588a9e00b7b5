package dev.patkit.store;

/** What came of adding a token. */
public enum Insertion {
    /** The token is kept. */
    INSERTED,
    /** Another token has its id; the issuer draws a new one. */
    DUPLICATE_ID,
    /** A live token of its owner has its name. */
    DUPLICATE_NAME
}
