/** The verification pipeline, from a presented token to the answer. Only this package makes an acceptance. */
@NullMarked
package dev.patkit.internal.pipeline;

import org.jspecify.annotations.NullMarked;
