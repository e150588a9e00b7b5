/** The shortest tour: issue, verify, refuse, revoke. */
@NullMarked
package dev.patkit.examples.quickstart;

import org.jspecify.annotations.NullMarked;
