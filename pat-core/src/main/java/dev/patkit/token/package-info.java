/**
 * The words of the field as types: what a token is ({@link dev.patkit.token.Token}), what it allows ({@link
 * dev.patkit.token.Scopes}), what an operation needs ({@link dev.patkit.token.Requirement}), and how a token is written
 * ({@link dev.patkit.token.TokenFormat}). One text has three types on its way in: presented (raw), parsed (well formed),
 * and the proven {@code Token}, which holds no secret at all.
 */
@NullMarked
package dev.patkit.token;

import org.jspecify.annotations.NullMarked;
