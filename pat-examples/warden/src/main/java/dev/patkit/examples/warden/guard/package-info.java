/** How a service uses the library: a token guard for each route, and the service's own error responses. */
@NullMarked
package dev.patkit.examples.warden.guard;

import org.jspecify.annotations.NullMarked;
