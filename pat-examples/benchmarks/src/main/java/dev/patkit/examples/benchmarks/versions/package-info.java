/** Measuring this version of the library in turns with an earlier one. */
@NullMarked
package dev.patkit.examples.benchmarks.versions;

import org.jspecify.annotations.NullMarked;
