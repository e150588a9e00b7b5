/** What every store can keep. */
@NullMarked
package dev.patkit.internal.values;

import org.jspecify.annotations.NullMarked;
