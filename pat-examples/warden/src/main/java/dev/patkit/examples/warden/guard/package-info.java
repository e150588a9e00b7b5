/** All that a service needs of the library: a guard in front of each route, and its own words for a refusal. */
@NullMarked
package dev.patkit.examples.warden.guard;

import org.jspecify.annotations.NullMarked;
