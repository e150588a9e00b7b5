/** Bounded memory by token id. Not exported: for this library's own packages. */
@NullMarked
package dev.patkit.bounded;

import org.jspecify.annotations.NullMarked;
