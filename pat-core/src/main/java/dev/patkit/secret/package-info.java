/**
 * Secrets, what is kept of them, and how one is proven against the other. A plain secret ({@link
 * dev.patkit.secret.SecretText}) and its hash ({@link dev.patkit.secret.SecretHash}) are different types and neither prints
 * its content. {@link dev.patkit.secret.SecretProver} is the only road to a slow hasher: it caches proofs, joins equal
 * questions and bounds the work, so that nobody outside can order more of it than the service allows.
 */
@NullMarked
package dev.patkit.secret;

import org.jspecify.annotations.NullMarked;
