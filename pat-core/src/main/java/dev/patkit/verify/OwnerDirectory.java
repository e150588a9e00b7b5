package dev.patkit.verify;

import static java.util.Objects.requireNonNull;

import dev.patkit.token.Scopes;

/**
 * Asks the service about its users, at every verification of a proven token. Thread-safe. It must answer within a bound
 * of its own; whatever it throws makes the verification unavailable ({@link
 * dev.patkit.error.UnavailableException.Kind#OWNER_DIRECTORY}) and is never an acceptance.
 */
@FunctionalInterface
public interface OwnerDirectory {
    /**
     * Whether an owner may act at the moment.
     *
     * @param owner the token's owner
     * @return false if the owner is deactivated or unknown; all of its tokens are then refused
     */
    boolean isActive(String owner);

    /**
     * Which of a token's scopes its owner holds at the moment; others have no effect. What is returned beyond the
     * token's own scopes is ignored. Default: all of them.
     *
     * @param owner the token's owner
     * @param granted the token's scopes
     * @return the scopes that the owner holds
     */
    default Scopes held(String owner, Scopes granted) {
        requireNonNull(owner, "owner must not be null");
        return requireNonNull(granted, "granted must not be null");
    }
}
