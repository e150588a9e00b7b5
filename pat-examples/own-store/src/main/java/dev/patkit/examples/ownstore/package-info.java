/** A custom token store in a journal file, tested with the contract test that pat-core publishes. */
@NullMarked
package dev.patkit.examples.ownstore;

import org.jspecify.annotations.NullMarked;
