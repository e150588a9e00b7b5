/** The smallest example: issue, verify and revoke a token. */
@NullMarked
package dev.patkit.examples.quickstart;

import org.jspecify.annotations.NullMarked;
