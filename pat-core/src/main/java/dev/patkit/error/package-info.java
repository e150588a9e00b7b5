/**
 * What can go wrong. {@link dev.patkit.error.UnavailableException} is a failure on our side (HTTP 503): it never means
 * that a token is bad, and never that it is good. {@link dev.patkit.error.InvalidInputException} names a value that
 * cannot be used. A refused token is not here: it is an answer, not an exception.
 */
@NullMarked
package dev.patkit.error;

import org.jspecify.annotations.NullMarked;
