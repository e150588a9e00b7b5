/**
 * Personal access tokens for Java services: {@link dev.patkit.PersonalAccessTokens} issues them to users, verifies them
 * on every request, lists and revokes them, over a {@link dev.patkit.store.TokenStore}. {@link
 * dev.patkit.TokenAdministration} is for anybody's tokens, {@link dev.patkit.Housekeeping} for scheduled jobs, and
 * {@link dev.patkit.PersonalAccessTokensBuilder} has all options.
 *
 * <p>Packages depend downwards only: this one, {@code verify}, {@code store}, {@code token}, {@code secret}, {@code
 * error}.
 */
@NullMarked
package dev.patkit;

import org.jspecify.annotations.NullMarked;
