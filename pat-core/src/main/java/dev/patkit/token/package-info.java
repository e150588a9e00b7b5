/**
 * The terms of the field as types: what a token is ({@link dev.patkit.token.Token}), what it allows ({@link
 * dev.patkit.token.Scopes}), what an operation needs ({@link dev.patkit.token.Requirement}). A text that a caller sent
 * is a {@link dev.patkit.token.PresentedToken} until it is verified; a {@code Token} holds no secret at all.
 */
@NullMarked
package dev.patkit.token;

import org.jspecify.annotations.NullMarked;
