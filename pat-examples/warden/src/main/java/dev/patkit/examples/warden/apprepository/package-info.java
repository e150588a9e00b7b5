/** App Repository: real git repositories, with a read API, and cloned and pushed over HTTP. */
@NullMarked
package dev.patkit.examples.warden.apprepository;

import org.jspecify.annotations.NullMarked;
