/** What makes mappers fail that write objects by their fields. Not exported. */
@NullMarked
package dev.patkit.internal.guard;

import org.jspecify.annotations.NullMarked;
