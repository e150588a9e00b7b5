package dev.patkit.verify;

import dev.patkit.fault.OwnerDirectoryException;
import dev.patkit.token.Scopes;

/** What the service says of a token's owner; whatever its directory throws is trouble. */
record OwnerRights(OwnerDirectory directory) {
    boolean isActive(Row row) {
        try {
            return directory.isActive(row.owner());
        } catch (RuntimeException e) {
            throw new OwnerDirectoryException(row.owner(), e);
        }
    }

    /** The token's scopes that its owner holds too. */
    Scopes effectiveScopes(Row row) {
        try {
            return row.scopes().intersect(directory.held(row.owner(), row.scopes()));
        } catch (RuntimeException e) {
            throw new OwnerDirectoryException(row.owner(), e);
        }
    }
}
