/** What follows an authentication: last-used times and hash upgrades, written back in batches. */
@NullMarked
package dev.patkit.internal.usage;

import org.jspecify.annotations.NullMarked;
