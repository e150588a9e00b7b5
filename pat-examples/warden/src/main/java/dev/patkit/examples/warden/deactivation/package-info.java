/** User deactivation: a leaver's tokens stop in every service, by an API that is called with a token itself. */
@NullMarked
package dev.patkit.examples.warden.deactivation;

import org.jspecify.annotations.NullMarked;
