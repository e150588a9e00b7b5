/** What a verify costs on a real PostgreSQL, beside the bare reads of its row and the common hand-written recipe. */
@NullMarked
package dev.patkit.examples.benchmarks.database;

import org.jspecify.annotations.NullMarked;
