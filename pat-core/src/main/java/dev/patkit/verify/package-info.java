/**
 * What every request asks: may this caller do this? {@link dev.patkit.verify.Verifier} answers {@link
 * dev.patkit.verify.Accepted}, which only the verification pipeline can make, or {@link dev.patkit.verify.Rejected}
 * with a reason for the log. When no answer can be given, it throws {@link dev.patkit.error.UnavailableException}.
 */
@NullMarked
package dev.patkit.verify;

import org.jspecify.annotations.NullMarked;
