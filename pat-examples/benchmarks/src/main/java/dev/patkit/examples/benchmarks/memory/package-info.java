/** Benchmarks that need no database server. */
@NullMarked
package dev.patkit.examples.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
