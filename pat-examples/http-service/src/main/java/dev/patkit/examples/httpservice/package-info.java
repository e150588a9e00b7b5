/** An HTTP service whose handlers run only with an accepted token. */
@NullMarked
package dev.patkit.examples.httpservice;

import org.jspecify.annotations.NullMarked;
