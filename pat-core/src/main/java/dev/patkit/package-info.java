/**
 * The front door of PatKit: personal access tokens for Java services. {@link dev.patkit.PersonalAccessTokens} issues tokens
 * to users, verifies them on every request, lists them and ends them, over a {@link dev.patkit.store.TokenStore}.
 *
 * <p>Packages build on one another, downwards only: {@code fault}, {@code secret}, {@code token}, {@code store}, {@code
 * verify}, and this one.
 */
@NullMarked
package dev.patkit;

import org.jspecify.annotations.NullMarked;
