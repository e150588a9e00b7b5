/** Proves presented secrets: the scan of a text, fingerprints, the proof cache, the bounded pool of slow hashing. */
@NullMarked
package dev.patkit.internal.proof;

import org.jspecify.annotations.NullMarked;
