/** A store of one's own: a journal file, proven by the contract that pat-core publishes. */
@NullMarked
package dev.patkit.examples.ownstore;

import org.jspecify.annotations.NullMarked;
