package dev.patkit.store;

import dev.patkit.token.TokenId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of an owner's tokens an operation is about. Naming the owner keeps one from touching another's tokens. */
public final class Selection {
    private final String owner;
    private final @Nullable TokenId id;

    private Selection(String owner, @Nullable TokenId id) {
        this.owner = owner;
        this.id = id;
    }

    /**
     * One token, if it is the owner's.
     *
     * @param owner the owner
     * @param id the token
     * @return the selection
     */
    public static Selection one(String owner, TokenId id) {
        return new Selection(owner, id);
    }

    /**
     * Every token of an owner.
     *
     * @param owner the owner
     * @return the selection
     */
    public static Selection allOf(String owner) {
        return new Selection(owner, null);
    }

    /**
     * Whose tokens.
     *
     * @return the owner
     */
    public String owner() {
        return owner;
    }

    /**
     * The one token meant.
     *
     * @return the id, or empty for all of the owner's tokens
     */
    public Optional<TokenId> id() {
        return Optional.ofNullable(id);
    }
}
