/** Text that people read, and what makes it unreadable or ambiguous. Not exported: for this library's own packages. */
@NullMarked
package dev.patkit.internal.text;

import org.jspecify.annotations.NullMarked;
