/** SHA-256, as hashers and fingerprints use it. */
@NullMarked
package dev.patkit.internal.digest;

import org.jspecify.annotations.NullMarked;
