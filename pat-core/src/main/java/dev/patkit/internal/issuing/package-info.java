/** Issuing tokens and applying changes. */
@NullMarked
package dev.patkit.internal.issuing;

import org.jspecify.annotations.NullMarked;
