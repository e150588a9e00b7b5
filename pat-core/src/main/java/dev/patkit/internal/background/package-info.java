/** Work off the callers' threads, and calls of listeners: whatever it throws, nothing else is affected. */
@NullMarked
package dev.patkit.internal.background;

import org.jspecify.annotations.NullMarked;
