/** Bounded memory by token id. */
@NullMarked
package dev.patkit.internal.cache;

import org.jspecify.annotations.NullMarked;
