/**
 * Secrets and their hashes. A plain secret ({@link dev.patkit.secret.SecretText}) and its hash ({@link
 * dev.patkit.secret.SecretHash}) are different types and neither prints its content. {@link
 * dev.patkit.secret.SecretHasher} turns one into the other; {@link dev.patkit.secret.HashingLimits} bounds how much
 * slow hashing a process does.
 */
@NullMarked
package dev.patkit.secret;

import org.jspecify.annotations.NullMarked;
