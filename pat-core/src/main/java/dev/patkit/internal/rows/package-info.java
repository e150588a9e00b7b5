/** Stored tokens for verifications: read from the store, or cached and kept honest by epochs. */
@NullMarked
package dev.patkit.internal.rows;

import org.jspecify.annotations.NullMarked;
