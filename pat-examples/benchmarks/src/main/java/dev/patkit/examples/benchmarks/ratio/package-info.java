/** Measuring in rounds, and telling the ratios. */
@NullMarked
package dev.patkit.examples.benchmarks.ratio;

import org.jspecify.annotations.NullMarked;
