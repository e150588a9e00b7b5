/** How the text of a token is laid out, written and scanned, and the rules for text that people read. */
@NullMarked
package dev.patkit.internal.text;

import org.jspecify.annotations.NullMarked;
