/** What a verify costs, beside the limit, the database's own cost and a peer. */
@NullMarked
package dev.patkit.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
