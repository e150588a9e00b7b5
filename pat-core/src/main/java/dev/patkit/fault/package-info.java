/**
 * What can go wrong, as types. {@link dev.patkit.fault.UnavailableException} and its children are trouble on our side
 * (HTTP 503): they never mean that a token is bad, and never that it is good. The other children of
 * {@link dev.patkit.fault.PatException} tell a caller which of its values cannot be used. A refused token is not here: it
 * is an answer, not an exception.
 */
@NullMarked
package dev.patkit.fault;

import org.jspecify.annotations.NullMarked;
