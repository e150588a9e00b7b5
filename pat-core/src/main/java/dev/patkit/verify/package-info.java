/**
 * The question every request asks: may this caller do this? {@link dev.patkit.verify.Verifier} answers with {@link
 * dev.patkit.verify.Accepted}, which only this package can make, or {@link dev.patkit.verify.Rejected} with a reason for the
 * log. Trouble is an exception and neither of the two.
 */
@NullMarked
package dev.patkit.verify;

import org.jspecify.annotations.NullMarked;
