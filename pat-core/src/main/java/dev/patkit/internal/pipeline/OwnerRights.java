package dev.patkit.internal.pipeline;

import dev.patkit.error.UnavailableException;
import dev.patkit.internal.rows.CachedToken;
import dev.patkit.token.Scopes;
import dev.patkit.verify.OwnerDirectory;

/** What the service's directory says of a token's owner; whatever the directory throws makes the answer unavailable. */
public record OwnerRights(OwnerDirectory directory) {
    /** Whether the owner may act. */
    public boolean isActive(String owner) {
        try {
            return directory.isActive(owner);
        } catch (Throwable e) {
            throw UnavailableException.ownerDirectory(owner, e);
        }
    }

    /** The token's scopes that its owner holds too. */
    Scopes effectiveScopes(CachedToken row) {
        try {
            return row.scopes().intersect(directory.held(row.owner(), row.scopes()));
        } catch (Throwable e) {
            throw UnavailableException.ownerDirectory(row.owner(), e);
        }
    }
}
