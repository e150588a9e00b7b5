/** An HTTP service whose handlers are reached with an accepted token only. */
@NullMarked
package dev.patkit.examples.httpservice;

import org.jspecify.annotations.NullMarked;
