package dev.patkit.verify;

/** Why a token was refused, in the order of the checks. */
public enum Reason {
    /** Nothing was presented. */
    ABSENT,
    /** The text is not a well-formed token of this service. */
    MALFORMED,
    /** No token has the id. */
    UNKNOWN,
    /** The secret is not the token's. */
    WRONG_SECRET,
    /** The token was presented under a user name that is not its owner's. */
    WRONG_OWNER,
    /** The token was revoked. */
    REVOKED,
    /** The token has expired. */
    EXPIRED,
    /** The owner is suspended, or not active in the service's directory. */
    OWNER_INACTIVE,
    /** The token, or its owner, lacks a scope that the operation needs. */
    INSUFFICIENT_SCOPE
}
